"""A province small enough to be believed: one scope, in memory, every push one transaction."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.contract.wire import FeedEnd, FeedItem, Op, OpAnswer, PushHeader, PushReply, Verdict

STAMP = "2026-03-02T09:00:00+08:00"


@dataclass
class Record:
    version: int = 0
    seq: int = 0
    groups: dict[str, object] = field(default_factory=dict)
    changed: dict[str, tuple[int, str, int]] = field(default_factory=dict)
    """group -> the version, the install and the n of its last change"""
    op_id: str = ""
    install: str = ""


@dataclass
class Books:
    """What a backup of the province holds."""

    epoch: str = "epoch-0"
    seq: int = 0
    answers: dict[str, OpAnswer] = field(default_factory=dict)
    settled: dict[str, set[int]] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    effects: list[tuple[str, int, str, str]] = field(default_factory=list)
    """(install, n, op_id, record_id) in the order in which they took effect"""


class ModelProvince:
    def __init__(self, *, forgets_what_it_did: bool = False) -> None:
        self.books = Books()
        self.restores = 0
        self._dedupes = not forgets_what_it_did

    def back_up(self) -> Books:
        return copy.deepcopy(self.books)

    def restore(self, books: Books) -> None:
        self.restores += 1
        self.books = copy.deepcopy(books)
        self.books.epoch = f"epoch-{self.restores}"

    def acked_n(self, install: str) -> int:
        settled = self.books.settled.get(install, set())
        n = 0
        while n + 1 in settled:
            n += 1
        return n

    def push(self, header: PushHeader, ops: Sequence[Op]) -> PushReply:
        answers = tuple(self._one(header.install, op) for op in ops)
        return PushReply(
            install=header.install,
            first_n=header.first_n,
            count=header.count,
            answers=answers,
            server_time=STAMP,
            epoch=self.books.epoch,
            acked_n=self.acked_n(header.install),
            feed_high=self.books.seq,
        )

    def feed(self, cursor: int, limit: int) -> tuple[tuple[FeedItem, ...], FeedEnd]:
        rows = sorted(
            ((r.seq, record_id, r) for record_id, r in self.books.records.items() if r.seq > cursor),
            key=lambda row: row[0],
        )
        items = tuple(
            FeedItem(
                record_id=record_id,
                stem="cases",
                version=record.version,
                seq=record.seq,
                op_id=record.op_id,
                install=record.install,
                body=dict(record.groups),
            )
            for _, record_id, record in rows[:limit]
        )
        last = items[-1].seq if items else max(cursor, 0)
        return items, FeedEnd(
            cursor=last,
            high=self.books.seq,
            epoch=self.books.epoch,
            more=len(rows) > limit,
            server_time=STAMP,
        )

    def _one(self, install: str, op: Op) -> OpAnswer:
        known = self.books.answers.get(op.op_id)
        if known is not None and self._dedupes:
            if known.verdict is Verdict.APPLIED:
                return OpAnswer(
                    op_id=op.op_id, n=op.n, verdict=Verdict.DUPLICATE, version=known.version, seq=known.seq
                )
            return known
        answer = self._apply(install, op)
        self.books.answers[op.op_id] = answer
        self.books.settled.setdefault(install, set()).add(op.n)
        return answer

    def _apply(self, install: str, op: Op) -> OpAnswer:
        if op.groups.get("spoilt"):
            return OpAnswer(op_id=op.op_id, n=op.n, verdict=Verdict.REJECTED, code="bad_body")
        record = self.books.records.setdefault(op.record_id, Record())
        clash = tuple(
            name
            for name in op.groups
            if name in record.changed
            and record.changed[name][0] > op.base_version
            and record.changed[name][1] != install
        )
        if clash:
            return OpAnswer(
                op_id=op.op_id,
                n=op.n,
                verdict=Verdict.CONFLICT,
                fields=clash,
                server_version=record.version,
            )
        self.books.seq += 1
        record.version += 1
        record.seq = self.books.seq
        record.op_id, record.install = op.op_id, install
        for name, value in op.groups.items():
            _, last, n = record.changed.get(name, (0, "", 0))
            if last == install and n > op.n:
                continue  # a later op of this desk has set it: arriving late changes nothing
            record.groups[name] = value
            record.changed[name] = (record.version, install, op.n)
        self.books.effects.append((install, op.n, op.op_id, op.record_id))
        return OpAnswer(
            op_id=op.op_id, n=op.n, verdict=Verdict.APPLIED, version=record.version, seq=record.seq
        )
