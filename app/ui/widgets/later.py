"""Parts of a page that are built after its first ones are on the screen, one a turn of the event loop."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

BETWEEN_MS = 5
"""between two parts, so that a key or a paint comes first"""
_INPUT = frozenset(
    {
        QEvent.Type.ShortcutOverride,
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
    }
)


class Later(QObject):
    """Runs `steps` in order. A step must do nothing when its part was wanted, and built, before.

    A key or a click that comes meanwhile finds everything built: none goes to a place that is missing.
    """

    def __init__(self, page: QWidget, steps: Sequence[Callable[[], object]]) -> None:
        super().__init__(page)
        self._page = page
        self._steps = list(steps)
        self._timer = QTimer(self)
        self._timer.setInterval(BETWEEN_MS)
        self._timer.timeout.connect(self._on_turn)

    @property
    def built(self) -> bool:
        return not self._steps

    def start(self) -> None:
        """The page stands in its window. Again: nothing."""
        if not self._steps or self._timer.isActive():
            return
        self._timer.start()
        # on the way of the keys, not in front of every event of the program
        for place in (self._page.window().windowHandle(), QApplication.focusWidget()):
            if place is not None:
                place.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._follow_cursor)  # type: ignore[union-attr]

    def finish(self) -> None:
        """Everything that is left, now."""
        while self._steps:
            self._on_turn()

    def drop(self) -> None:
        """Nothing more is built; what was built goes."""
        self._steps.clear()
        self._end()
        self._page.deleteLater()

    def _follow_cursor(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._steps:
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self.finish()
        if not self._steps:
            watched.removeEventFilter(self)
        return False

    def _on_turn(self) -> None:
        if self._steps:
            self._steps.pop(0)()
        if not self._steps:
            self._end()

    def _end(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            QApplication.instance().focusChanged.disconnect(self._follow_cursor)  # type: ignore[union-attr]
