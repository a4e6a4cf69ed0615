"""F9 on a pending payment: from the list one after another, from its record one."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from app.domain import numbering
from app.ui.theme.look import look
from app.words.catalogue import _

if TYPE_CHECKING:
    from app.domain.payment import Payment
    from app.ui.page import Page
    from app.ui.pages.payment.arrival_card import ArrivalCard
    from app.ui.pages.payment.parts import PaymentParts
    from app.usecases.read_payments import PaymentRow
    from app.usecases.record_payment import Paid

LEAST = 160
"""logical pixels of list or record that stay above the card"""
DEEDS = ("payment.collect", "payment.confirm")
"""Their keys confirm what is in front: a new payment on the sheet, the arrival of a pending one elsewhere."""


class Arrivals:
    """Holds the card, made when it is wanted first; it stands under whatever is in front."""

    def __init__(self, page: Page, parts: PaymentParts) -> None:
        self._page, self._parts = page, parts

    @cached_property
    def card(self) -> ArrivalCard:
        from app.ui.pages.payment.arrival_card import ArrivalCard

        made = ArrivalCard(self._page.desk, self._page.tasks)
        made.arrived.connect(self._on_arrived)
        made.closed.connect(self._take_cursor)
        made.retranslate()
        self._page.body.addWidget(made)
        return made

    def retranslate(self) -> None:
        if "card" in self.__dict__:
            self.card.retranslate()

    def pending(self) -> Payment | PaymentRow | None:
        """What would be confirmed now."""
        if self._parts.listing:
            return self._parts.book.pending()
        return None if self._parts.sheeting else self._parts.record.pending()

    def confirm(self) -> None:
        """The first F9 opens the card for what is in front, the second confirms it."""
        wanted = self.pending()
        if wanted is None:
            return
        if self.card.is_for(wanted.id):
            self.card.ask()
        else:
            self._parts.setMinimumHeight(look().metrics.px(LEAST))
            self.card.open_for(wanted)

    def put_away(self) -> None:
        """Something else comes to the front."""
        if "card" in self.__dict__:
            self.card.hide()
            self._parts.setMinimumHeight(0)

    def fit(self) -> None:
        """Allow the keys where they make sense."""
        read = not (self._parts.sheeting or self._parts.listing)
        settled = read and self._parts.record.confirmed()
        why = _("This payment is confirmed") if settled else _("Nothing here waits to be confirmed")
        for name in DEEDS:
            allowed = self._parts.sheeting or self.pending() is not None
            self._page.allow(name, allowed, why, calm=True)

    def _on_arrived(self, paid: Paid) -> None:
        number = numbering.grouped(paid.payment.number)
        self._page.frame.say(_("Arrival confirmed: {number}").format(number=number))
        if self._parts.listing:
            self._parts.book.go_past(paid.payment.id)
        self._take_cursor()
        self._page.refresh(frozenset({"payments"}))

    def _take_cursor(self) -> None:
        self._parts.setMinimumHeight(0)
        box = self._page.first_field()
        if box is not None:
            box.setFocus()
