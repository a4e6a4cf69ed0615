"""What our list boxes and number boxes have in common: the wheel changes nothing by accident."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget


class WheelGuard(QObject):
    """For a box of Qt's own inside another widget, where no class of ours can stand."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False


class CountBox(QSpinBox):
    """A count from 0 to 9999. The wheel scrolls the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, 9999)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ListBox(QComboBox):
    """A choice; its list carries its names. The wheel scrolls the page."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.view().setObjectName(f"{name}_list")

    def name(self, accessible: str) -> None:
        """Accessible names of the box and its list."""
        self.setAccessibleName(accessible)
        self.view().setAccessibleName(accessible)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
