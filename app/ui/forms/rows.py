"""A repeating group: each row a small framed set of cells, added and taken away by button or key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.matter import Field
from app.ui.forms.cell import Cell
from app.ui.forms.factory import WIDE, Means, entry_for
from app.ui.widgets.button import Button
from app.ui.widgets.entry import EMPTY, Entry
from app.ui.widgets.plain import PlainLabel
from app.words.catalogue import _, pick


class Row(QFrame):
    """One row of a group."""

    def __init__(self, field: Field, name: str, means: Means, columns: int) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "row")
        self.title = PlainLabel(role="strong")
        self.drop = Button(f"{name}_drop", kind="plain")
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.drop)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        self.cells: dict[str, Cell] = {}
        place = 0
        for column in field.fields:
            cell = Cell(column, entry_for(column, f"{name}_{column.id}", means))
            self.cells[column.id] = cell
            wide = column.type in WIDE
            if wide and place % columns:
                place += columns - place % columns
            grid.addWidget(cell, place // columns, place % columns, 1, columns if wide else 1)
            place += columns if wide else 1
        for at in range(columns):
            grid.setColumnStretch(at, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 4)
        whole.setSpacing(4)
        whole.addLayout(head)
        whole.addLayout(grid)

    def value(self) -> dict[str, object]:
        """The row's touched or filled columns; cleared ones stay as empty texts."""
        told = {name: cell.entry.value() for name, cell in self.cells.items()}
        return {n: value for n, value in told.items() if self.cells[n].typed or value not in (EMPTY, None)}


class RowsEntry(Entry):
    """[row, …]. The first row stands there at once when the group needs one."""

    headed = True

    def __init__(self, field: Field, name: str, means: Means, columns: int = 2) -> None:
        super().__init__(name)
        self._field, self._name, self._means, self._columns = field, name, means, columns
        self._rows: list[Row] = []
        self.add = Button(f"{name}_add", kind="plain")
        self.add.show_icon("plus", "primary")
        self.add.clicked.connect(self._on_add)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(self._list)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        column.addLayout(foot)
        self.row.addLayout(column)
        self.retranslate()

    # rows

    @property
    def rows(self) -> Sequence[Row]:
        return tuple(self._rows)

    def make_row(self) -> Row:
        """A new last row, not yet counted as typed."""
        row = Row(self._field, f"{self._name}_{len(self._rows)}", self._means, self._columns)
        for cell in row.cells.values():
            cell.edited.connect(self.edited.emit)
            cell.retranslate()
        row.drop.clicked.connect(lambda: self._drop(row))
        self._rows.append(row)
        self._list.addWidget(row)
        self._number()
        return row

    def _on_add(self) -> None:
        row = self.make_row()
        self.edited.emit()
        first = next(iter(row.cells.values()), None)
        if first is not None:
            first.entry.take_cursor()

    def _drop(self, row: Row) -> None:
        self._rows.remove(row)
        self._list.removeWidget(row)
        row.deleteLater()
        self._number()
        self.edited.emit()

    def _number(self) -> None:
        words = pick(self._field.words.zh, self._field.words.en)
        for at, row in enumerate(self._rows):
            row.title.setText(f"{words} {at + 1}")
            row.drop.say(_("Remove"))
            row.drop.setAccessibleName(f"{_('Remove')} {words} {at + 1}")
            row.drop.setVisible(len(self._rows) > (self._field.min or 0))
        largest = self._field.max
        self.add.setVisible(largest is None or len(self._rows) < largest)

    # the value

    def value(self) -> object:
        return [row.value() for row in self._rows] or EMPTY

    def set_value(self, value: object) -> None:
        wanted = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []
        while len(self._rows) < len(wanted):
            self.make_row()
        while len(self._rows) > len(wanted):
            row = self._rows.pop()
            self._list.removeWidget(row)
            row.deleteLater()
        for row, values in zip(self._rows, wanted, strict=True):
            for name, cell in row.cells.items():
                if name in values and values[name] != cell.entry.value():
                    cell.entry.set_value(values[name])
        self._number()

    def boxes(self) -> Sequence[QWidget]:
        return (self.add,)

    def name(self, accessible: str) -> None:
        self.setAccessibleName(accessible)

    def retranslate(self) -> None:
        words = pick(self._field.words.zh, self._field.words.en)
        self.add.say(_("Add {what}").format(what=words))
        self.add.setAccessibleName(_("Add {what}").format(what=words))
        for row in self._rows:
            for cell in row.cells.values():
                cell.retranslate()
        self._number()

    def mark(self, state: str, text: str = "") -> None:
        """Rows carry their own marks; the group as a whole has only its line."""

    def set_locked(self, locked: bool) -> None:
        self.add.setEnabled(not locked)
        for row in self._rows:
            row.drop.setEnabled(not locked)
            for cell in row.cells.values():
                cell.entry.set_locked(locked)

    def cell_at(self, inner: str) -> Cell | None:
        """`[0].certificate.number` -> the cell of column `certificate` in row 0."""
        place, bracket, rest = inner.lstrip("[").partition("]")
        if not bracket or not place.isdigit() or int(place) >= len(self._rows):
            return None
        column = rest.lstrip(".").partition(".")[0].partition("[")[0]
        return self._rows[int(place)].cells.get(column)

    def take_cursor(self, inner: str = "") -> None:
        cell = self.cell_at(inner)
        if cell is not None:
            cell.entry.take_cursor(inner.rpartition(".")[2])
        elif self._rows:
            next(iter(self._rows[0].cells.values())).entry.take_cursor()
        else:
            self.add.setFocus()
