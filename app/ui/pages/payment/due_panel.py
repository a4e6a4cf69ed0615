"""What there is to pay: every right's fees line by line, the sum in digits and capitals, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.fees import Quote, QuoteLine
from app.domain.money import capitals
from app.ui.pages.payment.sheet_line import Judged
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card, Rule
from app.ui.widgets.lines import ErrorLine
from app.ui.widgets.money import MoneyLabel, yuan_text
from app.ui.widgets.plain import PlainLabel, WrappedLabel
from app.words.catalogue import Language, _, language, ngettext, pick


class DuePanel(Card):
    """`total_fen` is what the visitor is told, and what the record must come to."""

    def __init__(self) -> None:
        super().__init__("due_panel")
        self.total_fen = 0
        self._judged: tuple[Judged, ...] = ()
        self._inside = QWidget()
        self._inside.setObjectName("due_lines")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._list: QWidget | None = None
        self.room = QScrollArea()
        self.room.setObjectName("due_scroll")
        self.room.setWidgetResizable(True)
        self.room.setFrameShape(QFrame.Shape.NoFrame)
        self.room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.room.setWidget(self._inside)
        self.total_words = PlainLabel(role="heading")
        self.total = MoneyLabel(role="total")
        self.total.setObjectName("due_total")
        self.capitals = WrappedLabel(role="quiet")
        self.capitals.setObjectName("due_capitals")
        self.capitals.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.note = ErrorLine("due_note")
        self.why = Button("due_why", kind="plain")
        self.why.setCheckable(True)
        self.why.toggled.connect(lambda _on: self._draw())
        self._lay_out()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.total_words)
        foot.addStretch(1)
        foot.addWidget(self.total)
        self.body.addWidget(self.room, 1)
        self.body.addWidget(Rule())
        self.body.addLayout(foot)
        self.body.addWidget(self.capitals)
        self.body.addWidget(self.note)
        self.body.addWidget(self.why, 0, Qt.AlignmentFlag.AlignLeft)

    def retranslate(self) -> None:
        self.say(_("To pay"))
        self.total_words.setText(_("Total"))
        self.why.say(_("Why this amount?"))
        self._draw()

    def show_judged(self, judged: Sequence[Judged]) -> None:
        if tuple(judged) != self._judged:
            self._judged = tuple(judged)
            self._draw()

    def _draw(self) -> None:
        paid = [one for one in self._judged if one.quote is not None and not one.line.out]
        self.total_fen = sum(one.fen for one in paid)
        self._replace_list(paid)
        self.total.show_fen(self.total_fen)
        if not paid:
            self.total.setText("—")
        self.capitals.setText(capitals(self.total_fen) if self.total_fen else "")
        self.why.setVisible(bool(paid))
        self._tell(paid)

    def _replace_list(self, paid: Sequence[Judged]) -> None:
        if self._list is not None:
            self._column.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
        self._list = QWidget()
        grid = QGridLayout(self._list)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        for one in paid:
            if one.quote is not None:
                self._add_right(grid, one, one.quote, headed=len(paid) > 1)
        if not paid:
            empty = WrappedLabel(
                _("The amount appears as soon as a number and its facts are here."), role="hint"
            )
            grid.addWidget(empty, 0, 0)
        grid.setRowStretch(grid.rowCount(), 1)
        self._column.addWidget(self._list)

    def _add_right(self, grid: QGridLayout, one: Judged, quote: Quote, *, headed: bool) -> None:
        if headed:
            grid.addWidget(PlainLabel(one.number or one.line.holder, role="strong"), grid.rowCount(), 0, 1, 3)
        for line in quote.lines:
            self._add_line(grid, line)
        if not quote.lines:
            grid.addWidget(PlainLabel(_("No fee"), role="quiet"), grid.rowCount(), 0)

    def _add_line(self, grid: QGridLayout, line: QuoteLine) -> None:
        row = grid.rowCount()
        top, right = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignRight
        name = pick(line.name_zh, line.name_en) + (f"（{line.note}）" if line.note else "")
        grid.addWidget(WrappedLabel(name), row, 0, top)
        if line.quantity > 1:
            grid.addWidget(PlainLabel(f"×{line.quantity}", role="quiet"), row, 1, top | right)
        grid.addWidget(PlainLabel(yuan_text(line.amount_fen, sign=False)), row, 2, top | right)
        if self.why.isChecked():
            told = "  ".join(part for part in (pick(line.why_zh, line.why_en), line.basis) if part)
            grid.addWidget(WrappedLabel(told, role="hint"), row + 1, 0, 1, 3)

    def _tell(self, paid: Sequence[Judged]) -> None:
        """Doubts about an amount and what else the visitor should hear, each once; lines that wait."""
        doubts = [note for one in paid if one.quote is not None for note in notes_of(one.quote)]
        waiting = sum(1 for one in self._judged if not one.line.out and not one.ready and not one.line.blank)
        if waiting:
            words = ngettext("{count} line has no price yet", "{count} lines have no price yet", waiting)
            doubts.insert(0, words.format(count=waiting))
        self.note.say("; ".join(dict.fromkeys(doubts)), "warning" if doubts else "hint")


def notes_of(quote: Quote) -> tuple[str, ...]:
    """What is not certain about an amount, and what else the visitor should hear, in the current language."""
    if language() is Language.ZH:
        return (*quote.uncertain, *quote.remarks)
    return (*(quote.uncertain_en or quote.uncertain), *(quote.remarks_en or quote.remarks))
