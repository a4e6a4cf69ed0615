"""Which papers the list holds: those owed, the history, or only those another page asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.ui.pages.printing.rows import PaperLine
from app.ui.widgets.rows import PAGE

if TYPE_CHECKING:
    from app.ui.page import Page

Show = Callable[[Sequence[PaperLine]], None]


class Listing:
    def __init__(self, page: Page) -> None:
        self._page = page
        self.history = False
        self.named: tuple[str, ...] = ()
        """ids; nobody else's papers stand in the list then"""

    def fetch(self, after: object, limit: int, show: Show) -> None:
        from app.usecases.read_papers import owed_papers, paper_history

        run = self._page.tasks.run
        if self.named:
            self.read_named(lambda papers: show(papers if not after else ()))
        elif self.history:
            run(paper_history, None, after, limit, on_done=show, owner=self._page)
        else:
            run(owed_papers, on_done=lambda papers: show(papers[:PAGE]), owner=self._page)

    def read_named(self, done: Show) -> None:
        from app.usecases.read_papers import named_papers

        self._page.tasks.run(named_papers, self.named, on_done=done, owner=self._page)
