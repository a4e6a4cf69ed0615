"""The list of payment records: of today, to be confirmed, or all; with the day's sums by channel."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.domain import numbering
from app.domain.payment import PaymentKind, PaymentStatus
from app.ui.desk import Desk
from app.ui.pages.payment.payment_words import channel_words, kind_words
from app.ui.state_words import delivery, payment_status
from app.ui.tasks import Tasks
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.money import yuan_text
from app.ui.widgets.plain import WrappedLabel
from app.ui.widgets.rows import Column, Rows
from app.ui.widgets.table import DataTable
from app.usecases.read_payments import PaymentDay, PaymentRow, payment_page
from app.words.catalogue import _

SEARCH_AFTER_MS = 250


class PaymentBook(QWidget):
    opened = Signal(str)
    """id of the payment"""
    arrival_wanted = Signal()

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("payment_book")
        self._desk, self._tasks = desk, tasks
        self.shown = "today"
        self._day: PaymentDay | None = None
        self.card = Card("payment_book_card")
        self.wanted = QLineEdit()
        self.wanted.setObjectName("payment_wanted")
        self.table: DataTable[PaymentRow] = DataTable("payment_table", self._rows())
        self.sums = WrappedLabel(role="quiet")
        self.sums.setObjectName("payment_sums")
        self.arrive_it = Button("payment_book_arrive")
        top = QHBoxLayout()
        top.addWidget(self.wanted, 1)
        top.addWidget(self.arrive_it)
        self.card.body.addLayout(top)
        self.card.body.addWidget(self.table, 1)
        self.card.body.addWidget(self.sums)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_AFTER_MS)
        self._pause.timeout.connect(self.table.rows.restart)
        self.wanted.textEdited.connect(lambda _text: self._pause.start())
        self.table.rows.fetch_with(self._fetch)
        self.table.opened.connect(lambda row: self.opened.emit(row.id))
        self.table.chosen.connect(lambda _row: self._fit_arrival())
        self.arrive_it.clicked.connect(self.arrival_wanted)

    def _rows(self) -> Rows[PaymentRow]:
        return Rows(
            (
                Column(id="number", text=lambda p: numbering.grouped(p.number), width=232),
                Column(id="payer", text=lambda p: p.payer_name, width=0),
                Column(id="kind", text=lambda p: kind_words(p.kind), width=64),
                Column(id="state", text=_state, width=88, tone=lambda p: payment_status(p.status)[1]),
                Column(
                    id="channel",
                    text=lambda p: channel_words(self._desk.rulebook, p.channel),
                    width=110,
                    wide_only=True,
                ),
                Column(id="reference", text=lambda p: p.reference, width=120, wide_only=True),
                Column(id="day", text=lambda p: p.recorded_on, width=96, wide_only=True),
                Column(
                    id="delivery",
                    text=lambda p: delivery(p.delivery)[0],
                    tone=lambda p: delivery(p.delivery)[1],
                    width=84,
                    wide_only=True,
                ),
                Column(id="amount", text=_amount, width=100, number=True),
            ),
            key=lambda p: p.id,
        )

    def retranslate(self) -> None:
        titles = {
            "today": _("Payments of today"),
            "unconfirmed": _("Payments to confirm"),
            "all": _("All payments"),
        }
        self.card.say(titles[self.shown], _("Enter opens   PgDn reads on"))
        self.wanted.setPlaceholderText(_("Payer, number, right, reference or phone"))
        self.wanted.setAccessibleName(_("Search"))
        self.arrive_it.say(_("Confirm arrival"), "F9")
        self.table.say(
            titles[self.shown],
            (
                _("Number"),
                _("Payer"),
                _("Kind"),
                _("State"),
                _("Paid by"),
                _("Reference"),
                _("Day"),
                _("Delivery"),
                _("Amount"),
            ),
            self._empty(),
        )
        self.table.rows.show(self.table.rows.rows)
        self._show_sums()

    def _empty(self) -> tuple[str, ...]:
        if self.shown == "unconfirmed":
            return (
                _("No payment waits for its reference."),
                _("A payment without an outside reference appears here."),
                _("Press F4 for a new payment."),
            )
        return (
            _("No payments here yet."),
            _("Recorded payments appear here, voids and refunds too."),
            _("Press F4 for a new payment."),
        )

    # content

    def show_list(self, shown: str) -> None:
        """today, unconfirmed or all."""
        self.shown = shown
        self.retranslate()
        self._fit_arrival()
        self.table.rows.restart()

    def pending(self) -> PaymentRow | None:
        """The row the cursor is on, while its money was not seen yet."""
        row = self.table.current()
        return row if row is not None and row.status is PaymentStatus.PENDING else None

    def go_past(self, payment_id: str) -> None:
        """The cursor moves on before this row leaves the list."""
        place = self.table.rows.place_of(payment_id)
        rows = self.table.rows.rows
        following = rows[place + 1] if place + 1 < len(rows) else rows[place - 1]
        self.table.choose(following.id)

    def _fit_arrival(self) -> None:
        """The deed stands where payments wait for it."""
        self.arrive_it.setVisible(self.shown == "unconfirmed" or self.pending() is not None)
        self.arrive_it.allow(self.pending() is not None, _("No payment waits for its reference."))

    def stop(self) -> None:
        """The page is left: nothing is asked any more."""
        self._pause.stop()

    def _fetch(self, after: object, limit: int, show: Callable[[Sequence[PaymentRow]], None]) -> None:
        self._tasks.run(payment_page, self.shown, self.wanted.text(), after, limit, on_done=show, owner=self)

    def show_day(self, day: PaymentDay) -> None:
        self._day = day
        self._show_sums()

    def _show_sums(self) -> None:
        """Today by channel: what came in, minus what was voided or refunded."""
        sums: dict[str, int] = {}
        for total in self._day.totals if self._day else ():
            sign = 1 if total.kind is PaymentKind.RECORD else -1
            words = channel_words(self._desk.rulebook, total.channel)
            sums[words] = sums.get(words, 0) + sign * total.total_fen
        parts = [f"{words} {yuan_text(fen)}" for words, fen in sums.items()]
        whole = _("total {amount}").format(amount=yuan_text(sum(sums.values())))
        told = "   ".join((*parts, whole)) if sums else ""
        self.sums.setText(_("Today: {sums}").format(sums=told) if told else "")
        self.sums.setVisible(bool(told) and self.shown == "today")


def _state(row: PaymentRow) -> str:
    return payment_status(row.status)[0] if row.kind is PaymentKind.RECORD else ""


def _amount(row: PaymentRow) -> str:
    sign = 1 if row.kind is PaymentKind.RECORD else -1
    return yuan_text(sign * row.total_fen, sign=False)
