"""Keeps a form on disk as a draft: 800 ms after the last change, and when the page is left (promise 1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.domain.case import Draft
from app.domain.obstacles import Obstacle
from app.usecases.drafts import keep_draft, park_draft
from app.words.catalogue import _

if TYPE_CHECKING:
    from app.ui.page import Page

KEEP_AFTER_MS = 800


class DraftKeeper(QObject):
    """`current` gives the form as it stands, or None when there is nothing worth keeping."""

    def __init__(self, page: Page, current: Callable[[], Draft | None]) -> None:
        super().__init__(page)
        self._page = page
        self._current = current
        self._dirty = False
        self._open = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER_MS)
        self._timer.timeout.connect(self.keep_now)

    @property
    def dirty(self) -> bool:
        """Something was typed since the last save."""
        return self._dirty

    def changed(self) -> None:
        """A key was pressed. The first one starts the clock, so that long typing is saved too."""
        self._dirty = True
        if not self._timer.isActive():
            self._timer.start()

    def keep_now(self, tell: bool = False) -> None:
        """On disk at once, if anything changed (or if somebody asks)."""
        self._timer.stop()
        draft = self._current() if self._open and (self._dirty or tell) else None
        if draft is None:
            return
        self._dirty = False
        self._page.tasks.run(
            keep_draft, draft, on_done=self._on_kept, on_obstacle=self._on_not_kept, owner=self
        )

    def park(self, after: Callable[[], None]) -> None:
        """Kept with the mark of a parked form; `after` runs when it is on disk."""
        draft = self._current()
        if draft is None:
            after()
            return
        self.stop()
        self._page.tasks.run(park_draft, draft, "", on_done=lambda _draft: after(), owner=self._page)

    def stop(self) -> None:
        """No further saving: the form is recorded, voided or parked."""
        self._open = False
        self._dirty = False
        self._timer.stop()

    def restart(self) -> None:
        """Another form is open now."""
        self._timer.stop()
        self._open, self._dirty = True, False

    def _on_kept(self, draft: Draft) -> None:
        if self._open:
            self._page.head.tell(_("Draft saved {time}").format(time=draft.saved_at[11:19]))

    def _on_not_kept(self, obstacle: Obstacle) -> None:
        self._dirty = True
        self._page.show_obstacle(obstacle)
