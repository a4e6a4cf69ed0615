"""Words of a payment record: what it is, how the money came, its number in groups."""

from __future__ import annotations

from app.domain.payment import PaymentKind
from app.rulebook import Rulebook
from app.words.catalogue import _, pick
from app.words.refusals import N_

_KINDS: dict[PaymentKind, str] = {
    PaymentKind.RECORD: N_("Payment"),
    PaymentKind.VOID: N_("Void"),
    PaymentKind.REFUND: N_("Refund"),
}


def kind_words(kind: str) -> str:
    return _(_KINDS[PaymentKind(kind)])


def channel_words(rules: Rulebook, channel: str) -> str:
    """As the rules' own list calls it."""
    options = rules.option_lists.get("pay_channel", ())
    found = next((o for o in options if o.value == channel), None)
    return pick(found.words.zh, found.words.en) if found else channel
