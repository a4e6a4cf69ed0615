"""A recorded payment: number and state, what was paid, who paid, its papers, and what answered it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.domain import numbering
from app.domain.masking import mask_email, mask_phone
from app.domain.paper import Paper
from app.domain.payment import Payment, PaymentKind, PaymentStatus
from app.ui.desk import Desk
from app.ui.pages.payment.paid_lines import PaidLines
from app.ui.pages.payment.payment_words import channel_words, kind_words
from app.ui.pages.payment.void_card import VoidCard
from app.ui.state_words import delivery, paper_kind, payment_status, print_state
from app.ui.tasks import Tasks
from app.ui.theme.look import look
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.lines import ErrorLine, StatusChip
from app.ui.widgets.money import MoneyLabel
from app.ui.widgets.plain import PlainLabel, WrappedLabel
from app.ui.widgets.rows import Column, Rows
from app.ui.widgets.table import DataTable
from app.usecases.read_payments import OpenPayment
from app.words.catalogue import _, joined

_TONES = ("ok", "warn", "err")
STANDING = (PaymentStatus.PENDING, PaymentStatus.CONFIRMED)


def paper_rows() -> Rows[Paper]:
    return Rows(
        (
            Column(id="kind", text=lambda p: paper_kind(p.kind), width=0),
            Column(id="number", text=lambda p: numbering.grouped(p.number), width=250, wide_only=True),
            Column(
                id="state",
                text=lambda p: print_state(p.state)[0],
                width=130,
                tone=lambda p: print_state(p.state)[1],
            ),
            Column(id="count", text=lambda p: str(p.copies_printed), width=70, number=True),
        ),
        key=lambda p: p.id,
    )


class RecordView(QWidget):
    open_other = Signal(str)
    """id of the payment that answers this one, or that this one answers"""
    undone = Signal(object)
    void_wanted = Signal()
    arrival_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("payment_record")
        self._desk = desk
        self.found: OpenPayment | None = None
        self.card = Card("payment_card")
        self.number = PlainLabel(role="total")
        self.number.setObjectName("payment_number")
        self.number.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.status, self.sent = StatusChip("payment_state"), StatusChip("payment_delivery")
        self.total = MoneyLabel(role="total")
        self.total.setObjectName("payment_total")
        self.capitals = WrappedLabel(role="quiet")
        self.capitals.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.about = WrappedLabel()
        self.about.setObjectName("payment_about")
        self.where = WrappedLabel(role="quiet")
        self.next = ErrorLine("payment_next")
        self.other = Button("payment_other", kind="plain")
        self.print_it, self.void_it = Button("payment_print"), Button("payment_void")
        self.arrive_it = Button("payment_arrive")
        self.papers_card = Card("payment_papers")
        self.papers: DataTable[Paper] = DataTable("payment_papers_table", paper_rows())
        self.undo = VoidCard(desk, tasks)
        self.lines = PaidLines()
        self._lay_out()
        self.undo.undone.connect(self.undone)
        self.other.clicked.connect(self._on_other)
        self.print_it.clicked.connect(self.print_wanted)
        self.void_it.clicked.connect(self.void_wanted)
        self.arrive_it.clicked.connect(self.arrival_wanted)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.number)
        top.addWidget(self.status)
        top.addWidget(self.sent)
        top.addStretch(1)
        top.addWidget(self.total)
        body = self.card.body
        body.addLayout(top)
        body.addWidget(self.capitals)
        body.addWidget(self.about)
        body.addWidget(self.where)
        body.addWidget(self.lines)
        body.addWidget(self.next)
        deeds = QHBoxLayout()
        for button in (self.arrive_it, self.print_it, self.void_it, self.other):
            deeds.addWidget(button)
        deeds.addStretch(1)
        body.addLayout(deeds)
        self.papers_card.body.addWidget(self.papers)
        self.papers.setMinimumHeight(look().metrics.px(110))
        # it takes what is left: the record never scrolls for the sake of an empty table
        self.papers.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        inside = QWidget()
        inside.setObjectName("payment_record_inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.card)
        column.addWidget(self.undo)
        column.addWidget(self.papers_card, 1)
        room = QScrollArea()
        room.setObjectName("payment_record_room")
        room.setWidgetResizable(True)
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(room)

    def retranslate(self) -> None:
        self.papers_card.say(_("Papers"), _("F12 print all   Enter preview"))
        self.papers.say(
            _("Papers"),
            (_("Paper"), _("Number"), _("State"), _("Printed")),
            (_("No papers yet."), _("Every paper that is made appears here."), ""),
        )
        self.undo.retranslate()
        self.print_it.say(_("Print papers"), "F12")
        self.void_it.say(_("Void or refund"), "F8")
        self.arrive_it.say(_("Confirm arrival"), "F9")
        self.other.setAccessibleName(_("The record it belongs with"))
        if self.found is not None:
            self.show_payment(self.found)

    # content

    def show_payment(self, found: OpenPayment, left_out: int = 0) -> None:
        other = self.found is None or self.found.payment.id != found.payment.id
        self.found = found
        payment = found.payment
        if other or not self.may_undo():
            self.undo.setVisible(False)
        self.void_it.setVisible(self.may_undo())
        self.arrive_it.setVisible(self.pending() is not None)
        self.card.say(kind_words(payment.kind))
        self.number.setText(numbering.grouped(payment.number))
        self.number.setAccessibleName(_("Number"))
        self._chip(self.status, *payment_status(payment.status))
        self.status.setVisible(payment.kind is PaymentKind.RECORD)
        self._chip(self.sent, *delivery(found.delivery))
        self.total.show_fen(payment.total_fen)
        self.capitals.setText(payment.capitals)
        self.about.setText(self._about(payment))
        self.where.setText(self._how(payment, found.case_number))
        self.lines.show_lines(payment.lines)
        self._show_next(found, left_out)
        self.papers.rows.show(list(found.papers))

    def shows(self, payment_id: str) -> bool:
        return self.found is not None and self.found.payment.id == payment_id

    def _chip(self, chip: StatusChip, words: str, tone: str) -> None:
        chip.say(words, tone if tone in _TONES else "quiet")

    def _about(self, payment: Payment) -> str:
        title = payment.bill_title if payment.bill_title != payment.payer_name else ""
        parts = (
            payment.payer_name,
            _("bill to {title}").format(title=title) if title else "",
            payment.bill_uscc,
            mask_phone(payment.phone) if payment.phone else "",
            mask_email(payment.email) if payment.email else "",
        )
        return "  ·  ".join(part for part in parts if part)

    def _how(self, payment: Payment, case_number: str) -> str:
        parts = (
            channel_words(self._desk.rulebook, payment.channel),
            _("reference {number}").format(number=payment.reference) if payment.reference else "",
            _("paid on {day}").format(day=payment.paid_on),
            _("arrived on {day}, seen by {name}").format(
                day=payment.confirmed_on, name=payment.confirmer_name
            )
            if payment.confirmed_on
            else "",
            _("for case {number}").format(number=numbering.grouped(case_number)) if case_number else "",
            _("by {name}").format(name=payment.clerk_name),
            _("second person {name}").format(name=payment.second_name) if payment.second_name else "",
            _("reason: {reason}").format(reason=payment.reason) if payment.reason else "",
        )
        return "  ·  ".join(part for part in parts if part)

    def _show_next(self, found: OpenPayment, left_out: int) -> None:
        """What the clerk does now; never an empty praise."""
        payment, told, kind = found.payment, "", "hint"
        if payment.status is PaymentStatus.PENDING:
            told = _("To be confirmed: there is no outside reference yet")
            kind = "warning"
        if left_out:
            out = _("Lines left out: {count}; F4 pays them in another way").format(count=left_out)
            told, kind = joined(part for part in (told, out) if part), "warning"
        self.next.say(told, kind)
        other = found.answers[-1] if found.answers else found.original
        self.other.setVisible(other is not None)
        if other is not None:
            words = f"{kind_words(other.kind)} {numbering.grouped(other.number)}"
            self.other.say(words)

    def _on_other(self) -> None:
        found = self.found
        other = (found.answers[-1] if found.answers else found.original) if found else None
        if other is not None:
            self.open_other.emit(other.id)

    # confirming and undoing

    def pending(self) -> Payment | None:
        """The record in front, while its money was not seen yet."""
        payment = self.found.payment if self.found else None
        return payment if payment is not None and payment.status is PaymentStatus.PENDING else None

    def confirmed(self) -> bool:
        return self.found is not None and self.found.payment.status is PaymentStatus.CONFIRMED

    def may_undo(self) -> bool:
        payment = self.found.payment if self.found else None
        return payment is not None and payment.kind is PaymentKind.RECORD and payment.status in STANDING

    def start_undo(self) -> None:
        if self.found is not None and self.may_undo():
            self.undo.open_for(self.found.payment)
