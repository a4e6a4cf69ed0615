"""A batch of ops in one transaction: each op in its own savepoint, each with its own answer."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, func, select, update

from app.contract import wire
from app.contract.canonical import NotCanonical, canonical, canonical_of_plain, sm3
from app.contract.wire import OpAnswer, Verdict
from app.province.body import Malformed, PlainOp, Push
from app.province.books import Books, Names
from app.province.credentials import Credential
from app.province.judge import judge, number_in, rejected
from app.province.outlets import fact
from app.province.schema import anchors, arrivals, installs
from app.province.store import insert, is_transient, savepoint

_LOG = logging.getLogger(__name__)
_SCAN = 2500
_texts = msgspec.json.Encoder().encode
"""canonical where there is nothing but text that was read from JSON"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A push as it was admitted. `anchor`: the province's signature over the head it names."""

    desk: Credential
    push: Push
    now: int
    server_time: str
    anchor: str
    schema_versions: range
    in_record: Callable[[str], None] | None = None


def take(connection: Connection, arrival: Arrival) -> wire.PushReply:
    """Settle a batch. Pure over the database: run again after a lost commit it answers `duplicate`."""
    header = arrival.push.header
    books = Books(connection, arrival.desk, arrival.now, _names(arrival.push))
    answers = _settle_all(books, arrival)
    signature = _put_anchor(books, header, arrival.anchor)
    acked_n = _put_header(books, header, bool(answers))
    return wire.PushReply(
        install=header.install,
        first_n=header.first_n,
        count=header.count,
        answers=answers,
        server_time=arrival.server_time,
        epoch=fact(connection, "epoch"),
        acked_n=acked_n,
        feed_high=books.high,
        anchor=signature,
    )


def _names(content: Push) -> Names:
    ops = [line for line in content.lines if isinstance(line, wire.Op)]
    return Names(
        op_ids=frozenset(op.op_id for op in ops),
        ns=frozenset(op.n for op in ops),
        record_ids=frozenset(op.record_id for op in ops),
        numbers=frozenset(filter(None, map(number_in, ops))),
    )


def _settle_all(books: Books, arrival: Arrival) -> tuple[OpAnswer, ...]:
    """In the order of n; answers in the order of the lines. All at once, or, if one fails, one by one."""
    lines = arrival.push.lines
    order = sorted(range(len(lines)), key=lambda at: lines[at].n)
    try:
        with savepoint(books.connection):
            answers = {at: _settle_line(books, lines[at], arrival) for at in order}
            books.flush()
            _strike(arrival, *lines)
    except Exception as error:
        if is_transient(error):
            raise
        books.begin()
        answers = {at: _guarded(books, lines[at], arrival) for at in order}
    return tuple(answers[at] for at in range(len(lines)))


def _guarded(books: Books, line: wire.Op | Malformed, arrival: Arrival) -> OpAnswer:
    """One op cannot spoil the batch: what fails here is undone alone and waits for the province."""
    high, alarms = books.high, books.alarms
    try:
        with savepoint(books.connection):
            answer = _settle_line(books, line, arrival)
            books.flush()
            _strike(arrival, line)
    except Exception as error:
        if is_transient(error):
            raise
        books.high, books.alarms = high, alarms + 1
        books.forget()
        _LOG.error("op %s failed here: %s", line.op_id, _places(error))
        return OpAnswer(op_id=line.op_id, n=line.n, verdict=Verdict.DEFERRED, waiting_for="province")
    return answer


def _settle_line(books: Books, line: wire.Op | Malformed, arrival: Arrival) -> OpAnswer:
    if isinstance(line, Malformed):
        return OpAnswer(
            op_id=line.op_id, n=line.n, verdict=Verdict.REJECTED, code="bad_body", field=line.field
        )
    return settle(books, line, arrival.schema_versions)


def _strike(arrival: Arrival, *lines: wire.Op | Malformed) -> None:
    """Give a test its chance to fail a record after it was written."""
    if arrival.in_record:
        for line in lines:
            if isinstance(line, wire.Op):
                arrival.in_record(line.record_id)


