"""One scope's rows inside one write transaction: what was read, and what is to be written.

A batch is read in a few statements, judged in memory and written in a few statements (`flush`); what was not
read ahead is read when it is asked for. Everything asked for shows what is not yet flushed.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, delete, select, update

from app.contract import wire
from app.domain.typed import decoder
from app.province.credentials import Credential
from app.province.entities.ruling import Known
from app.province.records import RecordState, of_row
from app.province.schema import arrivals, natural_keys, ops, records, scopes, waiting
from app.province.store import put_rows, rows_of

_ANSWER = decoder(wire.OpAnswer)
_encode = msgspec.json.Encoder().encode
_BODY = list(ops.c.keys()).index("body")
_RECORD = (records.c.record_id, *(column for column in records.c if column.name != "record_id"))


class _Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """What an op says besides its groups."""

    actor: str
    actor_name: str
    base_version: int
    captured_at: str
    kind: str
    mono_ms: int
    schema_v: int


class Stored(msgspec.Struct, frozen=True):
    """The answer an op got when it was settled."""

    fingerprint: str
    answer: wire.OpAnswer


@dataclass(frozen=True, slots=True)
class Names:
    """Everything a batch is going to ask for."""

    op_ids: frozenset[str]
    ns: frozenset[int]
    record_ids: frozenset[str]
    numbers: frozenset[str]


class Books:
    """`high` is the scope's feed position; the row behind it stays locked until the commit."""

    def __init__(self, connection: Connection, desk: Credential, now: int, names: Names) -> None:
        self.connection = connection
        self.desk = desk
        self.now = now
        self._names = names
        self._locked_at: int = connection.execute(
            update(scopes)
            .where(scopes.c.scope == desk.scope)
            .values(writes=scopes.c.writes + 1)
            .returning(scopes.c.high)
        ).scalar_one()
        self.begin()

    def begin(self) -> None:
        """Start over: forget what was judged, read what the batch names."""
        self.high = self._locked_at
        self.alarms = 0
        self._answered: dict[str, Stored] = {}
        self._arrived: dict[int, str] = {}
        self._waiting: set[str] = set()
        self._new_ops: dict[str, tuple[object, ...]] = {}
        self._new_arrivals: list[tuple[int, str]] = []
        self._new_keys: list[tuple[object, ...]] = []
        self.forget()
        self._read_ahead(self._names)
        self._numbers_read = self._names.numbers

    def forget(self) -> None:
        """Drop what is not flushed. Records and keys are read anew when asked for."""
        for op_id in self._new_ops:
            self._answered.pop(op_id, None)
        for n, _ in self._new_arrivals:
            self._arrived.pop(n, None)
        self._new_ops, self._new_arrivals = {}, []
        self._records: dict[str, RecordState | None] = {}
        self._keys: dict[tuple[str, str], str] = {}
        self._numbers_read = frozenset[str]()
        self._changed: set[str] = set()
        self._new_keys = []

    def _read_ahead(self, names: Names) -> None:
        line, scope = self.connection, self.desk.scope
        for op in rows_of(line, (ops.c.op_id, ops.c.fingerprint, ops.c.answer), names.op_ids, scope=scope):
            self._answered[op.op_id] = Stored(op.fingerprint, _ANSWER.decode(op.answer))
        mine = {"scope": scope, "install": self.desk.install}
        for arrival in rows_of(line, (arrivals.c.n, arrivals.c.op_id), names.ns, **mine):
            self._arrived[arrival.n] = arrival.op_id
        waits = rows_of(line, (waiting.c.op_id,), names.op_ids, scope=scope)
        self._waiting.update(row.op_id for row in waits)
        self._records.update(dict.fromkeys(names.record_ids))
        for row in rows_of(line, _RECORD, names.record_ids, scope=scope):
            self._records[row.record_id] = of_row(row)
        key = natural_keys.c
        for known in rows_of(line, (key.value, key.name, key.record_id), names.numbers, scope=scope):
            self._keys[known.name, known.value] = known.record_id

    def answered(self, op_id: str) -> Stored | None:
        return self._answered.get(op_id)

    def arrived(self, n: int) -> str | None:
        """The op this install has already settled as its n-th."""
        return self._arrived.get(n)

    def record(self, record_id: str) -> RecordState | None:
        if record_id not in self._records:
            row = self.connection.execute(
                select(records).where(records.c.scope == self.desk.scope, records.c.record_id == record_id)
            ).one_or_none()
            self._records[record_id] = of_row(row) if row else None
        return self._records[record_id]

    def known(self, record_id: str) -> Known | None:
        state = self.record(record_id)
        return state.known if state else None

    def referring(self, record_id: str) -> list[Known]:
        rows = self.connection.execute(
            select(records).where(records.c.scope == self.desk.scope, records.c.refers_to == record_id)
        ).all()
        states: dict[str, RecordState | None] = {row.record_id: of_row(row) for row in rows}
        states |= {
            name: state for name, state in self._records.items() if state and state.refers_to == record_id
        }
        return [state.known for state in states.values() if state]

    def claim(self, name: str, value: str, record_id: str) -> bool:
        """A natural key within the scope: True when it is this record's own, now or before."""
        owner = self._keys.get((name, value))
        if owner is None and value not in self._numbers_read:
            owner = self.connection.execute(
                select(natural_keys.c.record_id).where(
                    natural_keys.c.scope == self.desk.scope,
                    natural_keys.c.name == name,
                    natural_keys.c.value == value,
                )
            ).scalar_one_or_none()
        if owner is None:
            self._new_keys.append((self.desk.scope, name, value, record_id))
            owner = record_id
        self._keys[name, value] = owner
        return bool(owner == record_id)

    def next_seq(self) -> int:
        """The next feed position."""
        self.high += 1
        return self.high

    def put_record(self, state: RecordState) -> None:
        self._records[state.record_id] = state
        self._changed.add(state.record_id)

    def close(self, record_id: str, n: int) -> None:
        """No later edit of this record: its void or refund stands."""
        state = self.record(record_id)
        if state and not state.closed:
            self._records[record_id] = replace(state, void_install=self.desk.install, void_n=n)
            self._changed.add(record_id)

    def put_answer(self, op: wire.Op, body: bytes, fingerprint: str, answer: wire.OpAnswer) -> None:
        """Settle the op: from here on it has this answer for ever. `body`: its groups as JSON."""
        envelope = _Envelope(
            actor=op.actor,
            actor_name=op.actor_name,
            base_version=op.base_version,
            captured_at=op.captured_at,
            kind=op.kind,
            mono_ms=op.mono_ms,
            schema_v=op.schema_v,
        )
        self._new_ops[op.op_id] = (
            self.desk.scope,
            op.op_id,
            self.desk.install,
            op.n,
            op.record_id,
            op.kind if answer.code != "unknown_kind" else "",
            fingerprint,
            answer.verdict.value,
            answer.code,
            _encode(answer).decode(),
            _encode(envelope).decode(),
            body.decode(),
            self.now,
        )
        self._answered[op.op_id] = Stored(fingerprint, answer)
        self.put_arrival(op)

    def put_arrival(self, op: wire.Op) -> None:
        """This install's n-th op is settled, whoever brought it first."""
        if op.n not in self._arrived:
            self._arrived[op.n] = op.op_id
            self._new_arrivals.append((op.n, op.op_id))

    def _body_of(self, state: RecordState) -> str:
        """The body of a record that is just what its first op carried, which is JSON already; else empty."""
        first = self._new_ops.get(state.op_id) if state.version == 1 else None
        return str(first[_BODY]) if first else ""

    def flush(self) -> None:
        """Write what was judged since the last flush."""
        run, line, scope = self.connection.execute, self.connection, self.desk.scope
        states = [self._records[record_id] for record_id in sorted(self._changed)]
        rows = [state.row(scope, self._body_of(state)) for state in states if state]
        put_rows(line, records, rows, update=True)
        put_rows(line, natural_keys, self._new_keys)
        put_rows(line, ops, list(self._new_ops.values()))
        put_rows(line, arrivals, [(scope, self.desk.install, n, op_id) for n, op_id in self._new_arrivals])
        done = self._waiting & self._new_ops.keys()
        if done:
            run(delete(waiting).where(waiting.c.scope == scope, waiting.c.op_id.in_(done)))
        if self.high > self._locked_at:
            run(update(scopes).where(scopes.c.scope == scope).values(high=self.high))
        self._changed = set()
        self._new_keys, self._new_ops, self._new_arrivals = [], {}, []
