"""The table of the program: rows by keyboard, no widgets in cells, three calm lines when it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from app.ui.theme.look import look
from app.ui.widgets.fitting import make_room
from app.ui.widgets.rows import Rows
from app.ui.widgets.table_painting import Cells, paint_empty, paint_end
from app.words.catalogue import _, ngettext

R = TypeVar("R")
NARROW = 900
"""logical pixels; below it columns that are `wide_only` are hidden"""
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DataTable(QTableView, Generic[R]):
    """Up and Down choose, Enter opens, Space ticks, typing finds, Tab leaves. PgDn at the end reads on."""

    opened = Signal(object)
    """a row was opened by Enter or double click"""
    chosen = Signal(object)
    """the current row changed; None when there is none"""

    width_drawn = Signal()
    """a person drew a column wider or narrower"""

    def __init__(self, name: str, rows: Rows[R], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.rows = rows
        self._empty: tuple[str, ...] = ()
        self.setModel(rows)
        self.setItemDelegate(Cells(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        corner = self.findChild(QAbstractButton)
        if corner is not None:
            corner.setObjectName("qt_corner")
            corner.setEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsMovable(True)
        head.setSortIndicatorClearable(True)
        head.setObjectName(f"{name}_head")
        self.setSortingEnabled(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.rows[index.row()]))
        head.viewport().installEventFilter(self)
        rows.shown.connect(self._after_show)
        self._kept_key: object = None
        self._grown: dict[int, int] = {}
        rows.modelAboutToBeReset.connect(self._remember)
        look().changed.connect(self._fit)
        self._fit()

    # words

    def say(self, name: str, titles: Sequence[str], empty: Sequence[str]) -> None:
        """Accessible name, column heads, and the lines for an empty table (what, why, next key)."""
        self.setAccessibleName(name)
        self.rows.title(titles)
        self._empty = tuple(empty)
        make_room(self, self.rows, self._grown)
        self._tell_empty()

    def empty_lines(self) -> tuple[str, ...]:
        return self._empty

    # rows

    def current(self) -> R | None:
        """The row the cursor is on."""
        place = self.currentIndex().row()
        return self.rows.rows[place] if 0 <= place < len(self.rows.rows) else None

    def choose(self, key: object) -> bool:
        """Put the cursor on the row with this key."""
        place = self.rows.place_of(key)
        if place >= 0:
            self.setCurrentIndex(self.rows.index(place, 0))
        return place >= 0

    def _remember(self) -> None:
        place = self.currentIndex().row()
        self._kept_key = self.rows.key_of(place) if 0 <= place < len(self.rows.rows) else None

    def _after_show(self) -> None:
        if not (self._kept_key is not None and self.choose(self._kept_key)) and self.rows.rows:
            self.setCurrentIndex(self.rows.index(0, 0))
        make_room(self, self.rows, self._grown)
        self._tell_empty()
        self.chosen.emit(self.current())

    def currentChanged(self, current: Any, previous: Any) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.chosen.emit(self.current())

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, last = self.currentIndex().row(), self.rows.rowCount() - 1
        if event.key() in _ENTERS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            current = self.current()
            if current is not None:
                self.opened.emit(current)
            return
        if event.key() == Qt.Key.Key_Space and self._toggle(row):
            return
        if event.key() == Qt.Key.Key_PageDown and row == last and self.rows.next_page():
            return
        if event.key() == Qt.Key.Key_PageUp and row <= 0 and self.rows.previous_page():
            return
        super().keyPressEvent(event)

    def _toggle(self, row: int) -> bool:
        for place, column in enumerate(self.rows.columns):
            if column.ticked is not None and row >= 0:
                index = self.rows.index(row, place)
                return self.rows.setData(index, None, Qt.ItemDataRole.CheckStateRole)
        return False

    def keyboardSearch(self, search: str) -> None:
        """Typing finds the next row that holds these characters in any column."""
        if not search.strip():
            return
        start = self.currentIndex().row()
        count = self.rows.rowCount()
        for step in range(1, count + 1):
            row = (start + step) % count
            cells = (str(self.rows.data(self.rows.index(row, c))) for c in range(self.rows.columnCount()))
            if any(search.casefold() in cell.casefold() for cell in cells):
                self.setCurrentIndex(self.rows.index(row, 0))
                return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and watched is self.horizontalHeader().viewport():
            self.width_drawn.emit()
        return super().eventFilter(watched, event)

    # looks

    def _fit(self) -> None:
        metrics = look().metrics
        self.verticalHeader().setDefaultSectionSize(metrics.row)
        self.horizontalHeader().setFixedHeight(metrics.row + 2)
        self.viewport().update()
        self._share()

    def _share(self) -> None:
        """Fixed widths first; columns with width 0 share what is left."""
        metrics, head = look().metrics, self.horizontalHeader()
        for place, column in enumerate(self.rows.columns):
            stretch = column.width == 0
            mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Interactive
            if head.count() > place:
                head.setSectionResizeMode(place, mode)
                if not stretch:
                    head.resizeSection(place, metrics.px(column.width))
        make_room(self, self.rows, self._grown)
        self._drop_columns()

    def _drop_columns(self) -> None:
        """A narrow table gives up what can be looked up elsewhere."""
        narrow = self.width() < look().metrics.px(NARROW)
        for place, column in enumerate(self.rows.columns):
            self.setColumnHidden(place, narrow and column.wide_only)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drop_columns()
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.viewport().update()

    def _tell_empty(self) -> None:
        self.setAccessibleDescription("" if self.rows.rows else " ".join(self._empty))
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.rows.rows:
            paint_end(self, self.end_words())
        elif self._empty:
            paint_empty(self, self._empty)

    def end_words(self) -> str:
        """How many there are, or that more can be read."""
        first, count = self.rows.first_number, len(self.rows.rows)
        if self.rows.more:
            return _("{first} to {last}, PgDn reads on").format(first=first, last=first + count - 1)
        whole = first + count - 1
        return ngettext("{count} in all", "{count} in all", whole).format(count=whole)
