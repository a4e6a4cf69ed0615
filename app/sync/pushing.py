"""Ops on their way up: one batch, or batch after batch.

In a run the province never waits for this desk: while it works at one batch, the receipts of the one before
are written down and the one behind is read, marked and packed: it leaves as soon as the last answer is
known to be good. One request is under way at a time, ops leave in the order of n, and a batch is marked on
disk as maybe sent before it leaves. If the batch before it goes wrong, the mark is taken back.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.contract.kinds import SCHEMA_VERSION
from app.contract.wire import Op, PushHeader, PushReply, Verdict
from app.domain.obstacles import Obstacle
from app.domain.rubbish import in_bulk
from app.sync.asker import Asker, Clocks, asker_of, failure_of, queue_of
from app.sync.events import Push, PushAnswered
from app.sync.failures import Failed, Failure
from app.sync.http import Client, packed_push
from app.sync.standing import Held
from app.sync.status import Queue
from localdb import journal, sync_state
from localdb.connection import Database, Tx


@dataclass(frozen=True, slots=True)
class _Batch:
    desk: Asker
    header: PushHeader
    ops: list[Op]
    packed: bytes | None = None

    def pack(self) -> _Batch:
        return replace(self, packed=packed_push(self.header, self.ops))


@dataclass(slots=True, kw_only=True)
class _Run:
    """What was done so far. `ends`: 0 for one batch alone. `owed`: a reply that is not written down yet.

    `beside`: a thread on which the next batch is packed.
    """

    order: Push
    """of the next batch"""
    ends: float
    beside: ThreadPoolExecutor
    sent: int = 0
    settled: int = 0
    anchored: bool = True
    greet: bool = False
    skew_s: int | None = None
    queue: Queue | None = None
    owed: tuple[PushReply, PushHeader] | None = None
    marked: list[Op] = field(default_factory=list)
    """marked as maybe sent, and not sent yet"""
    epoch: str = ""
    acked_n: int = 0

    def note(
        self, writing: Future[sync_state.Settled | None] | None, reading: Future[_Batch | None] | None
    ) -> None:
        """Receipts are on disk, and what comes after is marked. Raises what stood in the way."""
        after = reading.result() if reading and not reading.exception() else None
        self.marked = after.ops if after else []
        if writing:
            self.note_settled(writing.result())
        if reading:
            reading.result()

    def note_settled(self, settled: sync_state.Settled | None) -> None:
        if settled:
            self.settled += settled.settled
            self.anchored = settled.anchored
            self.owed = None

    def differs(self, reply: PushReply, held: Held) -> bool:
        """The province's history is another one than this desk has been told before, on disk or since."""
        epoch, acked_n = self.epoch or held.epoch, max(self.acked_n, held.acked_n)
        self.epoch, self.acked_n = reply.epoch, reply.acked_n
        return epoch not in ("", reply.epoch) or reply.acked_n < acked_n