def _places(error: Exception) -> str:
    """Kind of error and where: never its text, which may quote a person's data."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    return " ".join([type(error).__name__, *(f"{frame.name}:{frame.lineno}" for frame in frames)])


def settle(books: Books, op: wire.Op, schema_versions: range) -> OpAnswer:
    """The answer to one op: the stored one when it was settled before, else the verdict."""
    try:
        body = canonical_of_plain(op.groups) if isinstance(op, PlainOp) else canonical(op.groups)
    except NotCanonical:
        return rejected(op, "bad_body", "groups")
    if sm3(body).hex() != op.digest:
        return _alarm(books, op, "bad_digest", "digest")
    fingerprint = sm3(_texts([op.digest, op.kind, op.record_id])).hex()
    stored = books.answered(op.op_id)
    if stored and stored.fingerprint != fingerprint:
        return _alarm(books, op, "op_reused", "op_id")
    if books.arrived(op.n) not in (None, op.op_id):
        return _alarm(books, op, "n_reused", "n")
    if stored:
        books.put_arrival(op)
        again = stored.answer.verdict
        verdict = Verdict.DUPLICATE if again is Verdict.APPLIED else again
        return replace(stored.answer, n=op.n, verdict=verdict)
    in_range = op.schema_v in schema_versions
    answer = judge(books, op) if in_range else rejected(op, "schema_v", "schema_v")
    if answer.verdict is not Verdict.DEFERRED:
        books.put_answer(op, body, fingerprint, answer)
    return answer


def _alarm(books: Books, op: wire.Op, code: str, field: str) -> OpAnswer:
    """Refused without settling: the id or n belongs to another op, or the body was changed."""
    books.alarms += 1
    return rejected(op, code, field)


def _put_anchor(books: Books, header: wire.PushHeader, signature: str) -> str:
    """Keep the head of the desk's journal; empty when another hash stands there already."""
    if not header.head_seq:
        return ""
    scope = books.desk.scope
    books.connection.execute(
        insert(books.connection, anchors)
        .values(
            scope=scope,
            install=header.install,
            head_seq=header.head_seq,
            head_hash=header.head_hash,
            signature=signature,
            at=books.now,
        )
        .on_conflict_do_nothing()
    )
    kept = books.connection.execute(
        select(anchors.c.head_hash).where(
            anchors.c.scope == scope,
            anchors.c.install == header.install,
            anchors.c.head_seq == header.head_seq,
        )
    ).scalar_one()
    if kept == header.head_hash:
        return signature
    books.alarms += 1
    return ""


def _put_header(books: Books, header: wire.PushHeader, any_ops: bool) -> int:
    """What the desk told about itself, and how far everything from it is settled. Returns `acked_n`."""
    mine = (installs.c.scope == books.desk.scope) & (installs.c.install == books.desk.install)
    row = books.connection.execute(select(installs.c.first_n, installs.c.acked_n).where(mine)).one()
    first_n, acked_n = row.first_n, row.acked_n
    if any_ops and (not first_n or header.first_n < first_n):
        # Not said at enrolment: the lowest n ever seen is where this install began.
        first_n, acked_n = header.first_n, header.first_n - 1
    acked_n = _settled_up_to(books, acked_n)
    books.connection.execute(
        update(installs)
        .where(mine)
        .values(
            first_n=first_n,
            acked_n=acked_n,
            seen_at=books.now,
            app_v=header.app_v[:40],
            depth=header.depth,
            oldest_age_s=header.oldest_age_s,
            parked=header.parked,
            alarms=installs.c.alarms + books.alarms,
        )
    )
    return acked_n


def _settled_up_to(books: Books, acked_n: int) -> int:
    """The highest n such that everything up to it from this install is settled."""
    while True:
        near = (
            (arrivals.c.scope == books.desk.scope)
            & (arrivals.c.install == books.desk.install)
            & (arrivals.c.n > acked_n)
            & (arrivals.c.n <= acked_n + _SCAN)
        )
        count, last = books.connection.execute(
            select(func.count(arrivals.c.n), func.max(arrivals.c.n)).where(near)
        ).one()
        if count and last - acked_n == count:
            acked_n = last
            continue
        for n in books.connection.execute(select(arrivals.c.n).where(near).order_by(arrivals.c.n)).scalars():
            if n != acked_n + 1:
                break
            acked_n = n
        return acked_n
