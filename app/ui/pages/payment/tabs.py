"""The tabs of the payment page: a new payment, and the lists with their figures."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from app.domain.payment import Payment, PaymentStatus
from app.ui.widgets.button import Button
from app.usecases.read_payments import PaymentDay
from app.words.catalogue import _

NEW = "new"
LISTS = ("today", "unconfirmed", "all")


def list_of(payment: Payment, today: date, shown: str) -> str:
    """The list in which a record stands: the one it was opened from (`shown`), if it stands there, or the
    narrowest."""
    at_home = [
        name
        for name, is_in in (
            ("unconfirmed", payment.status is PaymentStatus.PENDING),
            ("today", payment.recorded_at.startswith(today.isoformat())),
            ("all", True),
        )
        if is_in
    ]
    return shown if shown in at_home else at_home[0]


class PaymentTabs(QWidget):
    chosen = Signal(str)
    """`new`, or one of the lists"""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("payment_tabs")
        self._day: PaymentDay | None = None
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.buttons = {name: Button(f"payment_tab_{name}", kind="tab") for name in (NEW, *LISTS)}
        for name, button in self.buttons.items():
            button.setCheckable(True)
            button.clicked.connect(partial(self._on_clicked, name))
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)

    def _on_clicked(self, name: str, _checked: bool = False) -> None:
        self.chosen.emit(name)

    def show_chosen(self, name: str) -> None:
        self.buttons[name].setChecked(True)

    def show_payment(self, payment: Payment, today: date) -> None:
        """The record in front belongs to the list where it stands."""
        shown = next((name for name, button in self.buttons.items() if button.isChecked()), NEW)
        self.show_chosen(list_of(payment, today, shown))

    def show_day(self, day: PaymentDay) -> None:
        self._day = day
        self.retranslate()

    def retranslate(self) -> None:
        day = self._day
        self.buttons[NEW].say(_("New payment"))
        self.buttons["all"].say(_("All payments"))
        today = _("Today {count}").format(count=day.count) if day else _("Today")
        waits = _("To be confirmed {count}").format(count=day.waiting) if day else _("To be confirmed")
        self.buttons["today"].say(today, hint=_("Payments of today"))
        self.buttons["unconfirmed"].say(waits, hint=_("Payments to confirm"))
        for button in self.buttons.values():
            # the chosen tab is bold and must not lose its last letter
            wide = button.fontMetrics().horizontalAdvance(button.text())
            button.setMinimumWidth(round(wide * 1.12) + 28)
