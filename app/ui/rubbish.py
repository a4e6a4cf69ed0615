"""Rubbish is collected on the UI thread and nowhere else.

Left to itself Python collects in whichever thread happens to allocate next. A widget caught in a cycle is
then destroyed by the database or the sync thread while Qt works with it, and the process dies without a word.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 400


class Rubbish(QObject):
    """From its making until `leave` the process collects only in the timer of the thread that made this."""

    def __init__(self) -> None:
        super().__init__()
        self._was = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(_look)

    def watch(self) -> None:
        """Begin to look. What has been loaded so far stays for good: no look goes over it again."""
        if not self._timer.isActive():
            gc.disable()
            gc.freeze()
            self._timer.start()

    def leave(self) -> None:
        """Collect what is there and let Python go on as it did before."""
        self._timer.stop()
        gc.unfreeze()
        gc.collect()
        if self._was:
            gc.enable()


def _look() -> None:
    """The oldest generation that is due, by Python's own thresholds, as its own collector chooses."""
    for generation, (count, limit) in reversed(
        tuple(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
    ):
        if limit and count > limit:
            gc.collect(generation)
            return
