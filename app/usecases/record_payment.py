"""Record a payment: the amount comes from the rules, line by line; a changed amount needs a second person."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from app.contract.kinds import Kind
from app.domain import identifiers, money, numbering
from app.domain.fees import Quote
from app.domain.given import as_date
from app.domain.paper import Paper, PaperKind
from app.domain.payment import (
    Channel,
    Payment,
    PaymentKind,
    PaymentLine,
    PaymentStatus,
    reference_problems,
)
from app.domain.pricing import QuoteRequest
from app.domain.refusals import No, Refusal, Refused, errors
from app.domain.staff import Actor, Permission
from app.usecases.desk import Desk, barred, new_id
from app.usecases.ledger import enter
from app.usecases.numbers import next_number
from app.usecases.papers import make_evaluation_slip, make_payment_record
from app.usecases.quoting import quote
from app.usecases.visits import OpenVisit, visit_of
from localdb import cases, drafts, papers, payments
from localdb.connection import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class PayLine:
    """One fee for one right: what is asked of the rules. `amount_fen` overrides only with a reason."""

    request: QuoteRequest
    right_number: str = ""
    right_kind: str = "patent"
    """identifier kind of `right_number`; empty: not checked"""
    holder: str = ""
    matter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPayment:
    """`expected_fen` is the sum the visitor was told; it must be what the rules give on that day."""

    lines: tuple[PayLine, ...]
    payer_name: str
    id: str = ""
    visit_id: str = ""
    visitor: OpenVisit | None = None
    case_id: str | None = None
    bill_title: str = ""
    bill_uscc: str = ""
    email: str = ""
    phone: str = ""
    channel: Channel = Channel.POS
    reference: str = ""
    paid_on: str = ""
    expected_fen: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    payment: Payment
    papers: tuple[Paper, ...]
    repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """The priced lines of a payment before it is recorded; refusals carry `lines[i].…` paths."""

    lines: tuple[PaymentLine, ...]
    quotes: tuple[Quote, ...]
    refusals: tuple[Refusal, ...]
    total_fen: int


def price_lines(desk: Desk, lines: tuple[PayLine, ...]) -> Priced:
    """Price every line and check every number; a wrong line never hides the others."""
    priced: list[PaymentLine] = []
    quotes: list[Quote] = []
    refusals: list[Refusal] = []
    seen: dict[tuple[str, str], int] = {}
    for at, line in enumerate(lines):
        number, found = _right(desk, line, at)
        refusals.extend(found)
        answer = quote(desk, line.request)
        if isinstance(answer, Refused):
            refusals.extend(replace(r, where=f"lines[{at}].{r.where}") for r in answer.refusals)
            continue
        quotes.append(answer)
        key = (number, ",".join(part.fee_id + part.note for part in answer.lines))
        if number and key in seen:
            refusals.append(Refusal(No.DUPLICATE_VALUE, f"lines[{at}].right_number", {"found": number}))
        seen[key] = at
        priced.append(
            PaymentLine(
                right_number=number,
                holder=line.holder.strip(),
                matter=line.matter,
                lines=answer.lines,
                total_fen=answer.total_fen,
            )
        )
    return Priced(
        lines=tuple(priced),
        quotes=tuple(quotes),
        refusals=tuple(refusals),
        total_fen=sum(line.total_fen for line in priced),
    )


def _right(desk: Desk, line: PayLine, at: int) -> tuple[str, tuple[Refusal, ...]]:
    if not line.right_number.strip() or not line.right_kind:
        return line.right_number.strip(), ()
    checked = identifiers.check(line.right_kind, line.right_number, desk.today())
    where = f"lines[{at}].right_number"
    return checked.normal or line.right_number.strip(), tuple(
        replace(problem, where=where) for problem in checked.problems
    )


def record_payment(tx: Tx, desk: Desk, actor: Actor, request: RecordPayment) -> Paid | Refused:
    if no := barred(actor, Permission.TAKE_PAYMENT):
        return no
    known = payments.load(tx, request.id) if request.id else None
    if known:
        drafts.discard(tx, known.id)
        return Paid(payment=known, papers=tuple(papers.of_record(tx, known.id)), repeated=True)
    priced = price_lines(desk, request.lines)
    found = (*errors(priced.refusals), *_check(desk, request, priced))
    if found:
        return Refused(found)
    visit = visit_of(tx, desk, actor, request.visit_id, request.visitor)
    if isinstance(visit, Refused):
        return visit
    case = cases.load(tx, request.case_id) if request.case_id else None
    if request.case_id and case is None:
        return Refused.because(No.NO_SUCH_RECORD, "case_id", found=request.case_id)
    number = next_number(tx, desk, actor, numbering.NumberKind.PAYMENT)
    if isinstance(number, Refused):
        return number
    payment = _payment(desk, actor, request, priced, number, visit.id)
    enter(tx, desk, actor, Kind.PAYMENT_RECORD, payment)
    made: tuple[Paper, ...] = (make_payment_record(tx, desk, actor, payment, case),)
    if not _has_slip(tx, case.id if case else visit.id):
        made = (*made, make_evaluation_slip(tx, desk, actor, visit, case, payment))
    drafts.discard(tx, payment.id)
    return Paid(payment=payment, papers=made)


def _has_slip(tx: Tx, record_id: str) -> bool:
    """One rating a visit: one slip."""
    return any(paper.kind is PaperKind.EVALUATION_SLIP for paper in papers.of_record(tx, record_id))


def _check(desk: Desk, request: RecordPayment, priced: Priced) -> tuple[Refusal, ...]:
    found: list[Refusal] = []
    if not request.payer_name.strip():
        found.append(Refusal(No.REQUIRED, "payer_name"))
    if not request.lines:
        found.append(Refusal(No.NOTHING_TO_PAY, "lines"))
    if request.expected_fen is not None and request.expected_fen != priced.total_fen:
        facts = {"expected": money.yuan(priced.total_fen), "found": money.yuan(request.expected_fen)}
        found.append(Refusal(No.AMOUNT_DIFFERS, "expected_fen", facts))
    for kind, field_name in (("email", "email"), ("mobile", "phone"), ("uscc", "bill_uscc")):
        text = getattr(request, field_name).strip()
        if text:
            checked = identifiers.check(kind, text, desk.today())
            found.extend(replace(problem, where=field_name) for problem in errors(checked.problems))
    if request.reference.strip():
        found.extend(reference_problems(request.reference.strip()))
    found.extend(day_problems(desk, request.paid_on, "paid_on"))
    return tuple(found)


def day_problems(desk: Desk, typed: str, where: str, *, first: str = "") -> tuple[Refusal, ...]:
    """What stands against an ISO date that is not before `first` nor in the future. Empty means today."""
    today = desk.today().isoformat()
    if typed and as_date(typed) is None:
        return (Refusal(No.NOT_A_DATE, where),)
    if typed > today:
        return (Refusal(No.DATE_TOO_LATE, where, {"max": today}),)
    return (Refusal(No.DATE_TOO_EARLY, where, {"min": first}),) if typed and typed < first else ()


def _payment(
    desk: Desk, actor: Actor, request: RecordPayment, priced: Priced, number: str, visit_id: str
) -> Payment:
    # Money goes to the office's own account: without the outside reference the record is unconfirmed.
    confirmed = request.channel is Channel.CASH or bool(request.reference.strip())
    return Payment(
        id=request.id or new_id(),
        number=number,
        visit_id=visit_id,
        case_id=request.case_id,
        kind=PaymentKind.RECORD,
        status=PaymentStatus.CONFIRMED if confirmed else PaymentStatus.PENDING,
        payer_name=request.payer_name.strip(),
        bill_title=request.bill_title.strip() or request.payer_name.strip(),
        bill_uscc=request.bill_uscc.strip(),
        email=request.email.strip(),
        phone=request.phone.strip(),
        lines=priced.lines,
        total_fen=priced.total_fen,
        capitals=money.capitals(priced.total_fen),
        channel=request.channel,
        reference=request.reference.strip(),
        paid_on=request.paid_on or desk.today().isoformat(),
        recorded_at=desk.stamp(),
        clerk_id=actor.staff_id,
        clerk_name=actor.name,
        fees_version=desk.rules.version,
        outlet=actor.station.outlet,
        window=actor.station.window,
        note=request.note.strip(),
    )
