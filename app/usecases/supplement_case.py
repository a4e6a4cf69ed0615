"""Answer a correction notice (or a returned check): only what was open changes, then a new decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace

from app.contract.kinds import Kind
from app.domain import acceptance, supplement
from app.domain.case import Case, CaseStatus, Decision, MaterialLine, ReasonLine
from app.domain.refusals import No, Refused
from app.domain.staff import Actor, Permission
from app.usecases.accept_case import FileCase, Filed, hand_out, notice_for, rule
from app.usecases.assess import Assessment
from app.usecases.desk import Desk, barred
from app.usecases.ledger import enter
from app.usecases.papers import make_evaluation_slip
from localdb import cases, drafts, visits
from localdb.connection import Tx

OPEN = (CaseStatus.CORRECTION, CaseStatus.RETURNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementCase:
    """`materials` and `values` hold only the open lines and fields; what is locked is refused.

    Any window of the outlet may answer: the record carries who decided first and who finished.
    """

    case_id: str
    materials: tuple[MaterialLine, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)
    reasons: tuple[ReasonLine, ...] = ()
    decision: Decision | None = None
    opinion: str = ""
    warnings_confirmed: str = ""


def supplement_case(tx: Tx, desk: Desk, actor: Actor, request: SupplementCase) -> Filed | Refused:
    if no := barred(actor, Permission.ACCEPT):
        return no
    case = cases.load(tx, request.case_id)
    if case is None:
        return Refused.because(No.NO_SUCH_RECORD, "case_id", found=request.case_id)
    if case.status not in OPEN:
        return Refused.because(No.WRONG_STATE, "case_id", state=case.status.value)
    matter = desk.rules.matter_of(case.matter, case.matter_version)
    merged = supplement.supplemented(case, matter, request.materials, request.values, desk.rules.field_types)
    if isinstance(merged, Refused):
        return merged
    ruled = rule(desk, _as_filing(merged, request), before=case)
    if isinstance(ruled, Refused):
        return ruled
    assessment, decision = ruled
    after = _after(desk, actor, merged, request, assessment, decision)
    enter(tx, desk, actor, Kind.CASE_SUPPLEMENT, after, before=case)
    papers = hand_out(tx, desk, actor, after)
    visit = visits.load(tx, case.visit_id)
    if after.status is CaseStatus.ACCEPTED and visit:
        papers = (*papers, make_evaluation_slip(tx, desk, actor, visit, after))
    drafts.discard_answers(tx, case.id)
    return Filed(case=after, papers=papers, warnings=assessment.warnings)


def _as_filing(case: Case, request: SupplementCase) -> FileCase:
    return FileCase(
        matter=case.matter,
        id=case.id,
        values=case.values,
        answers={
            str(key): value for key, value in case.answers.items() if isinstance(value, str | int | bool)
        },
        materials=case.materials,
        reasons=request.reasons,
        decision=request.decision,
        opinion=request.opinion,
        warnings_confirmed=request.warnings_confirmed or case.warnings_confirmed,
    )


def _after(
    desk: Desk,
    actor: Actor,
    case: Case,
    request: SupplementCase,
    assessment: Assessment,
    decision: Decision,
) -> Case:
    reasons = assessment.proposal.reasons
    second = acceptance.needs_second_check(assessment.matter, assessment.state, decision)
    answered = tuple(
        notice if notice.answered_at else replace(notice, answered_at=desk.stamp()) for notice in case.notices
    )
    return replace(
        case,
        materials=assessment.lines,
        decision=decision,
        status=acceptance.status_after(decision, second),
        reasons=reasons,
        review=None,
        quote=assessment.quote,
        opinion=request.opinion.strip() or case.opinion,
        notices=(*answered, *notice_for(desk, decision, case.number, reasons)),
        decided_at=desk.stamp(),
        due_on=assessment.due_on if decision in acceptance.TAKES_IN else case.due_on,
        clerk_id=actor.staff_id,
        clerk_name=actor.name,
        window=actor.station.window,
    )
