"""What stands behind the gate of a window, with its keys and deeds: built while somebody types a password."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.ui.frame.copies import Copies
from app.ui.frame.deeds import FrameDeeds
from app.ui.frame.inside import Inside
from app.ui.frame.keys import Keys
from app.ui.frame.news import tell_sync
from app.ui.frame.panels import Panels
from app.ui.theme.look import look

if TYPE_CHECKING:
    from app.sync.status import SyncStatus
    from app.ui.window import Window


class Behind:
    """Belongs to one window. Nothing of it is seen, and none of its keys is alive, before a sign-in."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.inside = Inside(window)
        self.stack = self.inside.stack
        self.keys, self.panels = Keys(window), Panels(window)
        self.deeds, self.copies = FrameDeeds(window), Copies(window)
        self._connect()

    def _connect(self) -> None:
        window, inside = self._window, self.inside
        inside.nav.chosen.connect(window.go)
        inside.header.search_wanted.connect(partial(self.deeds.do, "frame.palette"))
        inside.header.sync_wanted.connect(partial(window.go, "sync"))
        inside.bar.triggered.connect(self.deeds.do)
        self.keys.triggered.connect(self.deeds.do)
        self.stack.opened.connect(self._on_opened)
        window.tasks.refused.connect(self.deeds.tell_refused)
        window.tasks.obstructed.connect(self.deeds.tell_obstacle)
        look().changed.connect(inside.fit)

    def retranslate(self) -> None:
        """Every word in the current language, at the sizes of the window as it is now."""
        for part in (self.inside, self.panels):
            part.retranslate()
        self._window.refresh_bar()
        self.inside.fit()

    def show_sync(self, status: SyncStatus) -> None:
        tell_sync(self._window, self.inside.header, status, self._window.desk.clock.now())
        self.stack.show_sync(status)

    def lock(self) -> None:
        """What is open is saved and stays as it is."""
        page = self.stack.current()
        if page is not None:
            page.left()
        self.copies.clear()
        self.panels.hide()
        self.keys.sleep(True)

    def _on_opened(self, stem: str) -> None:
        self.inside.follow(stem)
        self.keys.enter(stem)
        self._window.refresh_bar()
