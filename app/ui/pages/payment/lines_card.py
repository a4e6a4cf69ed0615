"""What is paid: one line a right, edited above the table, each with its price and its state."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from app.ui.desk import Desk
from app.ui.pages.payment.line_editor import LineEditor
from app.ui.pages.payment.line_rows import Shown, line_rows, state_of
from app.ui.pages.payment.sheet_line import Judged, SheetLine
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.tab_order import tab_through
from app.ui.widgets.table import DataTable
from app.words.catalogue import _


class LinesCard(Card):
    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("pay_lines_card")
        self._desk = desk
        self._lines: list[SheetLine] = [SheetLine()]
        self._judged: tuple[Judged, ...] = ()
        self._at = 0
        self._checked = False
        self._settled: set[int] = set()
        self.editor = LineEditor(desk)
        self.add = Button("pay_add", kind="plain")
        self.add.show_icon("plus", "primary")
        self.drop = Button("pay_drop", kind="plain")
        self.table: DataTable[Shown] = DataTable("pay_lines", line_rows())
        self.table.installEventFilter(self)
        deeds = QHBoxLayout()
        deeds.addWidget(self.add)
        deeds.addWidget(self.drop)
        deeds.addStretch(1)
        self.body.addWidget(self.editor)
        self.body.addLayout(deeds)
        self.body.addWidget(self.table)
        tab_through((self.editor.holder_box, self.add, self.drop, self.table))
        self.editor.edited.connect(self._on_edited)
        self.editor.number_left.connect(self._on_settled)
        self.editor.number_box.pasted.connect(self._on_pasted)
        self.add.clicked.connect(self.add_line)
        self.drop.clicked.connect(self.drop_line)
        self.table.chosen.connect(self._on_chosen)
        self.table.rows.tick_wanted.connect(self._on_tick)
        self.drop.hide()

    def retranslate(self) -> None:
        self.say(_("What is paid"), _("Alt+1   Ins add   Space leave out"))
        self.editor.retranslate()
        self.add.say(_("Add a right"), "Ins")
        self.drop.say(_("Remove this line"))
        self.table.say(
            _("What is paid"),
            (_("Pay"), _("Number of the right"), _("What for"), _("Holder"), _("State"), _("Amount")),
            (),
        )

    # content

    def load(self, lines: Sequence[SheetLine]) -> None:
        self._lines = list(lines) or [SheetLine()]
        self._at, self._checked = 0, False
        self._settled = set(range(len(self._lines))) if lines else set()
        self.editor.show_line(self._lines[0])

    def lines(self) -> tuple[SheetLine, ...]:
        return tuple(self._lines)

    def left_out(self) -> int:
        """How many of them are not paid now."""
        return sum(line.out for line in self._lines)

    def show_judged(self, judged: tuple[Judged, ...], *, checked: bool) -> None:
        """Prices and states in the table, errors at the boxes of the current line."""
        self._judged, self._checked = judged, checked
        shown = [
            Shown(at, one, self.editor.kinds.get(one.line.fee), state_of(one, told=self._tells(at)))
            for at, one in enumerate(judged)
        ]
        self.table.rows.show(shown)
        self.table.choose(self._at)
        rows = max(1, min(len(shown), 8))
        self.table.setFixedHeight(self.table.verticalHeader().defaultSectionSize() * (rows + 1) + 8)
        self.drop.setVisible(len(shown) > 1)
        self._tell_current()

    def _tells(self, at: int) -> bool:
        """Nothing is red while a line is typed for the first time."""
        return self._checked or at in self._settled

    def _tell_current(self) -> None:
        judged = self._judged[self._at] if self._at < len(self._judged) else None
        self.editor.tell(judged, settled=self._tells(self._at), checked=self._checked)

    def _on_edited(self) -> None:
        self._lines[self._at] = self.editor.line()
        self.edited.emit()

    def _on_settled(self) -> None:
        self._settled.add(self._at)
        self.edited.emit()

    def _on_chosen(self, shown: Shown | None) -> None:
        if shown is not None and shown.at != self._at and shown.at < len(self._lines):
            self._settled.add(self._at)
            self._go(shown.at)

    def _go(self, at: int) -> None:
        self._at = at
        self.editor.show_line(self._lines[at])
        self._tell_current()

    # several lines

    def add_line(self) -> None:
        """An empty line for the next right; the cursor goes to its number."""
        if not self._lines[-1].blank:
            self._settled.add(self._at)
            self._lines.append(self._lines[-1].following())
        self._go(len(self._lines) - 1)
        self.edited.emit()
        self.editor.take_cursor()

    def drop_line(self) -> None:
        if len(self._lines) < 2:
            self._lines = [SheetLine()]
        else:
            self._lines.pop(self._at)
        self._settled = {at - (at > self._at) for at in self._settled if at != self._at}
        self._go(min(self._at, len(self._lines) - 1))
        self.edited.emit()

    def _on_pasted(self, rows: Sequence[Sequence[str]]) -> None:
        """A copied table: the number in front, then this fee's facts in their order; one line a row."""
        pattern = self.editor.line()
        kind = self.editor.kinds.get(pattern.fee)
        if kind is None:
            return
        today = self._desk.clock.now().date()
        made = []
        for number, *cells in rows:
            facts = {**pattern.following().facts, **self.editor.facts.read_row(kind, cells, today)}
            made.append(replace(pattern, number=number, facts=facts, out=False))
        if self._lines[self._at].blank:
            self._lines.pop(self._at)
        first = len(self._lines)
        self._lines += made
        self._settled |= set(range(first, len(self._lines)))
        self._go(first)
        self.edited.emit()

    def _on_tick(self, shown: Shown) -> None:
        """Space: this line is not paid now, and back."""
        line = self._lines[shown.at]
        self._lines[shown.at] = replace(line, out=not line.out)
        if shown.at == self._at:
            self.editor.show_line(self._lines[shown.at])
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Delete
            and watched is self.table
            and not event.modifiers()
        ):
            self.drop_line()
            return True
        return super().eventFilter(watched, event)

    # the cursor

    def take_cursor(self, at: int = -1, where: str = "number") -> None:
        if 0 <= at < len(self._lines) and at != self._at:
            self.table.choose(at)
            self._go(at)
        self.editor.take_cursor(where)

    def label_at(self, at: int, where: str) -> str:
        """Line and box, for the summary: `2: Patent year`."""
        box = self.editor.label_at(where) if at == self._at else ""
        if not box:
            box = self.editor.facts.label_of(where) or self.editor.number.words()
        return f"{at + 1} {box}" if len(self._lines) > 1 else box
