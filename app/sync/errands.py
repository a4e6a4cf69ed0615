"""The three errands: read from the store, ask the province, write down the answer, tell the engine.

No transaction is open while a request is under way. Each method returns the event the engine is waiting
for and raises only for mistakes of our own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.contract.kinds import SCHEMA_VERSION
from app.contract.wire import FeedEnd, FeedItem, Hello, Op, PushHeader, PushReply
from app.domain.obstacles import Obstacle, Trouble
from app.sync.events import FeedAnswered, HelloAnswered, PushAnswered
from app.sync.failures import Failed, Failure, FailureKind
from app.sync.http import Client, skew_s
from app.sync.standing import Held, compare
from app.sync.status import Queue
from localdb import journal, sync_state
from localdb.connection import Database, Tx

API = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """`now`: local time with offset, for people and evidence. `monotonic`: seconds, for every decision."""

    now: Callable[[], datetime]
    monotonic: Callable[[], float]


@dataclass(frozen=True, slots=True)
class _Desk:
    """Who asks and how far it holds the exchange, read in one transaction."""

    token: str
    install: str
    scope: str
    held: Held


@dataclass(frozen=True, slots=True)
class _Batch:
    desk: _Desk
    header: PushHeader
    ops: list[Op]


class Errands:
    """One desk's errands. `on_applied` gets the ids of the records a page brought."""

    def __init__(
        self,
        database: Database,
        client: Client,
        clocks: Clocks,
        *,
        app_v: str,
        on_applied: Callable[[tuple[str, ...]], None] | None = None,
        on_desk_restored: Callable[[], None] | None = None,
    ) -> None:
        self._database = database
        self._client = client
        self._clocks = clocks
        self._app_v = app_v
        self._on_applied = on_applied
        self._on_desk_restored = on_desk_restored
        self._alone = 0
        """n of the op that was sent alone last"""

    def queue(self) -> Queue:
        return self._database.read(_queue)

    def hello(self) -> HelloAnswered:
        try:
            desk = self._desk()
            asked = self._clocks.monotonic()
            hello = self._client.hello(desk.token)
            skew = self._skew(hello.server_time, asked)
            _refuse_other_versions(hello)
            queue = self._database.run(lambda tx: self._greeted(tx, hello))
        except Failed as failed:
            return HelloAnswered(now=self._clocks.monotonic(), failure=failed.failure)
        except Obstacle as obstacle:
            return HelloAnswered(now=self._clocks.monotonic(), failure=_local(obstacle))
        if queue is None:
            if self._on_desk_restored:
                self._on_desk_restored()
            failure = Failure(FailureKind.DESK_RESTORED)
            return HelloAnswered(now=self._clocks.monotonic(), failure=failure)
        return HelloAnswered(now=self._clocks.monotonic(), queue=queue, at=self._stamp(), skew_s=skew)

    def push(self, max_ops: int, max_bytes: int) -> PushAnswered:
        sent = 0
        try:
            batch = self._database.run(lambda tx: self._batch(tx, max_ops, max_bytes))
            if batch is None:
                return PushAnswered(now=self._clocks.monotonic(), queue=self.queue())
            sent, asked = len(batch.ops), self._clocks.monotonic()
            reply = self._client.push(batch.desk.token, batch.header, batch.ops)
            skew = self._skew(reply.server_time, asked)
            settled, queue = self._database.run(lambda tx: _settled(tx, reply, batch.header))
        except Failed as failed:
            return PushAnswered(now=self._clocks.monotonic(), failure=failed.failure, sent=sent)
        except Obstacle as obstacle:
            return PushAnswered(now=self._clocks.monotonic(), failure=_local(obstacle), sent=sent)
        held = batch.desk.held
        return PushAnswered(
            now=self._clocks.monotonic(),
            sent=sent,
            settled=settled.settled,
            queue=queue,
            greet=held.epoch not in ("", reply.epoch) or reply.acked_n < held.acked_n,
            anchored=settled.anchored,
            at=self._stamp(),
            skew_s=skew,
        )

    def pull(self, wait_s: int, unless: Callable[[], bool] | None = None) -> FeedAnswered:
        try:
            desk = self._desk()
            held = desk.held
            items, end = self._asked_page(desk, wait_s, unless)
            if held.epoch not in ("", end.epoch):
                return FeedAnswered(now=self._clocks.monotonic(), greet=True, at=self._stamp())
            queue = self._applied(items, end)
        except Failed as failed:
            return FeedAnswered(now=self._clocks.monotonic(), failure=failed.failure)
        except Obstacle as obstacle:
            return FeedAnswered(now=self._clocks.monotonic(), failure=_local(obstacle))
        if items and self._on_applied:
            self._on_applied(tuple(item.record_id for item in items))
        return FeedAnswered(
            now=self._clocks.monotonic(), items=len(items), more=end.more, queue=queue, at=self._stamp()
        )

    def park(self, code: str) -> Queue:
        """Set aside the op that was sent alone and can never be sent as it is. Raises Obstacle."""

        def set_aside(tx: Tx) -> Queue:
            sync_state.park(tx, self._alone, code)
            return _queue(tx)

        return self._database.run(set_aside)

    def _desk(self) -> _Desk:
        return self._database.read(_desk_of)

    def _batch(self, tx: Tx, max_ops: int, max_bytes: int) -> _Batch | None:
        """The next ops, marked as maybe sent, under a header that tells how this desk stands."""
        desk = _desk_of(tx)
        ops = sync_state.unsent(tx, max_ops, max_bytes)
        if not ops:
            return None
        sync_state.mark_sending(tx, ops)
        self._alone = ops[0].n if len(ops) == 1 else 0
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

    def _greeted(self, tx: Tx, hello: Hello) -> Queue | None:
        """Act on what both sides hold; None when this desk needs a new identity first."""
        found = compare(hello.epoch, hello.acked_n, hello.feed_high, _held(tx))
        if found.desk_restored:
            return None
        if found.void_cursor:
            sync_state.start_resync(tx, hello.epoch)
        if found.requeue_above is not None:
            sync_state.requeue_above(tx, found.requeue_above)
        sync_state.note_contact(tx, epoch=hello.epoch, feed_high=hello.feed_high, at=hello.server_time)
        return _queue(tx)

    def _asked_page(
        self, desk: _Desk, wait_s: int, unless: Callable[[], bool] | None
    ) -> tuple[Sequence[FeedItem], FeedEnd]:
        held = desk.held
        try:
            return self._client.feed(desk.token, desk.scope, held.cursor, held.epoch, wait_s, unless)
        except Failed as failed:
            if failed.failure.kind is FailureKind.MUST_RESYNC:
                self._database.run(lambda tx: sync_state.start_resync(tx, held.epoch))
            raise

    def _applied(self, items: Sequence[FeedItem], end: FeedEnd) -> Queue:
        """Page and cursor in one transaction. A page that cannot be read stops here, whole."""

        def apply(tx: Tx) -> Queue:
            sync_state.apply_page(tx, items, end)
            return _queue(tx)

        try:
            return self._database.run(apply)
        except Obstacle as obstacle:
            if obstacle.trouble is not Trouble.NOT_THE_PROVINCE:
                raise
            raise Failed(Failure(FailureKind.BAD_PAGE, str(obstacle.facts.get("stem", "")))) from obstacle

    def _skew(self, server_time: str, asked: float) -> int:
        answered = self._clocks.now()
        took = timedelta(seconds=self._clocks.monotonic() - asked)
        return skew_s(server_time, answered - took, answered)

    def _stamp(self) -> str:
        return self._clocks.now().isoformat(timespec="seconds")


