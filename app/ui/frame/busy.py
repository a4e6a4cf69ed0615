"""Work that takes longer than a moment shows in the pointer; the words are the page's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.tasks import Tasks

AFTER_MS = 400


class BusyPointer(QObject):
    """Nothing under 0.4 s: a flicker would only disturb."""

    def __init__(self, window: QWidget, tasks: Tasks) -> None:
        super().__init__(window)
        self._window = window
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(AFTER_MS)
        self._wait.timeout.connect(lambda: window.setCursor(Qt.CursorShape.BusyCursor))
        tasks.busy_changed.connect(self._on_busy)

    def _on_busy(self, busy: bool) -> None:
        if busy:
            self._wait.start()
        else:
            self._wait.stop()
            self._window.unsetCursor()
