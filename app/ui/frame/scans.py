"""Where a scanned code goes: to the page in front if it wants it, else to the record with that number."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.domain import numbering
from app.domain.refusals import Refused
from app.ui.desk import Hit
from app.ui.frame.lookup import find_records
from app.words.catalogue import _

if TYPE_CHECKING:
    from app.ui.window import Window

_QUERY = re.compile(r"(?:https?://\S+)?/?q/([a-z2-7]{26})")


def ours(code: str) -> bool:
    """A number this program gives (with its check digit), or the address behind the QR of a slip."""
    return bool(_QUERY.fullmatch(code)) or not isinstance(numbering.parse(code), Refused)


class Scans(QObject):
    """Belongs to its window and goes with it. `last` holds the newest five codes."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.last: deque[str] = deque(maxlen=5)

    def take(self, code: str) -> None:
        """A dialog or the lock in front: nothing happens. A page may keep the code for itself."""
        window = self._window
        if window.locked or QApplication.activeModalWidget() is not None:
            return
        self.last.append(code)
        page = window.stack.current()
        if page is not None and page.scanned(code):
            return
        found = _QUERY.fullmatch(code)
        find_records(window.tasks, window, found[1] if found else code, self._show)

    def _show(self, hits: Sequence[Hit]) -> None:
        if len(hits) == 1:
            self._window.deeds.open_record(hits[0])
            return
        page = self._window.stack.current()
        if not hits and page is not None:
            page.head.tell(_("Scanned, but this number is not in the local book"), "warning")
        elif hits:
            self._window.deeds.open_palette(self.last[-1])
