"""One scope's rows inside one write transaction: read once, kept in step with what is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, select, update

from app.contract import wire
from app.contract.kinds import Stem
from app.province.credentials import Credential
from app.province.entities import ENTITIES
from app.province.entities.reading import fields_of
from app.province.entities.ruling import Known
from app.province.schema import arrivals, natural_keys, ops, records, scopes, waiting
from app.province.store import insert_new, upsert


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who changed a group last, and at which version of the record."""

    version: int
    install: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordState:
    record_id: str
    stem: str
    version: int
    window: str
    body: Mapping[str, Any]
    stamps: Mapping[str, Stamp]
    void_install: str = ""
    void_n: int = 0
    refers_to: str = ""
    page: str = ""

    @property
    def closed(self) -> bool:
        return bool(self.void_install)


@dataclass(frozen=True, slots=True)
class Stored:
    """The answer an op got when it was settled."""

    fingerprint: str
    answer: wire.OpAnswer


_ANSWER = msgspec.json.Decoder(wire.OpAnswer)


class Books:
    """`high` is the scope's feed position; the row behind it stays locked until the commit."""

    def __init__(self, connection: Connection, desk: Credential, now: int) -> None:
        self.connection = connection
        self.desk = desk
        self.now = now
        self.alarms = 0
        self._records: dict[str, RecordState | None] = {}
        self._answered: dict[str, Stored] = {}
        self._arrived: dict[int, str] = {}
        self._waiting: set[str] = set()
        self._new_ops: list[dict[str, object]] = []
        self._new_arrivals: list[dict[str, object]] = []
        self.high: int = connection.execute(
            update(scopes)
            .where(scopes.c.scope == desk.scope)
            .values(writes=scopes.c.writes + 1)
            .returning(scopes.c.high)
        ).scalar_one()
        self._high_before = self.high

    @property
    def changed(self) -> bool:
        """Something was written that the feed must tell."""
        return bool(self.high > self._high_before)

    def prefetch(self, op_ids: Collection[str], ns: Collection[int], record_ids: Collection[str]) -> None:
        """Read what a batch will ask for, in four statements."""
        run, scope = self.connection.execute, self.desk.scope
        settled = run(
            select(ops.c.op_id, ops.c.fingerprint, ops.c.answer).where(
                ops.c.scope == scope, ops.c.op_id.in_(op_ids)
            )
        )
        for op in settled:
            self._answered[op.op_id] = Stored(op.fingerprint, _ANSWER.decode(op.answer))
        arrived = run(
            select(arrivals.c.n, arrivals.c.op_id).where(
                arrivals.c.scope == scope,
                arrivals.c.install == self.desk.install,
                arrivals.c.n.in_(ns),
            )
        )
        for arrival in arrived:
            self._arrived[arrival.n] = arrival.op_id
        waits = run(select(waiting.c.op_id).where(waiting.c.scope == scope, waiting.c.op_id.in_(op_ids)))
        self._waiting.update(waits.scalars())
        self._records.update(dict.fromkeys(record_ids))
        known = run(select(records).where(records.c.scope == scope, records.c.record_id.in_(record_ids)))
        for record in known:
            self._records[record.record_id] = _state(record)

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
            self._records[record_id] = _state(row) if row else None
        return self._records[record_id]

    def forget(self) -> None:
        """After a rolled-back savepoint: read every record anew."""
        self._records.clear()

    def known(self, record_id: str) -> Known | None:
        state = self.record(record_id)
        return _known(state) if state else None

    def referring(self, record_id: str) -> list[Known]:
        rows = self.connection.execute(
            select(records).where(records.c.scope == self.desk.scope, records.c.refers_to == record_id)
        )
        return [_known(_state(row)) for row in rows]

    def claim(self, name: str, value: str, record_id: str) -> bool:
        """A natural key within the scope: True when it is this record's own, now or before."""
        key = {"scope": self.desk.scope, "name": name, "value": value, "record_id": record_id}
        done = self.connection.execute(insert_new(self.connection, natural_keys), key)
        if done.rowcount == 1:
            return True
        owner = self.connection.execute(
            select(natural_keys.c.record_id).where(
                natural_keys.c.scope == self.desk.scope,
                natural_keys.c.name == name,
                natural_keys.c.value == value,
            )
        ).scalar_one()
        return bool(owner == record_id)

    def put_record(self, state: RecordState, op: wire.Op) -> int:
        """Write the record's new state at the next feed position. Returns that position."""
        self.high += 1
        stamps = {group: (stamp.version, stamp.install, stamp.n) for group, stamp in state.stamps.items()}
        row = {
            "scope": self.desk.scope,
            "record_id": state.record_id,
            "stem": state.stem,
            "version": state.version,
            "seq": self.high,
            "op_id": op.op_id,
            "install": self.desk.install,
            "window": state.window,
            "body": msgspec.json.encode(state.body).decode(),
            "stamps": msgspec.json.encode(stamps).decode(),
            "void_install": state.void_install,
            "void_n": state.void_n,
            "refers_to": state.refers_to,
            "page": state.page,
        }
        self.connection.execute(upsert(self.connection, records), row)
        self._records[state.record_id] = state
        return self.high

    def close(self, record_id: str, n: int) -> None:
        """No later edit of this record: its void or refund stands."""
        state = self.record(record_id)
        if state is None or state.closed:
            return
        self._records[record_id] = replace(state, void_install=self.desk.install, void_n=n)
        self.connection.execute(
            update(records)
            .where(records.c.scope == self.desk.scope, records.c.record_id == record_id)
            .values(void_install=self.desk.install, void_n=n)
        )

    def put_answer(self, op: wire.Op, fingerprint: str, answer: wire.OpAnswer) -> None:
        """Settle the op: from here on it has this answer for ever. Written by `finish`."""
        if op.op_id in self._waiting:
            self.connection.execute(
                delete(waiting).where(waiting.c.scope == self.desk.scope, waiting.c.op_id == op.op_id)
            )
        envelope = {
            "actor": op.actor,
            "actor_name": op.actor_name,
            "base_version": op.base_version,
            "captured_at": op.captured_at,
            "kind": op.kind,
            "mono_ms": op.mono_ms,
            "schema_v": op.schema_v,
        }
        self._new_ops.append(
            {
                "scope": self.desk.scope,
                "op_id": op.op_id,
                "install": self.desk.install,
                "n": op.n,
                "record_id": op.record_id,
                "kind": op.kind if answer.code != "unknown_kind" else "",
                "fingerprint": fingerprint,
                "verdict": answer.verdict.value,
                "code": answer.code,
                "answer": msgspec.json.encode(answer).decode(),
                "envelope": msgspec.json.encode(envelope).decode(),
                "body": msgspec.json.encode(op.groups).decode(),
                "received_at": self.now,
            }
        )
        self._answered[op.op_id] = Stored(fingerprint, answer)
        self.put_arrival(op)

    def put_arrival(self, op: wire.Op) -> None:
        """This install's n-th op is settled, whoever brought it first. Written by `finish`."""
        if op.n not in self._arrived:
            self._arrived[op.n] = op.op_id
            self._new_arrivals.append(
                {
                    "scope": self.desk.scope,
                    "install": self.desk.install,
                    "n": op.n,
                    "op_id": op.op_id,
                }
            )

    def finish(self) -> None:
        """Write what was settled and raise the scope's counter by what was changed."""
        if self._new_ops:
            self.connection.execute(insert_new(self.connection, ops), self._new_ops)
        if self._new_arrivals:
            self.connection.execute(insert_new(self.connection, arrivals), self._new_arrivals)
        if self.changed:
            self.connection.execute(
                update(scopes).where(scopes.c.scope == self.desk.scope).values(high=self.high)
            )


def _state(row: Row[*tuple[Any, ...]]) -> RecordState:
    stamps = msgspec.json.decode(row.stamps, type=dict[str, tuple[int, str, int]])
    return RecordState(
        record_id=row.record_id,
        stem=row.stem,
        version=row.version,
        window=row.window,
        body=msgspec.json.decode(row.body),
        stamps={group: Stamp(*stamp) for group, stamp in stamps.items()},
        void_install=row.void_install,
        void_n=row.void_n,
        refers_to=row.refers_to,
        page=row.page,
    )


def _known(state: RecordState) -> Known:
    entity = ENTITIES[Stem(state.stem)]
    return Known(
        record_id=state.record_id,
        stem=state.stem,
        fields=fields_of(entity, state.body),
        closed=state.closed,
    )
