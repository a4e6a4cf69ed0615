"""Labels in a fixed right-aligned column, each the buddy of its field: the shape of every small form."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from app.ui.theme.look import look
from app.ui.widgets.field_label import FieldLabel
from app.ui.widgets.plain import PlainLabel, WrappedLabel


class FieldRows(QGridLayout):
    """`add` puts one field; `say` gives its words. Fields never grow over 420 logical pixels."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(8)
        self.setVerticalSpacing(8)
        self.setColumnStretch(1, 1000)
        self.setColumnStretch(2, 1)
        self._labels: dict[QWidget, FieldLabel] = {}
        self._hints: dict[QWidget, PlainLabel] = {}

    def add(self, field: QWidget, widest: int = 420) -> None:
        """The next row. A hint line appears under the field when it is given words."""
        row = self.rowCount()
        label, hint = FieldLabel(), WrappedLabel(role="hint")
        label.setBuddy(field)
        hint.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        hint.hide()
        if widest:
            field.setMaximumWidth(look().metrics.px(widest))
        self.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self.addWidget(field, row, 1, Qt.AlignmentFlag.AlignTop)
        self.addWidget(hint, row + 1, 1, 1, 2)
        self._labels[field], self._hints[field] = label, hint

    def say(self, field: QWidget, label: str, hint: str = "") -> None:
        """Words of one row; the label without marks is the field's accessible name."""
        self._labels[field].say(label)
        self._hints[field].setText(hint)
        self._hints[field].setVisible(bool(hint))
        named = getattr(field, "name", None)
        if callable(named):
            named(label)
        else:
            field.setAccessibleName(label)

    def show_row(self, field: QWidget, shown: bool) -> None:
        """Show or hide a whole row; its hint only where it has words."""
        field.setVisible(shown)
        self._labels[field].setVisible(shown)
        self._hints[field].setVisible(shown and bool(self._hints[field].text()))

    def label_of(self, field: QWidget) -> QLabel:
        return self._labels[field]
