"""The only door to other threads: `run` a use-case, `work` for printing and files. Answers come back here.

Three kinds of answer (architecture, decision 9): a value, a refusal, an obstacle. Everything else is a bug.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from app.domain.obstacles import Obstacle

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from app.domain.refusals import Refused
    from app.ui.desk import Desk

T = TypeVar("T")


class _Errand(Generic[T]):
    """One piece of work under way, with what to do when it is back."""

    def __init__(
        self,
        future: Future[T | Refused],
        on_done: Callable[[T], None] | None,
        on_refused: Callable[[Refused], None],
        on_obstacle: Callable[[Obstacle], None],
        owner: QObject | None,
    ) -> None:
        self.future = future
        self.on_done = on_done
        self.on_refused = on_refused
        self.on_obstacle = on_obstacle
        self.owner = owner

    def deliver(self) -> None:
        """Hand the answer over, on the UI thread; a widget that is gone gets nothing."""
        on_done, on_refused, on_obstacle, owner = self._let_go()
        if owner is not None and not isValid(owner):
            return
        from app.domain.refusals import Refused

        trouble = self.future.exception()
        if isinstance(trouble, Obstacle):
            on_obstacle(trouble)
            return
        if trouble is not None:
            from app.ui.bugs import report_bug

            report_bug(trouble)
            return
        answer = self.future.result()
        if isinstance(answer, Refused):
            on_refused(answer)
        elif on_done is not None:
            on_done(answer)

    def _let_go(self) -> tuple[Any, Any, Any, QObject | None]:
        """The other thread may drop this errand last; no widget may hang on it then."""
        held = self.on_done, self.on_refused, self.on_obstacle, self.owner
        self.on_done, self.on_refused, self.on_obstacle, self.owner = None, _nothing, _nothing, None
        return held


def _nothing(_answer: object) -> None:
    """An errand is delivered once."""


class Tasks(QObject):
    """`at_once` waits for each answer on the spot, so that in a test a click has happened when it returns."""

    refused = Signal(object)
    """a `Refused` nobody asked for: the window shows it at the page title"""
    obstructed = Signal(object)
    """an `Obstacle` nobody asked for"""
    busy_changed = Signal(bool)
    _returned = Signal(object)

    def __init__(self, desk: Desk, *, at_once: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._at_once = at_once
        self._under_way = 0
        self._closed = False
        self._workers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="worker")
        self._returned.connect(self._on_returned, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        usecase: Callable[..., T | Refused],
        *args: Any,
        on_done: Callable[[T], None] | None = None,
        on_refused: Callable[[Refused], None] | None = None,
        on_obstacle: Callable[[Obstacle], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run a use-case on the database thread. `owner` is the widget the answer is for."""
        if not self._closed:
            self._follow(self._desk.call(usecase, *args), on_done, on_refused, on_obstacle, owner)

    def work(
        self,
        job: Callable[..., T | Refused],
        *args: Any,
        on_done: Callable[[T], None] | None = None,
        on_refused: Callable[[Refused], None] | None = None,
        on_obstacle: Callable[[Obstacle], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run something slow that is no use-case (render, print, read a file, HTTP) on a worker thread."""
        if not self._closed:
            self._follow(self._workers.submit(job, *args), on_done, on_refused, on_obstacle, owner)

    def follow(
        self,
        future: Future[T | Refused],
        *,
        on_done: Callable[[T], None] | None = None,
        on_refused: Callable[[Refused], None] | None = None,
        on_obstacle: Callable[[Obstacle], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Wait for something that is under way already, such as signing in."""
        self._follow(future, on_done, on_refused, on_obstacle, owner)

    @property
    def at_once(self) -> bool:
        """Nothing may be left for a later turn."""
        return self._at_once

    @property
    def busy(self) -> bool:
        return self._under_way > 0

    def close(self) -> None:
        """Nothing new is started; what a worker holds (a print under way) is finished."""
        self._closed = True
        self._workers.shutdown(wait=False)

    def _follow(
        self,
        future: Future[Any],
        on_done: Callable[[Any], None] | None,
        on_refused: Callable[[Refused], None] | None,
        on_obstacle: Callable[[Obstacle], None] | None,
        owner: QObject | None,
    ) -> None:
        errand = _Errand(
            future, on_done, on_refused or self.refused.emit, on_obstacle or self.obstructed.emit, owner
        )
        self._count(1)
        if self._at_once:
            future.exception()
            self._on_returned(errand)
            return
        future.add_done_callback(lambda _: self._tell(errand))

    def _tell(self, errand: _Errand[Any]) -> None:
        if isValid(self):
            self._returned.emit(errand)

    def _on_returned(self, errand: _Errand[Any]) -> None:
        self._count(-1)
        errand.deliver()

    def _count(self, step: int) -> None:
        was = self.busy
        self._under_way += step
        if was != self.busy:
            self.busy_changed.emit(self.busy)
