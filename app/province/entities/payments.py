"""Payments: the total equals its lines; a void or refund is a new record that answers an existing payment.

A desk sends a void or refund as two ops: the answering record, and the original with its new status.
Amounts in fen. Two people stand behind every void and refund. A confirmation brings a reference and changes
no amount.
"""

from __future__ import annotations

from app.contract.kinds import Kind, Stem
from app.domain.payment import Payment, PaymentKind, PaymentLine, PaymentStatus
from app.domain.refusals import No
from app.province.entities.reading import UUID, numbered, read
from app.province.entities.ruling import Accepted, Entity, Known, Look, Rejected, Ruling, Waiting

_ANSWERING = frozenset({Kind.PAYMENT_VOID, Kind.PAYMENT_REFUND})
_FIXED = (
    "total_fen",
    "lines",
    "number",
    "kind",
    "case_id",
    "payer_name",
    "recorded_at",
    "clerk_id",
    "second_id",
    "refers_to",
)
"""What stands for good once it is written; a mistake is answered by a void and a new payment."""
_ENDED = frozenset({PaymentStatus.VOIDED, PaymentStatus.REFUNDED})


def _rule(kind: Kind, payment: Payment, look: Look) -> Ruling:
    number = numbered(payment.number)
    wrong = _sums(payment)
    if wrong:
        return Rejected(No.AMOUNT_DIFFERS, wrong)
    altered = _altered(kind, payment, look.known(payment.id))
    if altered:
        return Rejected(No.AMOUNT_DIFFERS if altered == "total_fen" else No.WRONG_STATE, altered)
    if payment.kind is not PaymentKind.RECORD:
        return _answering(kind, payment, number, look)
    if kind is Kind.PAYMENT_CONFIRM:
        return _confirming(payment, number, look)
    if kind not in _ANSWERING:
        return Accepted(number=number)
    if payment.status not in _ENDED:
        return Rejected(No.WRONG_STATE, "status")
    # The new status counts only beside the record that answers this payment.
    return Accepted(number=number) if look.referring(payment.id) else Waiting(payment.id)


def _confirming(payment: Payment, number: str, look: Look) -> Ruling:
    if payment.status in _ENDED and look.referring(payment.id):
        return Accepted(number=number)  # it came late: the void of the same desk stands already
    if payment.status is not PaymentStatus.CONFIRMED:
        return Rejected(No.WRONG_STATE, "status")
    if not payment.reference.strip():
        return Rejected(No.REQUIRED, "reference")
    if payment.confirmed_on < payment.paid_on:
        return Rejected(No.DATE_TOO_EARLY, "confirmed_on")
    before = look.known(payment.id)
    if before is not None and before.fields.get("total_fen") != payment.total_fen:
        return Rejected(No.AMOUNT_DIFFERS, "total_fen")
    return Accepted(number=number)


def _answering(kind: Kind, payment: Payment, number: str, look: Look) -> Ruling:
    voids = payment.kind is PaymentKind.VOID
    if kind is not (Kind.PAYMENT_VOID if voids else Kind.PAYMENT_REFUND):
        return Rejected(No.WRONG_STATE, "kind")
    if not payment.refers_to or not UUID.fullmatch(payment.refers_to):
        return Rejected(No.NO_SUCH_RECORD, "refers_to")
    original = look.known(payment.refers_to)
    if original is None:
        return Waiting(payment.refers_to)
    if original.stem != Stem.PAYMENTS or original.fields.get("kind") != PaymentKind.RECORD:
        return Rejected(No.NO_SUCH_RECORD, "refers_to")
    if not payment.reason.strip():
        return Rejected(No.REASON_REQUIRED, "reason")
    if not payment.second_id:
        return Rejected(No.SECOND_CHECK_REQUIRED, "second_id")
    if payment.second_id == payment.clerk_id:
        return Rejected(No.SAME_PERSON, "second_id")
    others = [known for known in look.referring(original.record_id) if known.record_id != payment.id]
    if any(known.fields.get("kind") == PaymentKind.VOID for known in others) or (voids and others):
        return Rejected(No.ALREADY_VOID, "refers_to")
    given_back = sum(known.fields.get("total_fen", 0) for known in others) + payment.total_fen
    paid = original.fields.get("total_fen", 0)
    if given_back > paid or (voids and payment.total_fen != paid):
        return Rejected(No.AMOUNT_DIFFERS, "total_fen")
    return Accepted(
        number=number,
        refers_to=original.record_id,
        closes=original.record_id if given_back == paid else "",
    )


def _altered(kind: Kind, payment: Payment, before: Known | None) -> str:
    """Path of what no op may do to a payment: change what was paid by whom to whom, or begin or end it ended
    without the record that answers it."""
    records = kind is Kind.PAYMENT_RECORD
    if before is None:
        return "status" if records and payment.status in _ENDED else ""
    known = read(ENTITY, payment.id, before.fields)
    fixed = (*_FIXED, "status") if records else _FIXED
    return next((name for name in fixed if getattr(payment, name) != getattr(known, name)), "")


def _sums(payment: Payment) -> str:
    """Path of the first sum that does not add up, or empty."""
    for at, line in enumerate(payment.lines):
        if line.total_fen < 0 or (line.lines and line.total_fen != _parts(line)):
            return f"lines[{at}].total_fen"
    total = sum(line.total_fen for line in payment.lines)
    return "" if payment.total_fen == total else "total_fen"


def _parts(line: PaymentLine) -> int:
    return sum(part.amount_fen for part in line.lines)


ENTITY = Entity(
    stem=Stem.PAYMENTS,
    shape=Payment,
    first=frozenset({Kind.PAYMENT_RECORD, Kind.PAYMENT_VOID, Kind.PAYMENT_REFUND}),
    rule=_rule,
    closing=_ANSWERING,
)