class Pushing:
    """`alone`: n of the op that was sent alone last."""

    def __init__(self, database: Database, client: Client, clocks: Clocks, *, app_v: str) -> None:
        self._database = database
        self._client = client
        self._clocks = clocks
        self._app_v = app_v
        self.alone = 0

    def push(self, order: Push) -> PushAnswered:
        """Send the next ops; in a run more of them, as long as all goes well.

        With a failure, `sent` tells of the batch that failed and `settled` of those before it.
        """
        now = self._clocks.monotonic()
        beside = ThreadPoolExecutor(1, thread_name_prefix="packing")
        run = _Run(order=order, ends=now + order.run_s if order.run_s else 0.0, beside=beside)
        under_way = 0
        try:
            batch = self._database.run(lambda tx: self._next(tx, order))
            if batch is None:
                return PushAnswered(now=self._clocks.monotonic(), queue=self._database.read(queue_of))
            with in_bulk(), beside, self._database.in_bulk() if order.run_s else nullcontext():
                while batch is not None:
                    under_way = len(batch.ops)
                    batch = self._sent(batch, run)
        except Failed as failed:
            return self._failed(run, under_way, failed.failure)
        except Obstacle as obstacle:
            return self._failed(run, under_way, failure_of(obstacle))
        return PushAnswered(
            now=self._clocks.monotonic(),
            sent=run.sent,
            settled=run.settled,
            queue=run.queue,
            greet=run.greet,
            anchored=run.anchored,
            at=self._clocks.stamp(),
            skew_s=run.skew_s,
        )

    def _sent(self, batch: _Batch, run: _Run) -> _Batch | None:
        """Send one batch. The one that leaves next, or None: then nothing is owed any more."""
        asked = self._clocks.monotonic()
        self.alone = batch.ops[0].n if len(batch.ops) == 1 else 0
        # two deeds, so that one of the counter comes in between
        writing = self._database.submit(lambda tx: _settled(tx, run)) if run.owed else None
        reading = self._database.submit(lambda tx: self._after(tx, batch, run)) if run.ends else None
        ahead = run.beside.submit(_packed, reading) if reading else None
        try:
            reply = self._client.push(batch.desk.token, batch.header, batch.ops, batch.packed)
            run.skew_s = self._clocks.skew(reply.server_time, asked)
        except Failed:
            with suppress(Obstacle):
                run.note(writing, reading)
            raise
        run.note(writing, reading)
        run.sent += len(batch.ops)
        run.owed = reply, batch.header
        run.greet = run.differs(reply, batch.desk.held)
        after = ahead.result() if ahead else None
        if after and not run.greet and self._clocks.monotonic() < run.ends and _all_delivered(reply):
            run.marked = []
            return after
        settled, run.queue = self._database.run(lambda tx: _ended(tx, run))
        run.note_settled(settled)
        return None

    def _after(self, tx: Tx, batch: _Batch, run: _Run) -> _Batch | None:
        """While a batch is under way: read and mark what comes after it."""
        run.order = _larger(run.order)
        ops = sync_state.unsent(tx, run.order.max_ops, run.order.max_bytes, after=batch.ops[-1].n)
        return self._marked(tx, ops) if ops else None

    def _next(self, tx: Tx, order: Push) -> _Batch | None:
        ops = sync_state.unsent(tx, order.max_ops, order.max_bytes)
        return self._marked(tx, ops) if ops else None

    def _marked(self, tx: Tx, ops: list[Op]) -> _Batch:
        """These ops, marked as maybe sent, under a header that tells how this desk stands."""
        desk = asker_of(tx)
        sync_state.mark_sending(tx, ops)
        counts, head, now = sync_state.counts(tx), journal.head(tx), self._clocks.now()
        header = PushHeader(
            install=desk.install,
            scope=desk.scope,
            first_n=ops[0].n,
            count=len(ops),
            schema_v=SCHEMA_VERSION,
            app_v=self._app_v,
            client_time=now.isoformat(timespec="seconds"),
            seen_ack_n=desk.held.acked_n,
            depth=counts.unsent + counts.waiting,
            oldest_age_s=_age_s(counts.oldest_at, now),
            parked=counts.parked,
            head_seq=head.seq,
            head_hash=head.hash,
        )
        return _Batch(desk, header, ops)

    def _failed(self, run: _Run, under_way: int, failure: Failure) -> PushAnswered:
        queue = None
        with suppress(Obstacle):  # what is in the way is told already
            if run.marked:
                self._database.run(lambda tx: sync_state.unmark(tx, run.marked))
            queue = self._database.read(queue_of) if run.settled else None
        return PushAnswered(
            now=self._clocks.monotonic(), failure=failure, sent=under_way, settled=run.settled, queue=queue
        )


def _larger(order: Push) -> Push:
    """The batch before goes through, else this one does not leave."""
    return replace(
        order,
        max_ops=max(order.max_ops, min(order.max_ops * 2, order.top_ops)),
        max_bytes=max(order.max_bytes, min(order.max_bytes * 2, order.top_bytes)),
    )


def _packed(reading: Future[_Batch | None]) -> _Batch | None:
    ahead = reading.result()
    return ahead.pack() if ahead else None


def _ended(tx: Tx, run: _Run) -> tuple[sync_state.Settled | None, Queue]:
    """What is owed is written down; what was marked and will not leave now is as it was."""
    settled = _settled(tx, run)
    if run.marked:
        sync_state.unmark(tx, run.marked)
    return settled, queue_of(tx)


def _settled(tx: Tx, run: _Run) -> sync_state.Settled | None:
    return sync_state.settle(tx, *run.owed) if run.owed else None


def _all_delivered(reply: PushReply) -> bool:
    """Nothing to wait for and nothing for a person: what follows may leave at once."""
    return all(answer.verdict in (Verdict.APPLIED, Verdict.DUPLICATE) for answer in reply.answers)


def _age_s(stamp: str, now: datetime) -> int:
    """Seconds since a stamp, for the province's eyes; never negative, whatever the clocks say."""
    if not stamp:
        return 0
    return max(0, round((now - datetime.fromisoformat(stamp)).total_seconds()))
