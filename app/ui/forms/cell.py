"""A field on the form: label with its star, entry, the line below that says what is wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.matter import Field
from app.ui.widgets.entry import Entry
from app.ui.widgets.field_label import FieldLabel
from app.ui.widgets.lines import ErrorLine
from app.words.catalogue import _, pick


class Cell(QWidget):
    """`typed` remembers whether a person has touched the value: only then it belongs to the draft.

    It has no words before the first `retranslate`.
    """

    edited = Signal()

    def __init__(self, field: Field, entry: Entry) -> None:
        super().__init__()
        self.setObjectName(f"{entry.objectName()}_cell")
        self.field = field
        self.entry = entry
        self.typed = False
        self._required = False
        self.label = FieldLabel()
        boxes = entry.boxes()
        if boxes:
            self.label.setBuddy(boxes[0])
        self.line = ErrorLine(f"{entry.objectName()}_line")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        first = 1
        if entry.headed:
            # a group carries its name on each of its rows, which stand on the grid of the form
            self.label.hide()
            first = 0
        grid.addWidget(self.label, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(entry, 0, first, 1, 2 - first, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.line, 1, first, 1, 2 - first)
        grid.setColumnStretch(1, 1)
        entry.edited.connect(self._on_edited)

    def _on_edited(self) -> None:
        self.typed = True
        self.edited.emit()

    def retranslate(self) -> None:
        self._name()
        self.entry.retranslate()

    def _name(self) -> None:
        words = pick(self.field.words.zh, self.field.words.en)
        self.label.say(words, required=self._required)
        self.entry.name(f"{words} {_('required')}" if self._required else words)

    def help(self) -> str:
        return pick(self.field.help.zh, self.field.help.en)

    def set_required(self, required: bool) -> None:
        if required != self._required:
            self._required = required
            self._name()

    def show_value(self, value: object) -> None:
        """A value that nobody typed: default, filled, computed."""
        if not self.typed:
            self.entry.set_value(value)

    def load(self, value: object) -> None:
        """A value from a draft or case: it counts as typed."""
        self.typed = True
        self.entry.set_value(value)

    def forget(self) -> None:
        self.typed = False
        self.entry.set_value(None)
        self.tell("")

    def tell(self, text: str, kind: str = "error") -> None:
        """Error or warning at the field; empty clears it."""
        self.line.say(text, kind)
        self.entry.mark(kind if text and kind in ("error", "warning") else "", text)