def _desk_of(tx: Tx) -> _Desk:
    credential, identity = sync_state.credential(tx), sync_state.identity(tx)
    if credential is None or identity is None:
        raise Failed(Failure(FailureKind.UNAUTHORISED, "not_enrolled"))
    return _Desk(credential.token, identity.install, credential.scope, _held(tx))


def _held(tx: Tx) -> Held:
    position = sync_state.position(tx)
    return Held(
        epoch=position.epoch,
        acked_n=position.acked_n,
        highest_n=position.highest_n,
        cursor=position.cursor,
    )


def _queue(tx: Tx) -> Queue:
    counts = sync_state.counts(tx)
    return Queue(
        unsent=counts.unsent,
        waiting=counts.waiting,
        parked=counts.parked,
        delivered=counts.delivered,
        oldest_at=counts.oldest_at,
    )


def _settled(tx: Tx, reply: PushReply, header: PushHeader) -> tuple[sync_state.Settled, Queue]:
    return sync_state.settle(tx, reply, header), _queue(tx)


def _local(obstacle: Obstacle) -> Failure:
    """The store's own refusal of a reply is the province's fault, anything else this machine's."""
    if obstacle.trouble is Trouble.NOT_THE_PROVINCE:
        return Failure(FailureKind.NOT_THE_PROVINCE, str(obstacle.facts.get("why", "")), status=200)
    return Failure(FailureKind.LOCAL, obstacle.trouble.value)


def _refuse_other_versions(hello: Hello) -> None:
    if hello.api != API:
        raise Failed(Failure(FailureKind.UPGRADE, "api"))
    if not hello.min_schema_v <= SCHEMA_VERSION <= hello.max_schema_v:
        old = hello.min_schema_v > SCHEMA_VERSION
        raise Failed(Failure(FailureKind.UPGRADE, "schema_too_old" if old else "schema_too_new"))


def _age_s(stamp: str, now: datetime) -> int:
    """Seconds since a stamp, for the province's eyes; never negative, whatever the clocks say."""
    if not stamp:
        return 0
    return max(0, round((now - datetime.fromisoformat(stamp)).total_seconds()))
