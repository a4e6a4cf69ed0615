"""A panel over the window that takes the keyboard and gives it back: base of palette and key sheet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from app.ui.theme.look import look


class Overlay(QFrame):
    """Esc or a click outside closes it; the cursor returns to where it was."""

    def __init__(self, name: str, window: QWidget, width: int, height: int) -> None:
        super().__init__(window)
        self.setObjectName(name)
        self.setProperty("role", "overlay")
        self._window = window
        self._size = (width, height)
        self._came_from: QWidget | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 12, 12, 12)
        self.column.setSpacing(8)
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show it in the upper middle of the window."""
        self._came_from = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()

    def close_panel(self) -> None:
        """Hide it and give the cursor back."""
        self.hide()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus()
        self._came_from = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        metrics = look().metrics
        width = min(metrics.px(self._size[0]), self._window.width() - 24)
        height = min(metrics.px(self._size[1]), self._window.height() - 72)
        self.setGeometry((self._window.width() - width) // 2, 56, width, height)
