"""Toasts: good news and take-backs at the foot, six seconds, two at most, kept in a log. Never errors."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.widgets.button import Button
from app.ui.widgets.lines import announce
from app.ui.widgets.plain import PlainLabel

STAY_MS = 6_000
STAY_WITH_UNDO_MS = 10_000
_AT_MOST = 2


class Toast(QFrame):
    """One line with an optional take-back."""

    def __init__(self, text: str, undo: str, on_undo: Callable[[], None] | None) -> None:
        super().__init__()
        self.setObjectName("toast")
        self.setProperty("role", "toast")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(PlainLabel(text))
        self.setAccessibleName(text)
        self.undo = Button("toast_undo")
        if on_undo is not None:
            self.undo.say(undo)
            self.undo.clicked.connect(on_undo)
            row.addWidget(self.undo)


class Toasts(QWidget):
    """Floats over the page at its lower left, or right where it would hide a deed. Takes no focus."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("toasts")
        self.log: deque[str] = deque(maxlen=50)
        """What was said in this sign-in, newest last; shown on the workbench."""
        self._over = over
        self._shown: list[Toast] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        over.installEventFilter(self)
        self.hide()

    def say(self, text: str, undo: str = "", on_undo: Callable[[], None] | None = None) -> None:
        self.log.append(text)
        toast = Toast(text, undo, on_undo)
        self._shown.append(toast)
        self._column.addWidget(toast)
        toast.show()  # Qt would show it a turn later, and until then make no room for it
        while len(self._shown) > _AT_MOST:
            self._drop(self._shown[0])
        if on_undo is not None:
            toast.undo.clicked.connect(lambda: self._drop(toast))
        QTimer.singleShot(STAY_WITH_UNDO_MS if on_undo else STAY_MS, toast, lambda: self._drop(toast))
        announce(toast, text)
        self.show()
        self._place()

    def forget(self) -> None:
        """Another person signs in: neither the words nor the take-backs of the last one."""
        self.log.clear()
        while self._shown:
            self._drop(self._shown[0])

    def shown(self) -> list[str]:
        return [toast.accessibleName() for toast in self._shown]

    def _drop(self, toast: Toast) -> None:
        if toast in self._shown:
            self._shown.remove(toast)
            self._column.removeWidget(toast)
            toast.hide()
            toast.deleteLater()
            self._place()

    def _place(self) -> None:
        self.setVisible(bool(self._shown))
        self._column.activate()
        size = self.sizeHint()
        self.resize(size)
        top, right = self._over.height() - size.height() - 12, self._over.width() - size.width() - 12
        left = QRect(QPoint(12, top), size)
        self.move(right if self._hides_a_deed(left) else 12, top)
        self.raise_()

    def _hides_a_deed(self, room: QRect) -> bool:
        """A button of the page lies there that can be pressed now."""
        return any(
            button.isVisible()
            and button.isEnabled()
            and not self.isAncestorOf(button)
            and room.intersects(QRect(button.mapTo(self._over, QPoint()), button.size()))
            for button in self._over.findChildren(QPushButton)
        )

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # other words, another zoom
            self._place()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        return False
