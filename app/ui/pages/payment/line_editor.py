"""The boxes of one line: the right's number, what is paid for it, whose it is, and the facts of the fee."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain import identifiers
from app.domain.refusals import errors
from app.ui.desk import Desk
from app.ui.pages.payment.facts import FactCells
from app.ui.pages.payment.fee_kinds import FACTS, FeeKind, fee_kinds
from app.ui.pages.payment.number_box import NumberBox
from app.ui.pages.payment.sheet_line import CASE, Judged, SheetLine, at_its_box
from app.ui.widgets.labelled import Labelled
from app.ui.widgets.search_combo import Choice, SearchCombo
from app.ui.widgets.tab_order import tab_through
from app.words import refusals as words
from app.words.catalogue import _


class LineEditor(QWidget):
    edited = Signal()
    number_left = Signal()
    """the number was left, or settled by a check: its error may show from now on"""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("pay_editor")
        self._desk = desk
        self.kinds: dict[str, FeeKind] = {kind.id: kind for kind in fee_kinds(desk.rulebook)}
        self._line = SheetLine()
        self._columns = 3
        self.number_box = NumberBox("pay_number")
        self.fee_box = SearchCombo("pay_fee")
        self.holder_box = QLineEdit()
        self.holder_box.setObjectName("pay_holder")
        self.number, self.fee, self.holder = (
            Labelled(box) for box in (self.number_box, self.fee_box, self.holder_box)
        )
        self.facts = FactCells(desk)
        self._top = QGridLayout()
        self._top.setHorizontalSpacing(16)
        self._top.setVerticalSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._top)
        column.addWidget(self.facts)
        self._arrange()
        self.number_box.textEdited.connect(lambda text: self._change(number=text))
        self.number_box.editingFinished.connect(self._on_number_left)
        self.fee_box.picked.connect(lambda fee: self._change(fee=str(fee)))
        self.holder_box.textEdited.connect(lambda text: self._change(holder=text))
        self.facts.built.connect(self._chain)
        self.facts.edited.connect(lambda: self._change(facts=self._facts_now()))

    def retranslate(self) -> None:
        self._say_number()
        self.fee.say(_("What for"))
        self.holder.say(_("Holder"))
        self.facts.retranslate()
        self._offer_fees()

    def _say_number(self) -> None:
        """A fee of a case needs no number: the right has none yet."""
        of_case = self._line.of_case
        self.number.say(_("Number of the right"), required=not of_case)
        self.number_box.setPlaceholderText(
            _("may stay empty") if of_case else _("a copied table may be pasted")
        )

    def set_columns(self, columns: int) -> None:
        if columns != self._columns:
            self._columns = columns
            self._arrange()
            self._ask_facts()

    def _arrange(self) -> None:
        for place, cell in enumerate((self.number, self.fee, self.holder)):
            top = Qt.AlignmentFlag.AlignTop
            self._top.addWidget(cell, place // self._columns, place % self._columns, top)
        for at in range(3):
            self._top.setColumnStretch(at, 1 if at < self._columns else 0)

    def _offer_fees(self) -> None:
        choices = [Choice(value=k.id, text=k.title(), pinyin=k.pinyin) for k in self.kinds.values()]
        if self._line.of_case:
            choices.insert(0, Choice(value=CASE, text=_("Fee of the case")))
        self.fee_box.offer(choices)
        self.fee_box.set_value(self._line.fee)

    # the line

    def line(self) -> SheetLine:
        return self._line

    def show_line(self, line: SheetLine) -> None:
        """Another line, or the same from a draft. Nothing is announced."""
        self._line = line
        self.number_box.setText(line.number)
        self._say_number()
        self.holder_box.setText(line.holder)
        self.holder_box.setCursorPosition(0)
        self._offer_fees()
        self.fee_box.setEnabled(not line.of_case)
        self._ask_facts()
        self.facts.load(line.facts)

    def _facts_now(self) -> dict[str, object]:
        hidden = {n: v for n, v in self._line.facts.items() if not self.facts.shows(n)}
        return {**hidden, **self.facts.values()}

    def _change(self, **parts: object) -> None:
        self._line = replace(self._line, **parts)
        if "fee" in parts:
            self._ask_facts()
            self.facts.load(self._line.facts)
        self.edited.emit()

    def _ask_facts(self) -> None:
        self.facts.ask(self.kinds.get(self._line.fee), self._columns, self.number.sizeHint().height())
        self._chain()

    def _chain(self) -> None:
        tab_through((self.number_box, self.fee_box, self.holder_box, *self.facts.boxes()))

    def _on_number_left(self) -> None:
        """Checked on leaving; a number of another kind brings its own fee with it."""
        line = self._line
        if not line.number.strip() or line.of_case:
            return
        checked = identifiers.check(self.kinds[line.fee].number, line.number, self._desk.clock.now().date())
        if errors(checked.problems):
            looks = identifiers.detect(line.number)
            other = next((k for k in self.kinds.values() if k.number in looks), None)
            if other is not None:
                self.fee_box.set_value(other.id)
                self._change(fee=other.id)
        elif checked.normal != line.number:
            self.number_box.setText(checked.normal)
            self._change(number=checked.normal)
        self.number_left.emit()

    # errors and cursor

    def tell(self, judged: Judged | None, *, settled: bool, checked: bool) -> None:
        """Errors at their boxes. A fact that was not typed yet is told only after a check."""
        told: dict[str, tuple[str, str]] = {}
        for refusal in judged.refusals if judged and settled else ():
            fact = refusal.where
            if fact in FACTS and not checked:
                continue
            place = fact if self.facts.shows(fact) else "number"
            told.setdefault(place, (words.sentence(at_its_box(refusal)), refusal.severity.value))
        text, kind = told.pop("number", ("", "error"))
        self.number.tell(text, kind)
        self.facts.tell(told)

    def take_cursor(self, where: str = "number") -> None:
        if where == "number" or not self.facts.take_cursor(where):
            self.number.take_cursor()

    def label_at(self, where: str) -> str:
        return self.facts.label_of(where) if self.facts.shows(where) else self.number.words()
