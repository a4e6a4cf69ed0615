"""Rows of a table: frozen values in memory, at most one page of them, the rest stays in the database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from app.ui.theme.look import look
from app.ui.widgets.plain import visible

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
PAGE = 200
"""rows kept in memory"""

_CHECK = Qt.ItemDataRole.CheckStateRole
_COLOUR = Qt.ItemDataRole.ForegroundRole
_ALIGN = Qt.ItemDataRole.TextAlignmentRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Column(Struct, Generic[R], frozen=True, kw_only=True):
    """One column. `text` gives the cell's words; `tone` a token (err, warn, ok, text2) or an empty string."""

    id: str
    text: Callable[[R], str]
    width: int = 120
    """logical pixels; 0 takes the room that is left"""
    number: bool = False
    """right-aligned"""
    tone: Callable[[R], str] | None = None
    ticked: Callable[[R], bool] | None = None
    """a tick box in this column"""
    wide_only: bool = False
    """given up when the table is narrow"""
    order: Callable[[R], Any] | None = None
    """sort key; None: by text"""


class Rows(QAbstractTableModel, Generic[R]):
    """Either `show(rows)` for short lists, or `fetch_with` for long ones that are read page by page."""

    tick_wanted = Signal(object)
    """a row whose box was toggled; the page decides and shows the new rows"""
    shown = Signal()

    def __init__(self, columns: Sequence[Column[R]], key: Callable[[R], object]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: list[R] = []
        self._cells: list[tuple[str, ...]] = []
        self._titles: tuple[str, ...] = ("",) * len(self.columns)
        self._key = key
        self._fetch: Callable[[object, int, Callable[[Sequence[R]], None]], None] | None = None
        self._starts: list[object] = [None]
        self.more = False
        self._width = len(self.columns)

    # content

    def show(self, rows: Sequence[R]) -> None:
        """Put these rows in place of the old ones."""
        self.beginResetModel()
        self.rows = list(rows)
        self._word()
        self.endResetModel()
        self.shown.emit()

    def fetch_with(self, fetch: Callable[[object, int, Callable[[Sequence[R]], None]], None]) -> None:
        """`fetch(after, limit, show)` reads on after the row with this key (None: from the start)."""
        self._fetch = fetch

    def reload(self) -> None:
        """Read the page in front again."""
        self._read(self._starts[-1])

    def restart(self) -> None:
        """Read from the start again, for example with another filter."""
        self._starts = [None]
        self._read(None)

    def next_page(self) -> bool:
        """Go on after the last row. False at the end."""
        if not self.more or not self.rows:
            return False
        self._starts.append(self._key(self.rows[-1]))
        self._read(self._starts[-1])
        return True

    def previous_page(self) -> bool:
        if len(self._starts) < 2:
            return False
        self._starts.pop()
        self._read(self._starts[-1])
        return True

    @property
    def first_number(self) -> int:
        """Number of the first row shown, from 1."""
        return (len(self._starts) - 1) * PAGE + 1

    def _read(self, after: object) -> None:
        if self._fetch is None:
            return

        def got(rows: Sequence[R]) -> None:
            self.more = len(rows) > PAGE
            self.show(rows[:PAGE])

        self._fetch(after, PAGE + 1, got)

    def key_of(self, place: int) -> object:
        return self._key(self.rows[place])

    def place_of(self, key: object) -> int:
        """Row with this key, or -1."""
        return next((i for i, row in enumerate(self.rows) if self._key(row) == key), -1)

    def title(self, titles: Sequence[str]) -> None:
        """Column heads in the current language; the cells are worded again too."""
        self._titles = tuple(titles)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        if self.rows:
            self._word()
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1), [0]
            )

    def title_of(self, column: int) -> str:
        return self._titles[column]

    def words_of(self, column: int) -> set[str]:
        """What stands in the cells of one column."""
        return {cells[column] for cells in self._cells}

    def _word(self) -> None:
        self._cells = [tuple(visible(column.text(row)) for column in self.columns) for row in self.rows]

    # what Qt asks; a frame asks about 1 500 times, so the first line must decide

    def data(self, index: Index, role: int = 0) -> Any:
        if role:
            return self._other(index, role)
        return self._cells[index.row()][index.column()]

    def _other(self, index: Index, role: int) -> Any:
        if role == _COLOUR:
            tone = self.columns[index.column()].tone
            name = tone(self.rows[index.row()]) if tone else ""
            return QColor(look().tokens.colour(name)) if name else None
        if role == _ALIGN:
            return _RIGHT if self.columns[index.column()].number else None
        if role == _CHECK:
            ticked = self.columns[index.column()].ticked
            if ticked is None:
                return None
            return Qt.CheckState.Checked if ticked(self.rows[index.row()]) else Qt.CheckState.Unchecked
        if role == _SPOKEN:
            column = index.column()
            return f"{self._titles[column]} {self._cells[index.row()][column]}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != _CHECK or self.columns[index.column()].ticked is None:
            return False
        self.tick_wanted.emit(self.rows[index.row()])
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if index.isValid() and self.columns[index.column()].ticked is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._width

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == _ALIGN:
            side = _RIGHT if self.columns[section].number else None
            return side or int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort what is in memory. Long lists are sorted by their page in SQL instead."""
        if self._fetch is not None or not 0 <= column < len(self.columns):
            return
        wanted = self.columns[column]
        self.show(
            sorted(
                self.rows,
                key=wanted.order or wanted.text,
                reverse=order == Qt.SortOrder.DescendingOrder,
            )
        )
