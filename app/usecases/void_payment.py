"""Void or refund a payment: a new record that refers to the old one, with a reason and a second person."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from app.contract.kinds import Kind
from app.domain import numbering
from app.domain.payment import Payment, PaymentKind, PaymentStatus
from app.domain.refusals import No, Refused
from app.domain.staff import Actor, Permission
from app.usecases.desk import Desk, barred, new_id
from app.usecases.ledger import enter
from app.usecases.numbers import next_number
from app.usecases.papers import make_payment_record
from app.usecases.record_payment import Paid
from localdb import cases, payments
from localdb.connection import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidPayment:
    """`refund` True: the money goes back (退费); False: the record was wrong (作废)."""

    payment_id: str
    reason: str
    refund: bool = False


def void_payment(tx: Tx, desk: Desk, actor: Actor, second: Actor, request: VoidPayment) -> Paid | Refused:
    if no := barred(actor, Permission.TAKE_PAYMENT) or barred(second, Permission.VOID_PAYMENT):
        return no
    if second.staff_id == actor.staff_id:
        return Refused.because(No.SAME_PERSON, "second")
    original = payments.load(tx, request.payment_id)
    if original is None:
        return Refused.because(No.NO_SUCH_RECORD, "payment_id", found=request.payment_id)
    if original.kind is not PaymentKind.RECORD:
        return Refused.because(No.WRONG_STATE, "payment_id", state=original.kind.value)
    if original.status in (PaymentStatus.VOIDED, PaymentStatus.REFUNDED):
        return Refused.because(No.ALREADY_VOID, "payment_id")
    if not request.reason.strip():
        return Refused.because(No.REQUIRED, "reason")
    number = next_number(tx, desk, actor, numbering.NumberKind.PAYMENT)
    if isinstance(number, Refused):
        return number
    answer = _answer(desk, actor, second, original, request, number)
    after = replace(original, status=PaymentStatus.REFUNDED if request.refund else PaymentStatus.VOIDED)
    kind = Kind.PAYMENT_REFUND if request.refund else Kind.PAYMENT_VOID
    enter(tx, desk, actor, kind, answer)
    enter(tx, desk, actor, kind, after, before=original)
    case = cases.load(tx, original.case_id) if original.case_id else None
    paper = make_payment_record(tx, desk, actor, answer, case, original)
    return Paid(payment=answer, papers=(paper,))


def _answer(
    desk: Desk, actor: Actor, second: Actor, original: Payment, request: VoidPayment, number: str
) -> Payment:
    return replace(
        original,
        id=new_id(),
        number=number,
        kind=PaymentKind.REFUND if request.refund else PaymentKind.VOID,
        status=PaymentStatus.CONFIRMED,
        recorded_at=desk.stamp(),
        clerk_id=actor.staff_id,
        clerk_name=actor.name,
        second_id=second.staff_id,
        second_name=second.name,
        reason=request.reason.strip(),
        refers_to=original.id,
    )
