"""One value on the form: the box it is typed into, and the way back to plain JSON (`app.domain.values`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.widgets.lines import mark

EMPTY = ""
"""What a cleared entry holds; an untouched one is not among the typed values at all."""


class Entry(QWidget):
    """Base of all entries. `edited` is sent for changes by a person, never for `set_value`."""

    edited = Signal()
    headed: ClassVar[bool] = False
    """it carries its name itself, as a heading: no label beside it"""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}_entry")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(6)

    # what each entry fills in

    def value(self) -> object:
        raise TypeError(f"{type(self).__name__} gives no value")

    def set_value(self, value: object) -> None:
        raise TypeError(f"{type(self).__name__} takes no value")

    def boxes(self) -> Sequence[QWidget]:
        """The inner widgets that take the cursor, in reading order."""
        raise TypeError(f"{type(self).__name__} has no boxes")

    def retranslate(self) -> None:
        """Words inside the entry (choices)."""

    # what all entries share

    def name(self, accessible: str) -> None:
        for box in self.boxes():
            named = getattr(box, "name", None)
            if callable(named):
                named(accessible)
            else:
                box.setAccessibleName(accessible)

    def mark(self, state: str, text: str = "") -> None:
        """error, warning, filled, changed or empty."""
        for box in self.boxes():
            mark(box, state, text)

    def set_locked(self, locked: bool) -> None:
        """Shown, selectable, not changeable."""
        for box in self.boxes():
            set_read_only = getattr(box, "setReadOnly", None)
            if callable(set_read_only):
                set_read_only(locked)
            else:
                box.setEnabled(not locked)

    def take_cursor(self, inner: str = "") -> None:
        """Put the cursor into the box that `inner` (a path below this value) means."""
        boxes = self.boxes()
        if boxes:
            boxes[self.place_of(inner)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def place_of(self, inner: str) -> int:
        """Index of the box that an inner path such as `number` belongs to."""
        return 0
