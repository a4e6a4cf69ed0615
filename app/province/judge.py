"""The verdict on one op: applied, conflict, rejected or deferred. The heart of the platform.

Order does not depend on how ops arrive. Within one install `n` decides: an op that comes late loses every
group that a later op of the same install has already set. Between installs the version decides: a group that
somebody else changed after the desk's `base_version` to another value is a conflict, disjoint groups merge.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from app.contract import wire
from app.contract.kinds import Kind
from app.contract.wire import OpAnswer, Verdict
from app.province import waits
from app.province.books import Books
from app.province.entities import ENTITIES
from app.province.entities.reading import NUMBER, BadBody, field_of, fields_of, read
from app.province.entities.ruling import Accepted, Entity, Rejected, Ruling, Waiting
from app.province.records import RecordState, Stamp

_KINDS = {kind.value: (kind, ENTITIES[kind.stem]) for kind in Kind}


def number_in(op: wire.Op) -> str | None:
    """The human number an op is going to claim, as far as it has the shape of one."""
    known = _KINDS.get(op.kind)
    number = field_of(known[1], op.groups, "number") if known else None
    return number if isinstance(number, str) and NUMBER.fullmatch(number) else None


class _Deed(Struct, frozen=True):
    """An op whose kind is known."""

    op: wire.Op
    kind: Kind
    entity: Entity


def judge(books: Books, op: wire.Op) -> OpAnswer:
    """Decide about an op that was never settled before, and write what follows from it."""
    known = _KINDS.get(op.kind)
    if known is None:
        return rejected(op, "unknown_kind", "kind")
    if not op.groups:
        return rejected(op, "bad_body", "groups")
    deed = _Deed(op, *known)
    state = books.record(op.record_id)
    if state is not None:
        return _change(books, deed, state)
    if deed.kind not in deed.entity.first:
        return _deferred(books, op, op.record_id)
    return _apply(books, deed, _new(books, deed), op.groups)


def _change(books: Books, deed: _Deed, state: RecordState) -> OpAnswer:
    """An op on a record that is here already."""
    op, entity = deed.op, deed.entity
    if state.stem != entity.stem:
        return rejected(op, "bad_body", "record_id")
    if entity.single_writer and state.window != books.desk.window:
        return rejected(op, "not_owner", "record_id")
    conflict = waits.open_conflict(books, op.record_id)
    if conflict and op.n > conflict.n and op.base_version < conflict.server_version:
        return OpAnswer(op_id=op.op_id, n=op.n, verdict=Verdict.DEFERRED, waiting_for=conflict.op_id)
    clash = _clash(books, deed, state)
    if clash:
        waits.put_conflict(books, op, state.version)
        return OpAnswer(
            op_id=op.op_id, n=op.n, verdict=Verdict.CONFLICT, fields=clash, server_version=state.version
        )
    answer = _apply(books, deed, state, _still_current(books, op, state))
    if conflict and op.n > conflict.n and answer.verdict is Verdict.APPLIED:
        waits.end_conflict(books, op.record_id)
    return answer


def rejected(op: wire.Op, code: str, field: str = "") -> OpAnswer:
    return OpAnswer(op_id=op.op_id, n=op.n, verdict=Verdict.REJECTED, code=code, field=field)


def _new(books: Books, deed: _Deed) -> RecordState:
    return RecordState(
        record_id=deed.op.record_id,
        stem=deed.entity.stem.value,
        window=books.desk.window,
        body={},
        stamps={},
    )


def _clash(books: Books, deed: _Deed, state: RecordState) -> tuple[str, ...]:
    """Field groups on which this op and the record as it stands cannot both be right."""
    op = deed.op
    if state.closed:
        own = state.void_install == books.desk.install
        if not (own and (op.n < state.void_n or deed.kind in deed.entity.closing)):
            return tuple(sorted(op.groups))
    return tuple(
        sorted(
            group
            for group, value in op.groups.items()
            if (stamp := state.stamps.get(group))
            and stamp.install != books.desk.install
            and stamp.version > op.base_version
            and state.body.get(group) != value
        )
    )


def _still_current(books: Books, op: wire.Op, state: RecordState) -> dict[str, object]:
    """The op's groups without those that a later op of the same install has set already."""
    return {
        group: value
        for group, value in op.groups.items()
        if not ((stamp := state.stamps.get(group)) and stamp.install == books.desk.install and stamp.n > op.n)
    }


def _apply(books: Books, deed: _Deed, state: RecordState, groups: dict[str, object]) -> OpAnswer:
    op, body = deed.op, {**state.body, **groups}
    ruling = _rule(books, deed, body)
    if isinstance(ruling, Rejected):
        return rejected(op, str(ruling.code), ruling.field)
    if isinstance(ruling, Waiting):
        return _deferred(books, op, ruling.record_id)
    if ruling.number and not books.claim(f"{deed.entity.stem}.number", ruling.number, op.record_id):
        return rejected(op, "number_reused", "number")
    return _write(books, op, replace(state, body=body), groups, ruling)


def _rule(books: Books, deed: _Deed, body: dict[str, Any]) -> Ruling:
    """The record as it would stand, held against its stem's own rules."""
    try:
        record = read(deed.entity, deed.op.record_id, fields_of(deed.entity, body))
        return deed.entity.rule(deed.kind, record, books)
    except BadBody as error:
        return Rejected("bad_body", error.field)


def _write(
    books: Books, op: wire.Op, state: RecordState, groups: dict[str, object], ruling: Accepted
) -> OpAnswer:
    stamp = Stamp(state.version + 1, books.desk.install, op.n)
    state = replace(
        state,
        version=stamp.version,
        seq=books.next_seq(),
        op_id=op.op_id,
        install=books.desk.install,
        stamps={**state.stamps, **dict.fromkeys(groups, stamp)},
        refers_to=ruling.refers_to or state.refers_to,
        page=ruling.page,
    )
    books.put_record(state)
    if ruling.closes:
        books.close(ruling.closes, op.n)
    return OpAnswer(
        op_id=op.op_id,
        n=op.n,
        verdict=Verdict.APPLIED,
        version=state.version,
        seq=state.seq,
        receipt=wire.receipt_code(op.op_id),
    )


def _deferred(books: Books, op: wire.Op, waiting_for: str) -> OpAnswer:
    if waits.waited_too_long(books, op, waiting_for):
        return rejected(op, "predecessor_missing", "record_id")
    return OpAnswer(op_id=op.op_id, n=op.n, verdict=Verdict.DEFERRED, waiting_for=waiting_for)
