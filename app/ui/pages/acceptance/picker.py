"""Pick the matter: by number, name, pinyin initials or the visitor's own words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.matter import Line, Matter, Service
from app.ui.desk import Desk
from app.ui.widgets.card import Card
from app.ui.widgets.rows import Column, Rows
from app.ui.widgets.table import DataTable
from app.words.catalogue import _, pick
from app.words.refusals import N_

LINES: dict[Line, str] = {
    Line.PATENT: N_("Patents"),
    Line.TRADEMARK: N_("Trademarks"),
    Line.GI: N_("Geographical indications"),
    Line.IC: N_("IC layout designs"),
    Line.GENERAL: N_("General"),
}


class _Wanted(QLineEdit):
    """Down goes into the list, Enter takes its first line."""

    down = Signal()
    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class MatterPicker(QWidget):
    picked = Signal(str)
    """code of the matter"""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("matter_picker")
        self._desk = desk
        self.card = Card("matter_card")
        self.wanted = _Wanted()
        self.wanted.setObjectName("matter_search")
        self.wanted.setProperty("enter", "own")
        self.table: DataTable[Matter] = DataTable(
            "matter_table",
            Rows(
                (
                    Column(id="name", text=lambda m: pick(m.words.zh, m.words.en), width=0),
                    Column(id="line", text=lambda m: _(LINES[m.line]), width=150),
                    Column(id="code", text=lambda m: m.code, width=170),
                ),
                key=lambda m: m.code,
            ),
        )
        self.card.body.addWidget(self.wanted)
        self.card.body.addWidget(self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        self.wanted.textChanged.connect(self._search)
        self.wanted.down.connect(self.table.setFocus)
        self.wanted.taken.connect(self._on_taken)
        self.table.opened.connect(lambda matter: self.picked.emit(matter.code))

    def retranslate(self) -> None:
        self.card.say(_("What is it about?"), _("type   ↓ list   Enter take"))
        self.wanted.setPlaceholderText(_("Name, code, pinyin initials, or what the visitor says"))
        self.wanted.setAccessibleName(_("Search a matter"))
        self.table.say(
            _("Matters"),
            (_("Matter"), _("Line"), _("Code")),
            (
                _("No matter fits these words."),
                _("Search by name, code or pinyin initials."),
                _("Clear the box to see all."),
            ),
        )
        self._search(self.wanted.text())

    def restart(self) -> None:
        self.wanted.clear()
        self._search("")
        self.wanted.setFocus()

    def _search(self, text: str) -> None:
        today = self._desk.clock.now().date()
        rules = self._desk.rulebook
        found: Sequence[Matter] = rules.search(text, today) if text.strip() else rules.matters(today)
        self.table.rows.show([m for m in found if m.service is Service.ACCEPTANCE])

    def _on_taken(self) -> None:
        matter = self.table.current()
        if matter is not None:
            self.picked.emit(matter.code)
