"""The three errands: read from the store, ask the province, write down the answer, tell the engine.

No transaction waits for the line. Each method returns the event the engine is waiting for and raises only for
mistakes of our own.
"""

from __future__ import annotations

from collections.abc import Callable

from app.contract.kinds import SCHEMA_VERSION
from app.contract.wire import Hello
from app.domain.obstacles import Obstacle
from app.sync.asker import Clocks, asker_of, failure_of, held_of, queue_of
from app.sync.events import HelloAnswered
from app.sync.failures import Failed, Failure, FailureKind
from app.sync.http import Client
from app.sync.pulling import Pulling
from app.sync.pushing import Pushing
from app.sync.standing import compare
from app.sync.status import Queue
from localdb import sync_state
from localdb.connection import Database, Tx

__all__ = ["API", "Clocks", "Errands"]

API = 1


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
        self._on_desk_restored = on_desk_restored
        self._pushing = Pushing(database, client, clocks, app_v=app_v)
        self._pulling = Pulling(database, client, clocks, on_applied)
        self.push = self._pushing.push
        self.pull = self._pulling.pull

    def queue(self) -> Queue:
        return self._database.read(queue_of)

    def hello(self) -> HelloAnswered:
        try:
            desk = self._database.read(asker_of)
            asked = self._clocks.monotonic()
            hello = self._client.hello(desk.token)
            skew = self._clocks.skew(hello.server_time, asked)
            _refuse_other_versions(hello)
            queue = self._database.run(lambda tx: self._greeted(tx, hello))
        except Failed as failed:
            return HelloAnswered(now=self._clocks.monotonic(), failure=failed.failure)
        except Obstacle as obstacle:
            return HelloAnswered(now=self._clocks.monotonic(), failure=failure_of(obstacle))
        if queue is None:
            if self._on_desk_restored:
                self._on_desk_restored()
            failure = Failure(FailureKind.DESK_RESTORED)
            return HelloAnswered(now=self._clocks.monotonic(), failure=failure)
        return HelloAnswered(now=self._clocks.monotonic(), queue=queue, at=self._clocks.stamp(), skew_s=skew)

    def park(self, code: str) -> Queue:
        """Set aside the op that was sent alone and can never be sent as it is. Raises Obstacle."""

        def set_aside(tx: Tx) -> Queue:
            sync_state.park(tx, self._pushing.alone, code)
            return queue_of(tx)

        return self._database.run(set_aside)

    def _greeted(self, tx: Tx, hello: Hello) -> Queue | None:
        """Act on what both sides hold; None when this desk needs a new identity first."""
        found = compare(hello.epoch, hello.acked_n, hello.feed_high, held_of(tx))
        if found.desk_restored:
            return None
        if found.void_cursor:
            sync_state.start_resync(tx, hello.epoch)
        if found.requeue_above is not None:
            sync_state.requeue_above(tx, found.requeue_above)
        sync_state.note_contact(tx, epoch=hello.epoch, feed_high=hello.feed_high, at=hello.server_time)
        return queue_of(tx)


def _refuse_other_versions(hello: Hello) -> None:
    if hello.api != API:
        raise Failed(Failure(FailureKind.UPGRADE, "api"))
    if not hello.min_schema_v <= SCHEMA_VERSION <= hello.max_schema_v:
        old = hello.min_schema_v > SCHEMA_VERSION
        raise Failed(Failure(FailureKind.UPGRADE, "schema_too_old" if old else "schema_too_new"))
