"""The facts of one fee: only those its rule asks for take room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.matter import Field, Option
from app.ui.desk import Desk
from app.ui.forms.cell import Cell
from app.ui.forms.factory import Means, entry_for
from app.ui.pages.payment.fee_kinds import FACTS, FeeKind, fact_field
from app.ui.widgets.date_line import parse_date
from app.words.catalogue import pick


class FactCells(QWidget):
    """`values` are plain JSON: whole numbers, ISO dates, option values, True and False."""

    edited = Signal()
    built = Signal()
    """the boxes are there now, for the order of Tab"""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("pay_facts")
        self._desk = desk
        # no fact is a picture, so nothing is ever read from a file
        self._means = Means(
            today=lambda: desk.clock.now().date(),
            work=lambda _job, _done: None,
            option_lists=desk.rulebook.option_lists,
            field_types=desk.rulebook.field_types,
        )
        self._cells: dict[str, Cell] = {}
        self._asked: tuple[FeeKind | None, int] = (None, 3)
        self._waits = True
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._columns = 3
        self._shown: tuple[str, ...] = ()
        self._values: dict[str, object] = {}

    @property
    def cells(self) -> dict[str, Cell]:
        self.build()
        return self._cells

    def build(self) -> None:
        """The boxes themselves; until they are wanted only their room is kept."""
        if self._waits:
            self._waits = False
            self.setMinimumHeight(0)
            self.ask(*self._asked)
            self.load(self._values)
            self.built.emit()

    def _field(self, fact: str) -> Field:
        return fact_field(self._desk.rulebook, fact, self._desk.clock.now().date())

    def _cell(self, fact: str) -> Cell:
        """The box of a fact, made when a fee asks for it first."""
        if fact not in self._cells:
            field = self._field(fact)
            cell = self._cells[fact] = Cell(field, entry_for(field, f"fact_{fact}", self._means))
            cell.edited.connect(self.edited)
            cell.retranslate()
            cell.hide()
        return self._cells[fact]

    def retranslate(self) -> None:
        for cell in self._cells.values():
            cell.retranslate()

    def ask(self, kind: FeeKind | None, columns: int, high: int = 0) -> None:
        """Show the facts of this fee, stars on those without which there is no price. `high`: one row, px."""
        shown = kind.facts if kind else ()
        if self._waits:
            self._asked = kind, columns
            rows = -(-len(shown) // columns)
            self.setMinimumHeight(max(0, rows * (high + 6) - 6))
            self.setVisible(bool(shown))
            return
        for name in shown:
            self._cell(name).set_required(kind is not None and name in kind.needed)
        if (shown, columns) == (self._shown, self._columns):
            return
        self._shown, self._columns = shown, columns
        for cell in self._cells.values():
            self._grid.removeWidget(cell)
            cell.hide()
        for place, name in enumerate(shown):
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(self._cells[name], place // columns, place % columns, top)
            self._cells[name].show()
        for at in range(3):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
        self.setVisible(bool(shown))

    def boxes(self) -> list[QWidget]:
        """Those that are asked now, in reading order."""
        return [self._cells[name].entry for name in self._shown]

    def load(self, values: Mapping[str, object]) -> None:
        self._values = dict(values)
        for name, cell in self._cells.items():
            cell.entry.set_value(values.get(name))

    def values(self) -> dict[str, object]:
        """What stands in the boxes that are asked now."""
        told = {name: self.cells[name].entry.value() for name in self._shown}
        return {name: value for name, value in told.items() if value not in ("", None)}

    def tell(self, told: Mapping[str, tuple[str, str]]) -> None:
        """Fact -> words and kind; the others are cleared."""
        for name, cell in self._cells.items():
            words, kind = told.get(name, ("", "error"))
            cell.tell(words, kind)

    def shows(self, fact: str) -> bool:
        self.build()
        return fact in self._shown

    def take_cursor(self, fact: str) -> bool:
        if not self.shows(fact):
            return False
        self.cells[fact].entry.take_cursor()
        return True

    def label_of(self, fact: str) -> str:
        if fact not in FACTS:
            return ""
        words = self._field(fact).words
        return pick(words.zh, words.en)

    def read_row(self, kind: FeeKind, cells: Sequence[str], today: date) -> dict[str, object]:
        """Cells of a pasted table in the order of this fee's facts. What cannot be read stays as typed."""
        found: dict[str, object] = {}
        for name, text in zip(kind.facts, cells, strict=False):
            plain = text.strip()
            if plain:
                field = self._field(name)
                found[name] = _read(field.type, field.options, plain, today)
        return found


def _read(kind: str, options: Sequence[Option], text: str, today: date) -> object:
    match kind:
        case "date":
            day = parse_date(text, today)
            return day.isoformat() if day else text
        case "choice":
            wanted = text.removesuffix("%").strip()
            fits = (o.value for o in options if wanted in (str(o.value), o.words.zh, o.words.en))
            return next(fits, text)
        case "yes_no":
            return text.casefold() in ("1", "y", "yes", "是", "true")
        case _:
            return int(text) if text.isascii() and text.isdigit() else text
