"""The number of a right: no input method, checked when it is left; a pasted table becomes many lines."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class NumberBox(QLineEdit):
    pasted = Signal(object)
    """rows of cells from a spreadsheet or a list, more than one value"""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            rows = table_of(QGuiApplication.clipboard().text())
            if len(rows) > 1 or (rows and len(rows[0]) > 1):
                self.pasted.emit(rows)
                return
        super().keyPressEvent(event)


def table_of(text: str) -> list[list[str]]:
    """Rows and cells of a pasted table: one row a line, cells divided by tabs."""
    rows = [line.split("\t") for line in text.splitlines()]
    return [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
