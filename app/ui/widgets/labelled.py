"""A small field of a page: label, box, and the line below that says what is wrong or what it is for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.ui.theme.look import look
from app.ui.widgets.entry import Entry
from app.ui.widgets.field_label import FieldLabel
from app.ui.widgets.lines import ErrorLine, mark
from app.words.catalogue import _


class Labelled(QWidget):
    """`say` gives the words, `tell` an error or warning; without one the hint stands there."""

    def __init__(self, box: QWidget, *, widest: int = 0) -> None:
        """`widest` in logical pixels keeps a box from growing; 0 lets it take the room there is."""
        super().__init__()
        self.setObjectName(f"{box.objectName()}_cell")
        self.box = box
        self._hint = ""
        self._words = ""
        self._required = False
        self.label = FieldLabel()
        self.label.setBuddy(box.boxes()[0] if isinstance(box, Entry) else box)
        self.line = ErrorLine(f"{box.objectName()}_line")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.label, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(box, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.line, 1, 1)
        grid.setColumnStretch(1, 1000)
        grid.setColumnStretch(2, 1)
        if widest:
            box.setMaximumWidth(look().metrics.px(widest))

    def say(self, label: str, hint: str = "", *, required: bool = False) -> None:
        self._words, self._hint, self._required = label, hint, required
        self.label.say(label, required=required)
        self._name(f"{label} {_('required')}" if required else label)
        if not self.line.text() or self.line.property("kept") != "told":
            self.tell("")

    def _name(self, accessible: str) -> None:
        named = getattr(self.box, "name", None)
        if callable(named):
            named(accessible)
        else:
            self.box.setAccessibleName(accessible)

    def words(self) -> str:
        """The label without its star."""
        return self._words

    def tell(self, text: str, kind: str = "error") -> None:
        """Kinds: error, warning, ok. An empty text brings the hint back."""
        self.line.setProperty("kept", "told" if text else "")
        self.line.say(text or self._hint, kind if text else "hint")
        state = kind if text and kind in ("error", "warning") else ""
        if isinstance(self.box, Entry):
            self.box.mark(state, text)
        else:
            mark(self.box, state, text or self._hint)

    def told(self) -> str:
        """The error or warning that stands at the field; empty while all is well."""
        return self.line.text() if self.line.property("kept") == "told" else ""

    def take_cursor(self) -> None:
        if isinstance(self.box, Entry):
            self.box.take_cursor()
            return
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(self.box, QLineEdit):
            self.box.selectAll()
