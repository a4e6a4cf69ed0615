"""Ctrl+K: one box over pages, deeds and records. Enter runs, Esc returns to where the cursor was."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui.desk import Hit
from app.ui.frame.entry import Entry
from app.ui.frame.overlay import Overlay
from app.ui.theme.look import look
from app.ui.widgets.lines import announce
from app.ui.widgets.plain import PlainLabel, visible
from app.words.catalogue import _

Find = Callable[[str, Callable[[Sequence[Hit]], None]], None]
"""`find(text, show)`: look records up and call `show` with them, at most 20."""

HINT = Qt.ItemDataRole.UserRole + 1
WAIT_MS = 120
"""typing pause before records are looked up"""


class _Lines(QStyledItemDelegate):
    """The key or the person at the right end of the line, in quiet colour."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        painter.setPen(QColor(look().tokens.text2))
        where = rect.adjusted(8, 0, -12, 0)
        painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, index.data(HINT))


class Palette(Overlay):
    run = Signal(str)
    """id of an entry"""
    open_record = Signal(object)
    """a `Hit`"""

    def __init__(self, window: QWidget) -> None:
        super().__init__("palette", window, 620, 420)
        self._entries: tuple[Entry, ...] = ()
        self._find: Find | None = None
        self._asked = 0
        self.box = QLineEdit()
        self.box.setObjectName("palette_box")
        self.box.setProperty("enter", "own")
        self.box.setInputMethodHints(Qt.InputMethodHint.ImhNone)
        self.rows = QListWidget()
        self.rows.setObjectName("palette_rows")
        self.rows.setProperty("role", "choices")
        self.rows.setItemDelegate(_Lines(self.rows))
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.foot = PlainLabel(role="hint")
        for widget in (self.box, self.rows, self.foot):
            self.column.addWidget(widget)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(WAIT_MS)
        self._pause.timeout.connect(self._look_up)
        self.box.textChanged.connect(self._on_typed)
        self.rows.itemClicked.connect(self._take)
        self.box.installEventFilter(self)

    def find_with(self, find: Find) -> None:
        """Where records come from."""
        self._find = find

    def retranslate(self) -> None:
        self.setAccessibleName(_("Search everything"))
        self.box.setPlaceholderText(_("Number, name, page or deed"))
        self.box.setAccessibleName(_("Search everything"))
        self.rows.setAccessibleName(_("Found"))
        self.foot.setText(_("↑↓ choose   Enter open   Esc back"))

    def ask(self, entries: Sequence[Entry], text: str = "") -> None:
        """Open with these pages and deeds."""
        self._entries = tuple(entries)
        self.open()
        self.box.setText(text)
        self.box.selectAll()
        self._on_typed(text)
        self.box.setFocus()

    def _on_typed(self, typed: str) -> None:
        self._asked += 1
        self.rows.clear()
        for entry in self._entries:
            if entry.fits(typed):
                self._add(entry.text, entry.key, entry)
        self.rows.setCurrentRow(0)
        if typed.strip():
            self._pause.start()

    def _look_up(self) -> None:
        if self._find is None or not self.isVisible():
            return
        asked = self._asked

        def show(hits: Sequence[Hit]) -> None:
            if asked == self._asked and self.isVisible():
                self._show_hits(hits)

        self._find(self.box.text().strip(), show)

    def _show_hits(self, hits: Sequence[Hit]) -> None:
        """Records stand above pages and deeds: they are what a clerk looks for."""
        for place, hit in enumerate(hits):
            self._add(hit.text, hit.hint, hit, place)
        if self.rows.count():
            self.rows.setCurrentRow(0)
        else:
            self.foot.setText(_("Nothing found for “{text}”").format(text=self.box.text().strip()))
        announce(self.rows, _("{count} found").format(count=self.rows.count()))

    def _add(self, text: str, hint: str, what: object, place: int | None = None) -> None:
        item = QListWidgetItem(visible(text))
        item.setData(Qt.ItemDataRole.UserRole, what)
        item.setData(HINT, visible(hint))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, visible(f"{text} {hint}".strip()))
        self.rows.insertItem(self.rows.count() if place is None else place, item)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        what = item.data(Qt.ItemDataRole.UserRole)
        self.close_panel()
        if isinstance(what, Hit):
            self.open_record.emit(what)
        elif isinstance(what, Entry):
            self.run.emit(what.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event.key())
        return super().eventFilter(watched, event)

    def _on_key(self, key: int) -> bool:
        row, last = self.rows.currentRow(), self.rows.count() - 1
        match key:
            case Qt.Key.Key_Down:
                self.rows.setCurrentRow(min(row + 1, last))
            case Qt.Key.Key_Up:
                self.rows.setCurrentRow(max(row - 1, 0))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._take(self.rows.currentItem())
            case _:
                return False
        return True
