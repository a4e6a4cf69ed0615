"""State on its way down: page after page, each with its cursor in one transaction.

In a run the next page is asked for while the last one is being written. A page that cannot be applied stops
here; what was fetched behind it is thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial

from app.contract.wire import FeedEnd, FeedItem
from app.domain.obstacles import Obstacle, Trouble
from app.domain.rubbish import in_bulk
from app.sync.asker import Asker, Clocks, asker_of, failure_of, queue_of
from app.sync.events import FeedAnswered
from app.sync.failures import Failed, Failure, FailureKind
from app.sync.http import Client
from app.sync.status import Queue
from localdb import sync_state
from localdb.connection import Database, Tx

Unless = Callable[[], bool] | None
_Page = tuple[Sequence[FeedItem], FeedEnd]


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
        page = self._asked(desk, desk.held.cursor, wait_s, unless)
        with in_bulk():
            return self._take_all(desk, page, unless, ends, taken)

    def _take_all(
        self, desk: Asker, page: _Page, unless: Unless, ends: float, taken: list[int]
    ) -> FeedAnswered:
        while True:
            items, end = page
            if desk.held.epoch not in ("", end.epoch):
                return FeedAnswered(now=self._clocks.monotonic(), greet=True, at=self._clocks.stamp())
            writing = self._database.submit(partial(_apply, items=items, end=end))
            go_on = end.more and self._clocks.monotonic() < ends and not (unless and unless())
            try:
                if go_on:
                    page = self._asked(desk, end.cursor, 0, unless)
            finally:
                queue = self._written(writing, items, taken)
            if not go_on:
                return FeedAnswered(
                    now=self._clocks.monotonic(), more=end.more, queue=queue, at=self._clocks.stamp()
                )

    def _asked(self, desk: Asker, cursor: int, wait_s: int, unless: Unless) -> _Page:
        held = desk.held
        try:
            return self._client.feed(desk.token, desk.scope, cursor, held.epoch, wait_s, unless)
        except Failed as failed:
            if failed.failure.kind is FailureKind.MUST_RESYNC:
                self._database.run(lambda tx: sync_state.start_resync(tx, held.epoch))
            raise

    def _written(self, writing: Future[Queue], items: Sequence[FeedItem], taken: list[int]) -> Queue:
        """Page and cursor are on disk. A page that cannot be read stops here, whole."""
        try:
            queue = writing.result()
        except Obstacle as obstacle:
            if obstacle.trouble is not Trouble.NOT_THE_PROVINCE:
                raise
            raise Failed(Failure(FailureKind.BAD_PAGE, str(obstacle.facts.get("stem", "")))) from obstacle
        taken.append(len(items))
        if items and self._on_applied:
            self._on_applied(tuple(item.record_id for item in items))
        return queue


def _apply(tx: Tx, items: Sequence[FeedItem], end: FeedEnd) -> Queue:
    sync_state.apply_page(tx, items, end)
    return queue_of(tx)
