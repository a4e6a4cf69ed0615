"""Make papers: freeze what they say, number them, enter them as owed. Drawing and printing come later."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from app.contract.kinds import Kind
from app.domain import numbering
from app.domain.case import Case
from app.domain.consultation import Consultation, Inquiry
from app.domain.paper import Paper, PaperKind
from app.domain.paper_head import PaperHead
from app.domain.paper_values import InquiryResultValues, PaperValues
from app.domain.payment import Payment
from app.domain.refusals import Refused
from app.domain.staff import Actor
from app.domain.visit import Visit
from app.usecases import paper_contents as contents
from app.usecases.desk import Desk, new_id
from app.usecases.ledger import enter
from app.usecases.numbers import next_number
from localdb.connection import Tx


def head(desk: Desk, actor: Actor, *, number: str, query_code: str = "", offline: bool = False) -> PaperHead:
    """Head and foot: who made it, where, when, by which rules; the QR says nothing personal."""
    station = actor.station
    url = f"{desk.public_url}/q/{query_code}" if desk.public_url and query_code else ""
    return PaperHead(
        outlet_name=station.outlet_name,
        window_name=station.window_name,
        number=number,
        made_at=desk.stamp(),
        clerk_name=actor.name,
        clerk_number=actor.staff_id,
        package_version=desk.rules.version,
        offline=offline,
        training=desk.training,
        consult_phone=station.phone,
        complaint_phone=station.complaint_phone,
        hours=station.hours,
        qr_url=url,
        query_code=query_code,
    )


def _enter(
    tx: Tx, desk: Desk, actor: Actor, kind: PaperKind, about: str, number: str, values: PaperValues
) -> Paper:
    paper = Paper(
        id=new_id(),
        kind=kind,
        number=number,
        about=about,
        values=msgspec.to_builtins(values),
        made_at=desk.stamp(),
        clerk_id=actor.staff_id,
        clerk_name=actor.name,
        outlet=actor.station.outlet,
        window=actor.station.window,
    )
    enter(tx, desk, actor, Kind.PAPER_MAKE, paper)
    return paper


def _number(tx: Tx, desk: Desk, actor: Actor) -> str:
    """A paper's own number. The series runs out only after 9,999 papers a day and window."""
    number = next_number(tx, desk, actor, numbering.NumberKind.PAPER)
    if isinstance(number, Refused):
        raise OverflowError("more than 9,999 papers on one day at one window")
    return number


def make_case_papers(
    tx: Tx, desk: Desk, actor: Actor, case: Case, kinds: tuple[PaperKind, ...]
) -> tuple[Paper, ...]:
    """The papers of one decision, in the order in which the visitor gets them."""
    matter = desk.rules.matter_of(case.matter, case.matter_version)
    made: list[Paper] = []
    list_number = _number(tx, desk, actor) if PaperKind.MATERIAL_LIST in kinds else ""
    for kind in kinds:
        number = list_number if kind is PaperKind.MATERIAL_LIST else _number(tx, desk, actor)
        top = head(desk, actor, number=number, query_code=case.query_code, offline=case.offline)
        values = contents.of_case(kind, top, desk.rules, matter, case, list_number)
        made.append(_enter(tx, desk, actor, kind, case.id, number, values))
    return tuple(made)


def make_evaluation_slip(
    tx: Tx, desk: Desk, actor: Actor, visit: Visit, case: Case | None, payment: Payment | None = None
) -> Paper:
    """评价单: never with a grade on it; the visitor's own."""
    number = _number(tx, desk, actor)
    code = case.query_code if case else visit.query_code
    top = head(desk, actor, number=number, query_code=code)
    values = contents.evaluation_slip(top, desk.rules, visit, case, payment)
    return _enter(tx, desk, actor, PaperKind.EVALUATION_SLIP, (case or visit).id, number, values)


def make_payment_record(
    tx: Tx, desk: Desk, actor: Actor, payment: Payment, case: Case | None, original: Payment | None = None
) -> Paper:
    number = _number(tx, desk, actor)
    top = head(desk, actor, number=number, query_code=case.query_code if case else "")
    values = contents.payment_record(replace(top, number=payment.number), desk.rules, payment, case, original)
    return _enter(tx, desk, actor, PaperKind.PAYMENT_RECORD, payment.id, payment.number, values)


def make_consultation_slip(tx: Tx, desk: Desk, actor: Actor, consultation: Consultation) -> Paper:
    top = head(desk, actor, number=consultation.number)
    values = contents.consultation_slip(top, desk.rules, consultation)
    return _enter(tx, desk, actor, PaperKind.CONSULTATION_SLIP, consultation.id, consultation.number, values)


def make_inquiry_result(
    tx: Tx, desk: Desk, actor: Actor, inquiry: Inquiry, values: InquiryResultValues
) -> Paper:
    return _enter(tx, desk, actor, PaperKind.INQUIRY_RESULT, inquiry.id, inquiry.number, values)
