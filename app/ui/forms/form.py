"""The form of a matter: sections as cards, two or three columns, state and errors shown where they belong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.acceptance import FormState
from app.domain.matter import Field
from app.domain.refusals import Refusal, Severity
from app.ui.forms.cell import Cell
from app.ui.forms.factory import WIDE, Means, entry_for
from app.ui.forms.rows import RowsEntry
from app.ui.widgets.card import Card
from app.words import refusals as words


class Section(Card):
    """The fields under one heading; it hides when none of them applies."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(6)
        self.body.addLayout(self.grid)
        self.cells: list[Cell] = []
        self._rest = (QWidget(self), QWidget(self))
        for rest in self._rest:
            rest.setFixedHeight(0)

    def take(self, cell: Cell) -> None:
        """One more field. It is inside before anything shows it: on its own it would be a window."""
        cell.hide()
        cell.setParent(self)
        self.cells.append(cell)

    def arrange(self, columns: int) -> None:
        """Place the visible cells; wide ones take a whole line."""
        for cell in self.cells:
            self.grid.removeWidget(cell)
        place = full = 0
        for cell in self.cells:
            if cell.isHidden():
                continue
            wide = cell.field.type in WIDE
            if wide and place % columns:
                place += columns - place % columns
            self.grid.addWidget(cell, place // columns, place % columns, 1, columns if wide else 1)
            full = max(full, columns if wide else place % columns + 1)
            place += columns if wide else 1
        for at in range(3):
            self.grid.setColumnStretch(at, 1 if at < columns else 0)
        # a single field is no wider than those of other cards: the columns beside it are there all the same
        for at, rest in enumerate(self._rest, 1):
            self.grid.removeWidget(rest)
            rest.setVisible(full <= at < columns)
            if full <= at < columns:
                self.grid.addWidget(rest, 0, at)
        self.setVisible(place > 0)


class MatterForm(QWidget):
    """The fields of a matter, put in by `place`, a few or all at a time.

    Then `retranslate` gives it words, and `show_state` follows every answer and change.
    """

    edited = Signal()

    def __init__(self, means: Means) -> None:
        super().__init__()
        self._means = means
        self.setObjectName("matter_form")
        self._columns = 2
        self.cells: dict[str, Cell] = {}
        self.sections: dict[str, Section] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addStretch(1)
        self._visible: frozenset[str] = frozenset()

    def place(self, fields: Iterable[Field]) -> None:
        """More fields, below those that are there."""
        for field in fields:
            self._place(field)

    def _place(self, field: Field) -> None:
        section = self.sections.get(field.section)
        if section is None:
            section = self.sections[field.section] = Section(f"section_{field.section or 'main'}")
            self._column.insertWidget(self._column.count() - 1, section)
        name = f"field_{field.id}"
        entry = (
            RowsEntry(field, name, self._means)
            if field.type == "group"
            else entry_for(field, name, self._means)
        )
        cell = Cell(field, entry)
        cell.edited.connect(self.edited.emit)
        section.take(cell)
        self.cells[field.id] = cell
        if field.computed is not None:
            entry.set_locked(True)

    def retranslate(self, titles: Mapping[str, str]) -> None:
        """`titles`: section -> heading in the current language."""
        for name, section in self.sections.items():
            section.say(titles.get(name, name))
            for cell in section.cells:
                cell.retranslate()

    def set_columns(self, columns: int) -> None:
        if columns != self._columns:
            self._columns = columns
            self._arrange()

    # values

    def typed_values(self) -> dict[str, object]:
        """What people typed or chose; untouched defaults stay out, so that rules can change them."""
        return {name: cell.entry.value() for name, cell in self.cells.items() if cell.typed}

    def load(self, values: Mapping[str, object]) -> None:
        """Values of a draft or a case."""
        for name, value in values.items():
            if name in self.cells:
                self.cells[name].load(value)

    # state

    def show_state(self, state: FormState, locked: frozenset[str] | None = None) -> None:
        """Visible fields, stars, defaults and filled values; `locked` fields of an answered notice."""
        self.make_rows(state)
        for name, cell in self.cells.items():
            cell.set_required(name in state.required)
            if name in state.fills:
                cell.entry.set_value(state.fills[name])
                cell.typed = False
            elif not isinstance(cell.entry, RowsEntry) or state.values.get(name):
                cell.show_value(state.values.get(name))
            if isinstance(cell.entry, RowsEntry):
                self._show_rows(cell.entry, name, state)
            filled = name in state.fills or cell.field.computed is not None
            cell.entry.set_locked(filled or (locked is not None and name in locked))
            cell.setVisible(name in state.visible)
        if state.visible != self._visible:
            self._visible = state.visible
            self._arrange()

    def make_rows(self, state: FormState) -> None:
        """The first row of every group that needs one; `show_state` finds them there."""
        for name, cell in self.cells.items():
            entry = cell.entry
            wanted = name in state.visible and name in state.required
            if wanted and isinstance(entry, RowsEntry) and not entry.rows:
                entry.make_row()

    def _show_rows(self, entry: RowsEntry, name: str, state: FormState) -> None:
        rows = state.values.get(name)
        judged = len(rows) if isinstance(rows, list | tuple) else 0
        for at, row in enumerate(entry.rows):
            for column, cell in row.cells.items():
                path = f"{name}[{at}].{column}"
                known = at < judged  # a row nobody typed in yet is not part of the draft
                field = cell.field
                cell.set_required(path in state.required if known else field.required)
                cell.setVisible(path in state.visible if known else field.show_if is None)
                if path in state.defaults:
                    cell.show_value(state.defaults[path])

    def _arrange(self) -> None:
        for section in self.sections.values():
            section.arrange(self._columns)

    # errors

    def show_refusals(self, refusals: Sequence[Refusal]) -> None:
        """Each at its field, in the words of the summary; fields without one are cleared."""
        told: dict[int, tuple[str, str]] = {}
        for refusal in refusals:
            cell = self.cell_at(refusal.where)
            if cell is not None and id(cell) not in told:
                kind = "error" if refusal.severity is Severity.ERROR else "warning"
                told[id(cell)] = (words.sentence(refusal), kind)
        for cell in self.all_cells():
            text, kind = told.get(id(cell), ("", "error"))
            cell.tell(text, kind)

    def all_cells(self) -> list[Cell]:
        found: list[Cell] = []
        for cell in self.cells.values():
            found.append(cell)
            if isinstance(cell.entry, RowsEntry):
                found.extend(inner for row in cell.entry.rows for inner in row.cells.values())
        return found

    def cell_at(self, where: str) -> Cell | None:
        """`values.applicants[0].certificate.number` -> the innermost cell that stands for it."""
        if not where.startswith("values."):
            return None
        path = where.removeprefix("values.")
        name = path.partition("[")[0].partition(".")[0]
        cell = self.cells.get(name)
        if cell is not None and isinstance(cell.entry, RowsEntry):
            return cell.entry.cell_at(path.removeprefix(name)) or cell
        return cell

    def label_at(self, where: str) -> str:
        """What the place is called on the form; empty when it is not on it."""
        cell = self.cell_at(where)
        return cell.label.text() if cell is not None else ""

    def take_cursor(self, where: str) -> bool:
        """Put the cursor where something is wrong."""
        cell = self.cell_at(where)
        if cell is None:
            return False
        cell.entry.take_cursor(where.rpartition(".")[2])
        return True

    def boxes(self) -> list[QWidget]:
        """Every box that can be seen, in reading order: card by card, not in the order of the data."""
        cells: list[Cell] = []
        for section in self.sections.values():
            for cell in section.cells:
                rows = cell.entry.rows if isinstance(cell.entry, RowsEntry) else ()
                inner = [one for row in rows for one in row.cells.values()]
                cells += [] if cell.isHidden() else inner if rows else [cell]
        return [box for cell in cells if not cell.isHidden() for box in cell.entry.boxes()]

    def first_open(self) -> Cell | None:
        """The first visible field that can be typed into."""
        for cell in self.cells.values():
            if not cell.isHidden() and cell.field.computed is None:
                return cell
        return None
