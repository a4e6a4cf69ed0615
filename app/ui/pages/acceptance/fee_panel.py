"""What it costs, line by line, and why: the rules' own amounts, never typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.fees import Quote
from app.domain.money import capitals
from app.domain.refusals import Refused
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card, Rule
from app.ui.widgets.lines import ErrorLine
from app.ui.widgets.money import MoneyLabel, yuan_text
from app.ui.widgets.plain import PlainLabel, WrappedLabel
from app.words import refusals
from app.words.catalogue import _, pick


def _fact(where: str) -> str:
    """What a fee fact is called."""
    from app.domain.pricing import FACT_NAMES

    words = FACT_NAMES.get(where)
    return pick(words.zh, words.en) if words else ""


class FeePanel(Card):
    """`show_quote` with a quote, a refusal (a fact is missing), or nothing (no fee)."""

    def __init__(self, name: str = "fee_panel", on_why: Callable[[bool], None] | None = None) -> None:
        super().__init__(name)
        self._on_why = on_why
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.total_words = PlainLabel(role="heading")
        self.total = MoneyLabel(role="total")
        self.total.setObjectName(f"{name}_total")
        self.capitals = WrappedLabel(role="quiet")
        self.capitals.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.why = Button(f"{name}_why", kind="plain")
        self.why.setCheckable(True)
        self.why.toggled.connect(self._on_toggled)
        self.line = ErrorLine(f"{name}_line")
        self.body.addLayout(self._grid)
        self.body.addWidget(Rule())
        foot = QGridLayout()
        foot.addWidget(self.total_words, 0, 0)
        foot.addWidget(self.total, 0, 1, Qt.AlignmentFlag.AlignRight)
        self.body.addLayout(foot)
        self.body.addWidget(self.capitals)
        self.body.addWidget(self.line)
        self.body.addWidget(self.why, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self._quote: Quote | None = None
        self._refused: Refused | None = None

    def retranslate(self) -> None:
        self.say(_("Fee"))
        self.total_words.setText(_("To pay"))
        self.why.say(_("Why this amount?"))
        self.show_quote(self._quote, self._refused)

    def show_quote(self, quote: Quote | None, refused: Refused | None = None) -> None:
        self._quote, self._refused = quote, refused
        self._clear()
        for line in quote.lines if quote else ():
            self._add_line(
                pick(line.name_zh, line.name_en) + (f"（{line.note}）" if line.note else ""),
                f"×{line.quantity}",
                yuan_text(line.amount_fen),
            )
            if self.why.isChecked():
                self._add_why(pick(line.why_zh, line.why_en), line.basis)
        if quote is not None:
            self.total.show_fen(quote.total_fen)
        else:
            self.total.setText("—")
        self.capitals.setText(capitals(quote.total_fen) if quote else "")
        self.why.setVisible(bool(quote and quote.lines))
        self._tell(quote, refused)

    def _tell(self, quote: Quote | None, refused: Refused | None) -> None:
        if refused is not None:
            words = "; ".join(refusals.sentence(one, _fact) for one in refused.refusals)
            self.line.say(_("Not yet known: {words}").format(words=words), "hint")
        elif quote is None:
            self.line.say(_("No fee for this matter"), "hint")
        elif quote.uncertain:
            self.line.say("; ".join(quote.uncertain), "warning")
        else:
            self.line.clear()

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add_line(self, *cells: str) -> None:
        row = self._grid.rowCount()
        for column, text in enumerate(cells):
            label: QWidget = WrappedLabel(text) if column == 0 else PlainLabel(text, role="quiet")
            side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(label, row, column, side | Qt.AlignmentFlag.AlignTop)

    def _add_why(self, words: str, basis: str) -> None:
        text = f"{words}  {basis}" if basis else words
        self._grid.addWidget(WrappedLabel(text, role="hint"), self._grid.rowCount(), 0, 1, 3)

    def _on_toggled(self, on: bool) -> None:
        self.show_quote(self._quote, self._refused)
        if self._on_why is not None:
            self._on_why(on)
