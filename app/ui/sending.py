"""Sends papers to a printer, one after another, and says what became of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from app.domain.obstacles import Obstacle
from app.domain.paper import PrintState
from app.domain.refusals import Refused
from app.ui.printer_choice import printer_for
from app.ui.state_words import paper_kind
from app.words.catalogue import _

if TYPE_CHECKING:
    from app.ui.page import Page


class Printable(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...


class Sending:
    """`deed` is the page's action that prints; `after` is called when a paper's fate is known."""

    def __init__(self, page: Page, deed: str, after: Callable[[], None] = lambda: None) -> None:
        self._page = page
        self._deed = deed
        self._after = after
        self._queue: list[Printable] = []

    def send(self, papers: Sequence[Printable], printer: str | None) -> None:
        """`printer` None: as the settings say; empty: save as PDF. The first trouble keeps the rest owed."""
        self._queue = list(papers)
        self._printer = printer
        self._next()

    def _next(self) -> None:
        if not self._queue:
            return
        paper, page = self._queue.pop(0), self._page
        target = printer_for(paper.kind, page.desk.settings) if self._printer is None else self._printer
        page.allow(self._deed, allowed=False, reason=_("Printing…"))
        page.head.tell(_("Printing {paper}…").format(paper=paper_kind(paper.kind)), "hint")
        page.tasks.work(
            page.desk.print_paper,
            paper.id,
            target,
            on_done=self._on_printed,
            on_obstacle=self._on_trouble,
            owner=page,
        )

    def _on_printed(self, told: Mapping[str, object]) -> None:
        self._page.allow(self._deed, allowed=True)
        refused = told.get("refused")
        if isinstance(refused, Refused):
            self._queue = []
            self._page.show_refused(refused)
            return
        state = PrintState(str(told["state"]))
        words = {
            PrintState.PRINTED: _("{paper}: printed"),
            PrintState.SAVED: _("{paper}: saved as {file}"),
            PrintState.SENT: _("{paper}: sent, the printer has not confirmed yet"),
        }.get(state, _("{paper}: not printed, still owed"))
        kind = "ok" if state in (PrintState.PRINTED, PrintState.SAVED) else "warning"
        paper = paper_kind(str(told["kind"]))
        self._page.head.tell(words.format(paper=paper, file=told.get("file", "")), kind)
        self._after()
        self._next()

    def _on_trouble(self, obstacle: Obstacle) -> None:
        self._queue = []
        self._page.allow(self._deed, allowed=True)
        self._page.show_obstacle(obstacle)
        self._after()


def print_here(page: Page, deed: str, papers: Sequence[Printable]) -> None:
    """F12 of a record: its papers as the settings say, in their order; the record stays in front."""
    Sending(page, deed).send(papers, None)
