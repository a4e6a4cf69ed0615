"""What was copied here does not stay behind: numbers of people for half a minute, the rest until the lock."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

KEEP_MS = 30_000
_PERSONAL = re.compile(r"\s*(?:\d{17}[\dXx]|1[3-9]\d{9})\s*")


class Copies(QObject):
    """Only what this program put on the clipboard and nobody replaced since."""

    def __init__(self, parent: QObject | None = None, keep_ms: int = KEEP_MS) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._ours = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(keep_ms)
        self._timer.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self._on_changed)

    def _on_changed(self) -> None:
        """A change while one of our windows is active is a copy made here."""
        here = QGuiApplication.focusWindow() is not None
        self._ours = self._clipboard.text() if here else ""
        self._timer.stop()
        if _PERSONAL.fullmatch(self._ours):
            self._timer.start()

    def clear(self) -> None:
        """Empty the clipboard if it still holds what was copied here, and what was merely marked (X11)."""
        self._timer.stop()
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)
        if self._ours and self._clipboard.text() == self._ours:
            self._clipboard.clear()
        self._ours = ""
