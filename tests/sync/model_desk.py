"""A desk in virtual time: the real engine, a disk of a few dicts, a process that may die at any step."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from random import Random

from app.contract.wire import FeedEnd, FeedItem, Op, PushHeader, PushReply, Verdict
from app.sync import core
from app.sync.standing import Held, compare
from app.sync.state import Rules
from app.sync.status import Queue
from tests.sync.model_province import STAMP

RULES = Rules(start_ops=8, start_bytes=100_000, top_ops=32)
NO_HASH = "0" * 64


@dataclass
class Disk:
    """What survives a crash. Methods of `ModelDesk` that change it are one transaction each."""

    install: str
    journal: list[Op] = field(default_factory=list)
    delivery: dict[str, str] = field(default_factory=dict)
    """op_id -> unsent | delivered | parked"""
    base: dict[str, tuple[int, dict[str, object]]] = field(default_factory=dict)
    """record -> the province's version and groups, as far as this desk has read"""
    epoch: str = ""
    cursor: int = 0
    acked_n: int = 0


class ModelDesk:
    def __init__(self, number: int, rng: Random, *, cursor_first: bool = False) -> None:
        self.rng = rng
        self.disk = Disk(install=self.new_id())
        self.number = number
        self.cursor_first = cursor_first
        self.life = 0
        self.down = False
        self.state = core.begin(0.0, self.queue(), RULES)

    def new_id(self) -> str:
        return str(uuid.UUID(int=self.rng.getrandbits(128), version=4))

    def boot(self, now: float) -> None:
        """Start again from what the disk holds; `_die` has orphaned every request."""
        self.down = False
        self.state = core.begin(now, self.queue(), RULES)

    def capture(self, record_id: str, groups: dict[str, object]) -> Op:
        op = Op(
            op_id=self.new_id(),
            n=len(self.disk.journal) + 1,
            kind="cases.file",
            record_id=record_id,
            base_version=self.disk.base.get(record_id, (0, {}))[0],
            groups=groups,
            actor="s1",
            actor_name="王敏（示例）",
            captured_at=STAMP,
            mono_ms=0,
            schema_v=1,
            digest=NO_HASH,
        )
        self.disk.journal.append(op)
        waits = any(
            self.disk.delivery[earlier.op_id] == "parked"
            for earlier in self.disk.journal[:-1]
            if earlier.record_id == record_id
        )
        self.disk.delivery[op.op_id] = "parked" if waits else "unsent"
        return op

    def queue(self) -> Queue:
        states = list(self.disk.delivery.values())
        return Queue(
            unsent=states.count("unsent"),
            parked=states.count("parked"),
            delivered=states.count("delivered"),
        )

    def unsent(self, limit: int) -> tuple[Op, ...]:
        return tuple(op for op in self.disk.journal if self.disk.delivery[op.op_id] == "unsent")[:limit]

    def header(self, ops: tuple[Op, ...]) -> PushHeader:
        return PushHeader(
            install=self.disk.install,
            scope="s",
            first_n=ops[0].n,
            count=len(ops),
            schema_v=1,
            app_v="0",
            client_time=STAMP,
            seen_ack_n=self.disk.acked_n,
            depth=0,
            oldest_age_s=0,
            parked=0,
            head_seq=0,
            head_hash=NO_HASH,
        )

    def settle(self, reply: PushReply) -> int:
        """One transaction. The number of ops that left the queue."""
        before = self.queue().unsent
        for answer in reply.answers:
            if answer.verdict in (Verdict.APPLIED, Verdict.DUPLICATE):
                self.disk.delivery[answer.op_id] = "delivered"
            elif answer.verdict in (Verdict.CONFLICT, Verdict.REJECTED):
                self._park(answer.op_id)
        self.disk.acked_n = max(self.disk.acked_n, reply.acked_n)
        return before - self.queue().unsent

    def _park(self, op_id: str) -> None:
        parked = next(op for op in self.disk.journal if op.op_id == op_id)
        for op in self.disk.journal[parked.n - 1 :]:
            if op.record_id == parked.record_id and self.disk.delivery[op.op_id] == "unsent":
                self.disk.delivery[op.op_id] = "parked"

    def apply(self, items: tuple[FeedItem, ...], end: FeedEnd, *, dies_inside: bool) -> bool:
        """One transaction; False when the process died and nothing (or, in the flawed desk, half) is kept."""
        if dies_inside:
            if self.cursor_first:
                self.disk.cursor = end.cursor
            return False
        for item in items:
            self.disk.base[item.record_id] = (item.version, dict(item.body))
        self.disk.cursor = end.cursor
        return True

    def greet(self, epoch: str, acked_n: int, feed_high: int) -> None:
        """What the errand of the real driver does after a hello, in one transaction."""
        disk = self.disk
        held = Held(epoch=disk.epoch, acked_n=disk.acked_n, highest_n=len(disk.journal), cursor=disk.cursor)
        found = compare(epoch, acked_n, feed_high, held)
        if found.requeue_above is not None:
            for op in disk.journal[found.requeue_above :]:
                if disk.delivery[op.op_id] == "delivered":
                    disk.delivery[op.op_id] = "unsent"
            disk.acked_n = found.requeue_above
        if found.void_cursor:
            disk.cursor = 0
        disk.epoch = epoch
