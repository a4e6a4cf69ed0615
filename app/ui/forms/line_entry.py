"""Entries of one typed line: text, whole numbers, money."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.widgets.entry import EMPTY, Entry


class LineEntry(Entry):
    """One line of text. Codes and numbers hide from input methods, which turn scanned letters into words."""

    def __init__(self, name: str, *, code: bool = False, placeholder: str = "") -> None:
        super().__init__(name)
        self.line = QLineEdit()
        self.line.setObjectName(name)
        self.line.setPlaceholderText(placeholder)
        if code:
            self.line.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.row.addWidget(self.line)

    def value(self) -> object:
        return self.line.text()

    def set_value(self, value: object) -> None:
        text = "" if value is None else str(value)
        if text != self.line.text():
            self.line.setText(text)
            if not self.line.hasFocus():
                self.line.setCursorPosition(0)

    def boxes(self) -> Sequence[QWidget]:
        return (self.line,)


class IntegerEntry(LineEntry):
    """A whole number; what is no number stays as typed for the check to name."""

    def __init__(self, name: str) -> None:
        super().__init__(name, code=True)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def value(self) -> object:
        text = self.line.text().strip()
        return int(text) if text.isascii() and text.isdigit() else text


class MoneyEntry(LineEntry):
    """Yuan on the screen, fen in the value."""

    def __init__(self, name: str) -> None:
        super().__init__(name, code=True, placeholder="0.00")
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def value(self) -> object:
        from app.domain.money import parse_yuan
        from app.domain.refusals import Refused

        text = self.line.text().strip()
        if not text:
            return EMPTY
        fen = parse_yuan(text)
        return text if isinstance(fen, Refused) else fen

    def set_value(self, value: object) -> None:
        from app.domain.money import yuan

        super().set_value(yuan(value) if isinstance(value, int) else value)
