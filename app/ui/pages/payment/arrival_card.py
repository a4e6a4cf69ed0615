"""Confirm that the money of a pending payment has arrived: its outside reference and the day."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from app.domain import numbering
from app.domain.obstacles import Obstacle
from app.domain.payment import Payment, reference_problems
from app.domain.refusals import No, Refusal, Refused
from app.ui.desk import Desk
from app.ui.pages.payment.payment_words import channel_words
from app.ui.tasks import Tasks
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.date_line import DateLine
from app.ui.widgets.labelled import Labelled
from app.ui.widgets.lines import ErrorLine
from app.ui.widgets.money import yuan_text
from app.ui.widgets.plain import WrappedLabel
from app.ui.widgets.tab_order import tab_through
from app.usecases.confirm_payment import ConfirmPayment, confirm_payment
from app.usecases.read_payments import PaymentRow
from app.usecases.record_payment import Paid
from app.words import obstacles, refusals
from app.words.catalogue import _, joined


class ArrivalCard(Card):
    """Stands under the list or the record. One payment at a time; the next one starts with empty boxes."""

    arrived = Signal(object)
    """the `Paid` of the confirmed payment, after it is on disk"""
    closed = Signal()

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__("arrival_card")
        self._desk, self._tasks = desk, tasks
        self._payment: Payment | PaymentRow | None = None
        self.about = WrappedLabel(role="strong")
        self.about.setObjectName("arrival_about")
        self.reference = QLineEdit()
        self.reference.setObjectName("arrival_reference")
        self.reference.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText)
        self.reference.setProperty("takes_scan", True)
        self.day = DateLine("arrival_day", lambda: desk.clock.now().date())
        self.slip = QCheckBox()
        self.slip.setObjectName("arrival_slip")
        boxes: tuple[tuple[str, QWidget], ...] = (("reference", self.reference), ("confirmed_on", self.day))
        self.cells = {name: Labelled(box, widest=420) for name, box in boxes}
        self.line = ErrorLine("arrival_line")
        self.close_it = Button("arrival_close", kind="plain")
        self.do_it = Button("arrival_do", kind="primary")
        self._lay_out()
        self.close_it.clicked.connect(self.leave)
        self.do_it.clicked.connect(self.ask)
        self.hide()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        for place, cell in enumerate(self.cells.values()):
            grid.addWidget(cell, 0, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.slip)
        buttons.addStretch(1)
        buttons.addWidget(self.close_it)
        buttons.addWidget(self.do_it)
        self.body.addWidget(self.about)
        self.body.addLayout(grid)
        self.body.addWidget(self.line)
        self.body.addLayout(buttons)
        tab_through((self.reference, self.day, self.slip, self.do_it, self.close_it))

    def retranslate(self) -> None:
        self.say(_("The money has arrived"), _("F9 confirms   Esc leaves it"))
        self.cells["reference"].say(_("Reference"), _("of the bank, the order or the receipt"), required=True)
        self.cells["confirmed_on"].say(_("Arrived on"), required=True)
        self.slip.setText(_("Make the slip anew, as confirmed"))
        self.close_it.say(_("Leave it"))
        self.do_it.say(_("Confirm arrival"), "F9")
        self._say_payment()

    def _say_payment(self) -> None:
        payment = self._payment
        if payment is not None:
            parts = (
                numbering.grouped(payment.number),
                payment.payer_name,
                channel_words(self._desk.rulebook, payment.channel),
                yuan_text(payment.total_fen),
            )
            self.about.setText("  ·  ".join(parts))

    def open_for(self, payment: Payment | PaymentRow) -> None:
        """The same payment again keeps what was typed."""
        if self._payment is None or self._payment.id != payment.id:
            self._payment = payment
            self.reference.clear()
            self.slip.setChecked(False)
            self.day.set_value(self._desk.clock.now().date())
        self._clear()
        self._say_payment()
        self.show()
        self.cells["reference"].take_cursor()

    def is_for(self, payment_id: str) -> bool:
        """It is open, for this payment."""
        return not self.isHidden() and self._payment is not None and self._payment.id == payment_id

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def leave(self) -> None:
        """Put the card away; what was typed comes back with the same payment."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _clear(self) -> None:
        self.line.clear()
        for cell in self.cells.values():
            cell.tell("")

    def ask(self) -> None:
        if self._payment is None or not self.do_it.isEnabled():
            return
        self._clear()
        day = self.day.value()
        wrong = reference_problems(self.reference.text().strip())
        if day is None:
            wrong = (*wrong, Refusal(No.NOT_A_DATE, "confirmed_on"))
        if day is None or wrong:
            self._show(wrong)
            return
        self.do_it.allow(False, _("being saved …"))
        request = ConfirmPayment(
            payment_id=self._payment.id,
            reference=self.reference.text(),
            confirmed_on=day.isoformat(),
            slip=self.slip.isChecked(),
        )
        self._tasks.run(
            confirm_payment,
            request,
            on_done=self._on_done,
            on_refused=self._on_refused,
            on_obstacle=self._on_obstacle,
            owner=self,
        )

    def _show(self, wrong: tuple[Refusal, ...]) -> None:
        """Each problem at its box; what belongs to none stands on the line below."""
        for one in wrong:
            if one.where in self.cells:
                self.cells[one.where].tell(refusals.sentence(one))
        self.line.say(joined(refusals.sentence(one) for one in wrong if one.where not in self.cells))
        first = next((one.where for one in wrong if one.where in self.cells), None)
        if first is not None:
            self.cells[first].take_cursor()

    def _on_done(self, paid: Paid) -> None:
        self.do_it.allow(True)
        self._payment = None
        self.hide()
        self.arrived.emit(paid)

    def _on_refused(self, refused: Refused) -> None:
        self.do_it.allow(True)
        self._show(refused.refusals)

    def _on_obstacle(self, obstacle: Obstacle) -> None:
        self.do_it.allow(True)
        self.line.say(obstacles.sentence(obstacle))
