"""Confirm a pending payment: the money was seen to be there, under an outside reference."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from app.contract.kinds import Kind
from app.domain.payment import Payment, PaymentKind, PaymentStatus, reference_problems
from app.domain.refusals import No, Refused
from app.domain.staff import Actor, Permission
from app.usecases.desk import Desk, barred
from app.usecases.ledger import enter
from app.usecases.papers import make_payment_record
from app.usecases.record_payment import Paid, day_problems
from localdb import cases, payments
from localdb.connection import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPayment:
    payment_id: str
    reference: str
    """number of the bank transfer, online order or receipt under which the money arrived"""
    confirmed_on: str = ""
    """YYYY-MM-DD, the day on which the money arrived; empty: today"""
    slip: bool = False
    """also make the slip anew, for a payer whose own still says that it is to be confirmed"""


def confirm_payment(tx: Tx, desk: Desk, actor: Actor, request: ConfirmPayment) -> Paid | Refused:
    """Pending becomes confirmed; amount, lines and number stay. `papers`: the new slip, if wanted."""
    if no := barred(actor, Permission.TAKE_PAYMENT):
        return no
    pending = payments.load(tx, request.payment_id)
    if pending is None:
        return Refused.because(No.NO_SUCH_RECORD, "payment_id", found=request.payment_id)
    if no := _closed(pending):
        return no
    reference = request.reference.strip()
    found = (
        *reference_problems(reference),
        *day_problems(desk, request.confirmed_on, "confirmed_on", first=pending.paid_on),
    )
    if found:
        return Refused(found)
    confirmed = replace(
        pending,
        status=PaymentStatus.CONFIRMED,
        reference=reference,
        confirmed_on=request.confirmed_on or desk.today().isoformat(),
        confirmer_id=actor.staff_id,
        confirmer_name=actor.name,
    )
    enter(tx, desk, actor, Kind.PAYMENT_CONFIRM, confirmed, before=pending)
    if not request.slip:
        return Paid(payment=confirmed, papers=())
    case = cases.load(tx, confirmed.case_id) if confirmed.case_id else None
    return Paid(payment=confirmed, papers=(make_payment_record(tx, desk, actor, confirmed, case),))


def _closed(payment: Payment) -> Refused | None:
    """Why nothing is left to confirm on this record."""
    if payment.kind is not PaymentKind.RECORD:
        return Refused.because(No.WRONG_STATE, "payment_id", state=payment.kind.value)
    match payment.status:
        case PaymentStatus.PENDING:
            return None
        case PaymentStatus.VOIDED:
            return Refused.because(No.ALREADY_VOID, "payment_id")
        case PaymentStatus.CONFIRMED:
            return Refused.because(No.ALREADY_CONFIRMED, "payment_id", reference=payment.reference)
    return Refused.because(No.WRONG_STATE, "payment_id", state=payment.status.value)
