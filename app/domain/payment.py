"""A payment record: the desk's mirror of money that goes to the office's account, never a fiscal bill."""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from app.domain.fees import QuoteLine
from app.domain.refusals import No, Refusal
from app.domain.writing import is_control

SHORTEST_REFERENCE, LONGEST_REFERENCE = 4, 64


class Channel(StrEnum):
    CASH = "cash"
    POS = "pos"
    SCAN = "scan"
    """微信/支付宝/云闪付扫码"""
    BANK = "bank"
    POST = "post"
    ONLINE = "online"


class PaymentStatus(StrEnum):
    PENDING = "pending"
    """待确认: no outside reference yet"""
    CONFIRMED = "confirmed"
    VOIDED = "voided"
    REFUNDED = "refunded"


class PaymentKind(StrEnum):
    RECORD = "record"
    VOID = "void"
    REFUND = "refund"


class PaymentLine(Struct, frozen=True, kw_only=True):
    """One fee for one right. `lines` are the priced parts (standard, reduction, surcharge)."""

    right_number: str = ""
    holder: str = ""
    matter: str = ""
    lines: tuple[QuoteLine, ...] = ()
    total_fen: int = 0


class Payment(Struct, frozen=True, kw_only=True):
    """A payment, or the void or refund that answers one (`refers_to`). Amounts in fen, never negative."""

    id: str
    number: str
    visit_id: str
    case_id: str | None
    kind: PaymentKind
    status: PaymentStatus
    payer_name: str
    bill_title: str
    bill_uscc: str = ""
    email: str = ""
    phone: str = ""
    lines: tuple[PaymentLine, ...] = ()
    total_fen: int = 0
    capitals: str = ""
    channel: Channel = Channel.POS
    reference: str = ""
    """number of the outside receipt: POS slip, bank transfer, online order"""
    paid_on: str = ""
    confirmed_on: str = ""
    """ISO date on which money recorded as pending was seen to be there; empty when it was known at once"""
    confirmer_id: str = ""
    confirmer_name: str = ""
    recorded_at: str = ""
    clerk_id: str = ""
    clerk_name: str = ""
    second_id: str = ""
    second_name: str = ""
    reason: str = ""
    refers_to: str | None = None
    override_reason: str = ""
    fees_version: str = ""
    outlet: str = ""
    window: str = ""
    note: str = ""


def reference_problems(reference: str, where: str = "reference") -> tuple[Refusal, ...]:
    """What stands against a trimmed outside reference. No common form: 4 to 64 characters with a digit."""
    length = len(reference)
    if not reference:
        return (Refusal(No.REQUIRED, where),)
    if any(is_control(sign) for sign in reference[: LONGEST_REFERENCE + 1]):
        return (Refusal(No.CONTROL_CHARACTER, where),)
    if length < SHORTEST_REFERENCE:
        return (Refusal(No.TOO_SHORT, where, {"min": SHORTEST_REFERENCE, "length": length}),)
    if length > LONGEST_REFERENCE:
        return (Refusal(No.TOO_LONG, where, {"max": LONGEST_REFERENCE, "length": length}),)
    return () if re.search(r"\d", reference) else (Refusal(No.PATTERN, where),)
