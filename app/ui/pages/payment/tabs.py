"""The tabs of the payment page: a new payment, and the lists with their figures."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from app.ui.widgets.button import Button
from app.usecases.read_payments import PaymentDay
from app.words.catalogue import _

NEW = "new"
LISTS = ("today", "unconfirmed", "all")


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
        """An empty name: what is in front belongs to no tab."""
        self._group.setExclusive(bool(name))
        for one, button in self.buttons.items():
            button.setChecked(one == name)

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
