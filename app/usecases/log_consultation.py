"""Log a consultation in under twenty seconds; only question and result are asked for."""

from __future__ import annotations

from dataclasses import dataclass

from app.contract.kinds import Kind
from app.domain import numbering
from app.domain.consultation import Consultation, ConsultationResult
from app.domain.paper import Paper
from app.domain.refusals import No, Refusal, Refused
from app.domain.staff import Actor, Permission
from app.usecases.desk import Desk, barred, new_id
from app.usecases.ledger import enter
from app.usecases.numbers import next_number
from app.usecases.papers import make_consultation_slip
from app.usecases.visits import visit_of
from localdb import consultations, drafts
from localdb.connection import Tx

CHANNELS = ("counter", "phone", "online", "letter")
QUESTION_MAX = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class LogConsultation:
    """`id` is the draft's id (same id twice: one consultation). `due_on` ISO date for a call-back."""

    question: str
    category: str
    id: str = ""
    visit_id: str = ""
    channel: str = "counter"
    answer: str = ""
    result: ConsultationResult = ConsultationResult.ANSWERED
    person: str = ""
    person_kind: str = ""
    phone: str = ""
    knowledge: tuple[str, ...] = ()
    referred_to: str = ""
    due_on: str = ""
    need: str = ""
    case_id: str | None = None
    started_at: str = ""
    slip: bool = False
    """make the visitor's slip"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    consultation: Consultation
    papers: tuple[Paper, ...] = ()
    repeated: bool = False


def log_consultation(tx: Tx, desk: Desk, actor: Actor, request: LogConsultation) -> Logged | Refused:
    if no := barred(actor, Permission.LOG_CONSULTATION):
        return no
    known = consultations.load(tx, request.id) if request.id else None
    if known:
        drafts.discard(tx, known.id)
        return Logged(consultation=known, repeated=True)
    found = _check(desk, request)
    if found:
        return Refused(found)
    visit = visit_of(tx, desk, actor, request.visit_id, None)
    if isinstance(visit, Refused):
        return visit
    number = next_number(tx, desk, actor, numbering.NumberKind.CONSULTATION)
    if isinstance(number, Refused):
        return number
    consultation = _consultation(desk, actor, request, number, visit.id)
    enter(tx, desk, actor, Kind.CONSULTATION_LOG, consultation)
    papers = (make_consultation_slip(tx, desk, actor, consultation),) if request.slip else ()
    drafts.discard(tx, consultation.id)
    return Logged(consultation=consultation, papers=papers)


def _consultation(
    desk: Desk, actor: Actor, request: LogConsultation, number: str, visit_id: str
) -> Consultation:
    return Consultation(
        id=request.id or new_id(),
        number=number,
        visit_id=visit_id,
        channel=request.channel,
        category=request.category,
        question=request.question.strip(),
        answer=request.answer.strip(),
        result=request.result,
        person=request.person.strip(),
        person_kind=request.person_kind,
        phone=request.phone.strip(),
        knowledge=request.knowledge,
        referred_to=request.referred_to,
        due_on=request.due_on,
        need=request.need.strip(),
        case_id=request.case_id,
        started_at=request.started_at or desk.stamp(),
        ended_at=desk.stamp(),
        clerk_id=actor.staff_id,
        clerk_name=actor.name,
        outlet=actor.station.outlet,
        window=actor.station.window,
    )


def _check(desk: Desk, request: LogConsultation) -> tuple[Refusal, ...]:
    found: list[Refusal] = []
    text = request.question.strip()
    if not text:
        found.append(Refusal(No.REQUIRED, "question"))
    if len(text) > QUESTION_MAX:
        found.append(Refusal(No.TOO_LONG, "question", {"max": QUESTION_MAX, "length": len(text)}))
    if request.category not in desk.rules.consultation_categories:
        found.append(Refusal(No.NOT_AN_OPTION, "category", {"found": request.category}))
    if request.channel not in CHANNELS:
        found.append(Refusal(No.NOT_AN_OPTION, "channel", {"found": request.channel}))
    if request.result is ConsultationResult.ANSWERED and not request.answer.strip():
        found.append(Refusal(No.REQUIRED, "answer"))
    if request.result is ConsultationResult.CALL_BACK and not request.due_on:
        found.append(Refusal(No.REQUIRED, "due_on"))
    if request.result is ConsultationResult.CALL_BACK and not request.phone.strip():
        found.append(Refusal(No.REQUIRED, "phone"))
    if request.result is ConsultationResult.TRANSFERRED and not request.referred_to:
        found.append(Refusal(No.REQUIRED, "referred_to"))
    return tuple(found)
