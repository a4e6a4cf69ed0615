"""Locks the desk when nobody touched it: the screen is seen by the visitor."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

_TOUCHES = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel)


class IdleWatch(QObject):
    """One of the guards. It eats nothing; it starts its clock again at every touch."""

    idle = Signal()
    kinds = _TOUCHES

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)

    def wait(self, minutes: float) -> None:
        """Lock after so many minutes; 0 never locks."""
        self._timer.stop()
        self._timer.setInterval(int(minutes * 60_000))
        if minutes > 0:
            self._timer.start()

    def sees(self, watched: QObject, event: QEvent) -> bool:
        if self._timer.isActive():
            self._timer.start()
        return False
