"""Notices when the window stands still: nothing on the UI thread may wait for disk, network or printer."""

from __future__ import annotations

import logging
import sys
import threading
import time
import traceback
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

log = logging.getLogger(__name__)

LIMIT_MS = 200
_TICK_MS = 50


class Watchdog(QObject):
    """A beat on the UI thread, an ear on another. Each standstill is one line in the log, with its place."""

    def __init__(self, limit_ms: int = LIMIT_MS) -> None:
        super().__init__()
        self._limit = limit_ms / 1000
        self._ui = threading.get_ident()
        self._beat = time.monotonic()
        self._stopping = threading.Event()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start(_TICK_MS)
        self._ear = threading.Thread(target=self._listen, name="watchdog", daemon=True)
        self._ear.start()

    def stop(self) -> None:
        self._timer.stop()
        self._stopping.set()
        self._ear.join()

    def _on_beat(self) -> None:
        self._beat = time.monotonic()

    def _listen(self) -> None:
        told = 0.0
        while not self._stopping.wait(_TICK_MS / 1000):
            beat = self._beat
            if beat != told and time.monotonic() - beat > self._limit + _TICK_MS / 1000:
                told = beat
                log.warning("the window stood still over %d ms at %s", self._limit * 1000, self._place())

    def _place(self) -> str:
        """File and line of the innermost frame of ours on the UI thread."""
        frame = sys._current_frames().get(self._ui)  # noqa: SLF001 - the documented way to look at a thread
        for entry in reversed(traceback.extract_stack(frame)):
            parts = Path(entry.filename).parts
            if "app" in parts and "site-packages" not in parts:
                return f"{'/'.join(parts[parts.index('app') :])}:{entry.lineno}"
        return "Qt"
