"""Read payments as the desk shows them: one with its papers and what answers it, lists, what a case owes."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.case import Case
from app.domain.paper import Paper, PaperKind
from app.domain.payment import Payment, PaymentKind, PaymentStatus
from app.domain.refusals import No, Refused
from app.domain.staff import Actor
from app.domain.visit import Visit
from app.usecases.desk import Desk
from localdb import cases, papers, payments, sync_state, visits
from localdb.connection import Tx
from localdb.paging import Filter
from localdb.payments import DayTotal, PaymentRow

__all__ = [
    "DayTotal",
    "OpenPayment",
    "Payable",
    "PaymentDay",
    "PaymentRow",
    "payment_day",
    "payment_page",
    "read_payable",
    "read_payment",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPayment:
    """`answers` are the voids and refunds of this record; `original` the record this one answers."""

    payment: Payment
    papers: tuple[Paper, ...]
    delivery: str
    answers: tuple[Payment, ...]
    original: Payment | None
    case_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Payable:
    """A case whose fee is to be collected. `paid` are its standing payment records, oldest first."""

    case: Case
    visit: Visit | None
    paid: tuple[Payment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentDay:
    """Sums of a day by channel and kind, and how many records of any day wait for their reference."""

    totals: tuple[DayTotal, ...]
    count: int
    """payment records of the day"""
    waiting: int


def read_payment(tx: Tx, desk: Desk, actor: Actor, payment_id: str) -> OpenPayment | Refused:
    payment = payments.load(tx, payment_id)
    if payment is None:
        return Refused.because(No.NO_SUCH_RECORD, "payment_id", found=payment_id)
    case = cases.load(tx, payment.case_id) if payment.case_id else None
    return OpenPayment(
        payment=payment,
        papers=_papers(tx, payment),
        delivery=str(sync_state.delivery_of(tx, payment.id).word),
        answers=tuple(payments.answers_to(tx, payment.id)),
        original=payments.load(tx, payment.refers_to) if payment.refers_to else None,
        case_number=case.number if case else "",
    )


def _papers(tx: Tx, payment: Payment) -> tuple[Paper, ...]:
    """Its own, and the evaluation slip that the visitor gets with it."""
    slips = papers.of_record(tx, payment.case_id or payment.visit_id)
    given = [slip for slip in slips if slip.kind is PaperKind.EVALUATION_SLIP]
    return (*papers.of_record(tx, payment.id), *given)


def read_payable(tx: Tx, desk: Desk, actor: Actor, case_id: str) -> Payable | Refused:
    case = cases.load(tx, case_id)
    if case is None:
        return Refused.because(No.NO_SUCH_RECORD, "case_id", found=case_id)
    standing = (PaymentStatus.PENDING, PaymentStatus.CONFIRMED)
    paid = (p for p in payments.of_case(tx, case_id) if p.kind is PaymentKind.RECORD)
    return Payable(
        case=case,
        visit=visits.load(tx, case.visit_id),
        paid=tuple(p for p in paid if p.status in standing),
    )


def payment_page(
    tx: Tx, desk: Desk, actor: Actor, shown: str, text: str, after: str | None, limit: int
) -> tuple[PaymentRow, ...]:
    """The newest first. `shown`: today, unconfirmed or all; `text` narrows it to names and numbers."""
    day = desk.today().isoformat()
    narrowed = {
        "today": Filter(since=day, until=day, text=text),
        "unconfirmed": Filter(status=(PaymentStatus.PENDING,), text=text),
    }
    return tuple(payments.page(tx, narrowed.get(shown, Filter(text=text)), after, limit))


def payment_day(tx: Tx, desk: Desk, actor: Actor) -> PaymentDay:
    totals = tuple(payments.day_totals(tx, desk.today().isoformat()))
    return PaymentDay(
        totals=totals,
        count=sum(total.count for total in totals if total.kind is PaymentKind.RECORD),
        waiting=payments.pending_count(tx),
    )
