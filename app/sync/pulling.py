"""State on its way down: page after page, each with its cursor in one transaction.

In a run the next page is asked for while the last one is being written. A page that cannot be applied stops
here; what was fetched behind it is thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from app.contract.wire import FeedEnd, FeedLine
from app.domain.obstacles import Obstacle, Trouble
from app.domain.rubbish import in_bulk
from app.sync.asker import Asker, Clocks, asker_of, failure_of, queue_of
from app.sync.events import FeedAnswered
from app.sync.failures import Failed, Failure, FailureKind
from app.sync.http import Client
from app.sync.status import Queue
from localdb import sync_state
from localdb.connection import Database, Tx

if TYPE_CHECKING:
    from localdb.feed import Ahead

Unless = Callable[[], bool] | None
_Done: TypeAlias = "tuple[sync_state.Applied, Queue]"
_FIRST_ITEMS = 500
"""of a run's first page, for which the database waits; each page behind it is twice as long"""


@dataclass(frozen=True, slots=True)
class _Page:
    """Items in the order of the feed and their end. `ahead`: what writing them will need."""

    items: tuple[FeedLine, ...]
    end: FeedEnd
    ahead: Mapping[int, Ahead] | None = None

    def looked_at(self) -> _Page:
        return replace(self, ahead=sync_state.look_ahead(self.items))

    def apply(self, tx: Tx) -> _Done:
        done = sync_state.apply_page(tx, self.items, self.end, ahead=self.ahead, hurry=lambda: tx.others_wait)
        return done, queue_of(tx)

    def behind(self, done: sync_state.Applied) -> _Page | None:
        """What was left when somebody waited."""
        left = self.items[done.taken :]
        return replace(self, items=left) if left else None


class Pulling:
    """`on_applied` gets the ids of the records each page brought."""

    def __init__(
        self,
        database: Database,
        client: Client,
        clocks: Clocks,
        on_applied: Callable[[tuple[str, ...]], None] | None = None,
    ) -> None:
        self._database = database
        self._client = client
        self._clocks = clocks
        self._on_applied = on_applied

    def pull(self, wait_s: int, unless: Unless = None, run_s: float = 0.0) -> FeedAnswered:
        """Take in the next page; with `run_s` the pages behind it too, for about so many seconds.

        With a failure, `items` tells what came before it.
        """
        taken: list[int] = []
        try:
            answered = self._run(wait_s, unless, self._clocks.monotonic() + run_s, taken)
        except Failed as failed:
            answered = FeedAnswered(now=self._clocks.monotonic(), failure=failed.failure)
        except Obstacle as obstacle:
            answered = FeedAnswered(now=self._clocks.monotonic(), failure=failure_of(obstacle))
        return replace(answered, items=sum(taken))

    def _run(self, wait_s: int, unless: Unless, ends: float, taken: list[int]) -> FeedAnswered:
        desk = self._database.read(asker_of)
        try:
            page = self._asked(desk, desk.held.cursor, _FIRST_ITEMS, wait_s, unless)
            with in_bulk(), self._database.in_bulk() if page.end.more else nullcontext():
                return self._take_all(desk, page, unless, ends, taken)
        except Failed as failed:
            if failed.failure.kind is FailureKind.MUST_RESYNC:  # whatever was being written is on disk
                self._database.run(lambda tx: sync_state.start_resync(tx, desk.held.epoch))
            raise

    def _take_all(
        self, desk: Asker, page: _Page, unless: Unless, ends: float, taken: list[int]
    ) -> FeedAnswered:
        size = _FIRST_ITEMS
        while True:
            end = page.end
            if desk.held.epoch not in ("", end.epoch):
                return FeedAnswered(now=self._clocks.monotonic(), greet=True, at=self._clocks.stamp())
            writing = self._database.submit(page.apply)
            go_on = end.more and self._clocks.monotonic() < ends and not (unless and unless())
            last, size = page, size * 2
            try:
                if go_on:
                    page = self._asked(desk, end.cursor, size, 0, unless).looked_at()
            finally:
                queue = self._written(writing, last, taken)
            if not go_on:
                return FeedAnswered(
                    now=self._clocks.monotonic(), more=end.more, queue=queue, at=self._clocks.stamp()
                )

    def _asked(self, desk: Asker, cursor: int, size: int, wait_s: int, unless: Unless) -> _Page:
        items, end = self._client.feed(
            desk.token, desk.scope, cursor, desk.held.epoch, size=size, wait_s=wait_s, unless=unless
        )
        return _Page(items, end)

    def _written(self, writing: Future[_Done], page: _Page, taken: list[int]) -> Queue:
        """Page and cursor are on disk, in one step or, if others wait for the database, in several.

        A record that cannot be read stops here: nothing behind it is taken.
        """
        try:
            done, queue = writing.result()
            while rest := page.behind(done):
                self._tell(page, rest, taken)
                page = rest
                done, queue = self._database.run(rest.apply)
        except Obstacle as obstacle:
            if obstacle.trouble is not Trouble.NOT_THE_PROVINCE:
                raise
            raise Failed(Failure(FailureKind.BAD_PAGE, str(obstacle.facts.get("stem", "")))) from obstacle
        self._tell(page, None, taken)
        return queue

    def _tell(self, page: _Page, rest: _Page | None, taken: list[int]) -> None:
        """What of the page is written: all of it but the rest."""
        items = page.items[: len(page.items) - len(rest.items)] if rest else page.items
        taken.append(len(items))
        if items and self._on_applied:
            self._on_applied(tuple(item.record_id for item in items))
