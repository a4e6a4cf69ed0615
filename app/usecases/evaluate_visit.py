"""Take a rating from the visitor's side; the clerk learns only that one was given."""

from __future__ import annotations

from dataclasses import dataclass

from app.contract.kinds import Kind
from app.domain import evaluating, numbering
from app.domain.evaluation import Evaluation, EvaluationChannel, Grade
from app.domain.refusals import No, Refused
from app.domain.staff import Actor, Permission
from app.usecases.desk import Desk, barred, new_id
from app.usecases.ledger import enter
from app.usecases.numbers import next_number
from localdb import cases, evaluations, visits
from localdb.connection import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluateVisit:
    """A rating of a visit or of one case. `paper` is keyed in later by the lead, never by the rated clerk."""

    grade: Grade
    visit_id: str = ""
    case_id: str | None = None
    channel: EvaluationChannel = EvaluationChannel.SCREEN
    options: tuple[str, ...] = ()
    text: str = ""
    call_back: bool = False
    phone: str = ""
    stage: str = "acceptance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """What the clerk's side may know."""

    evaluation_id: str
    number: str


def evaluate_visit(tx: Tx, desk: Desk, actor: Actor, request: EvaluateVisit) -> Rated | Refused:
    if request.channel is EvaluationChannel.PAPER and (no := barred(actor, Permission.KEY_IN_EVALUATION)):
        return no
    case = cases.load(tx, request.case_id) if request.case_id else None
    if request.case_id and case is None:
        return Refused.because(No.NO_SUCH_RECORD, "case_id", found=request.case_id)
    visit = visits.load(tx, request.visit_id or (case.visit_id if case else ""))
    if visit is None:
        return Refused.because(No.NO_SUCH_RECORD, "visit_id", found=request.visit_id)
    if evaluations.given(tx, visit.id, request.case_id, request.stage):
        return Refused.because(No.ALREADY_RATED)
    found = evaluating.check(request.grade, request.options, request.text, desk.rules.evaluation_options)
    if found:
        return Refused(found)
    number = next_number(tx, desk, actor, numbering.NumberKind.EVALUATION)
    if isinstance(number, Refused):
        return number
    evaluation = Evaluation(
        id=new_id(),
        number=number,
        visit_id=visit.id,
        case_id=request.case_id,
        channel=request.channel,
        grade=request.grade,
        options=request.options,
        text=request.text.strip(),
        call_back=request.call_back,
        phone=request.phone.strip(),
        stage=request.stage,
        rated_at=desk.stamp(),
        keyed_in_by=actor.staff_id if request.channel is EvaluationChannel.PAPER else "",
        outlet=actor.station.outlet,
        window=actor.station.window,
    )
    enter(tx, desk, actor, Kind.EVALUATION_GIVE, evaluation)
    return Rated(evaluation_id=evaluation.id, number=number)
