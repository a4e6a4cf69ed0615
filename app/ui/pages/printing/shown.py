"""The paper in front: drawn a moment after its row was chosen, so that running down the list stays fast."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app.ui.pages.printing.rows import PaperLine
from app.ui.preview.view import Preview
from app.ui.state_words import paper_kind
from app.words import obstacles
from app.words.catalogue import _

if TYPE_CHECKING:
    from app.ui.page import Page

WAIT_MS = 150


class ShownPaper:
    """`current` gives the chosen paper, or None."""

    def __init__(self, page: Page, view: Preview, current: Callable[[], PaperLine | None]) -> None:
        self._page, self._view, self._current = page, view, current
        self._pause = QTimer(page)
        self._pause.setSingleShot(True)
        self._pause.setInterval(WAIT_MS)
        self._pause.timeout.connect(self._draw)

    def follow(self) -> None:
        """Another row was chosen."""
        if self._current() is None:
            self._view.say(_("Choose a paper to see it"))
        else:
            self._pause.start()

    def _draw(self) -> None:
        paper = self._current()
        if paper is None:
            return
        title = f"{paper_kind(paper.kind)} {paper.number}"

        def drawn(pdf: bytes) -> None:
            now = self._current()
            if now is not None and now.id == paper.id:
                self._view.show_pdf(pdf, title)

        self._page.tasks.work(
            self._page.desk.paper_pdf,
            paper.id,
            on_done=drawn,
            on_obstacle=lambda obstacle: self._view.say(obstacles.sentence(obstacle)),
            owner=self._page,
        )
