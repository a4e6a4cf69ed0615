"""The question: Enter takes the suggestion in front, Down goes into the list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor

from app.ui.widgets.text_box import TextBox

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuestionBox(TextBox):
    entered = Signal()
    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in _ENTERS:
            self.entered.emit()
            return
        if plain and event.key() == Qt.Key.Key_Down and self._on_last_line():
            self.down.emit()
            return
        super().keyPressEvent(event)

    def _on_last_line(self) -> bool:
        """Further down there is no text: the cursor would not move."""
        cursor = self.textCursor()
        return not cursor.movePosition(QTextCursor.MoveOperation.Down)
