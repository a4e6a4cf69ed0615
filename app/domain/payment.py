"""A payment record: the desk's mirror of money that goes to the office's account, never a fiscal bill."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.fees import QuoteLine


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentLine:
    """One fee for one right. `lines` are the priced parts (standard, reduction, surcharge)."""

    right_number: str = ""
    holder: str = ""
    matter: str = ""
    lines: tuple[QuoteLine, ...] = ()
    total_fen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
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
    paid_on: str = ""
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
