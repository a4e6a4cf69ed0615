"""File a case: the rules judge, the clerk decides, the case, its number and its papers are one commit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.contract.kinds import Kind
from app.domain import acceptance, numbering
from app.domain.case import (
    Case,
    CaseStatus,
    Decision,
    Draft,
    MaterialLine,
    Notice,
    ReasonLine,
)
from app.domain.matter import Matter
from app.domain.paper import Paper, PaperKind
from app.domain.refusals import No, Refusal, Refused, errors, once
from app.domain.staff import Actor, Permission
from app.usecases.assess import Assessment, assess, decision_of
from app.usecases.desk import Desk, barred, new_id, new_query_code
from app.usecases.ledger import enter
from app.usecases.numbers import next_number
from app.usecases.papers import make_case_papers, make_evaluation_slip
from app.usecases.visits import OpenVisit, visit_of
from localdb import cases, drafts, papers
from localdb.connection import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCase:
    """`id` is the draft's id and becomes the case's: the same id twice gives one case.

    `decision` empty: the rules' own proposal is taken. `all_received`: lines that are not named count
    as received in full. `warnings_confirmed`: one line why warnings were passed.
    """

    matter: str
    id: str = ""
    visit_id: str = ""
    visitor: OpenVisit | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    answers: Mapping[str, object] = field(default_factory=dict)
    materials: tuple[MaterialLine, ...] = ()
    all_received: bool = False
    reasons: tuple[ReasonLine, ...] = ()
    decision: Decision | None = None
    opinion: str = ""
    warnings_confirmed: str = ""
    transfer_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A filed case with its papers; `repeated` when the same id had been filed before."""

    case: Case
    papers: tuple[Paper, ...]
    repeated: bool = False
    warnings: tuple[Refusal, ...] = ()


PAPERS: Mapping[CaseStatus, tuple[PaperKind, ...]] = {
    CaseStatus.ACCEPTED: (PaperKind.ACCEPTANCE_RECEIPT, PaperKind.MATERIAL_LIST),
    CaseStatus.CORRECTION: (PaperKind.CORRECTION_NOTICE, PaperKind.MATERIAL_LIST),
    CaseStatus.REFUSED: (PaperKind.REFUSAL_NOTICE,),
    CaseStatus.PENDING_CHECK: (PaperKind.REVIEW_SLIP,),
}
"""What a status hands out. A transfer or advice is told, not printed."""


def file_case(tx: Tx, desk: Desk, actor: Actor, request: FileCase) -> Filed | Refused:
    if no := barred(actor, Permission.ACCEPT):
        return no
    known = cases.load(tx, request.id) if request.id else None
    if known:
        drafts.discard(tx, known.id)
        return Filed(case=known, papers=tuple(papers.of_record(tx, known.id)), repeated=True)
    ruled = rule(desk, request)
    if isinstance(ruled, Refused):
        return ruled
    assessment, decision = ruled
    visit = visit_of(tx, desk, actor, request.visit_id, request.visitor)
    if isinstance(visit, Refused):
        return visit
    number = next_number(tx, desk, actor, numbering.NumberKind.CASE)
    if isinstance(number, Refused):
        return number
    case = _case(desk, actor, request, assessment, decision, number, visit.id)
    enter(tx, desk, actor, Kind.CASE_FILE, case)
    made = hand_out(tx, desk, actor, case)
    if case.status is CaseStatus.ACCEPTED:
        made = (*made, make_evaluation_slip(tx, desk, actor, visit, case))
    drafts.discard(tx, case.id)
    return Filed(case=case, papers=made, warnings=assessment.warnings)


def rule(desk: Desk, request: FileCase, before: Case | None = None) -> tuple[Assessment, Decision] | Refused:
    """Everything that may stand against the decision, or the assessment it rests on."""
    draft = Draft(
        id=request.id,
        kind="acceptance",
        matter=request.matter,
        values=request.values,
        answers=request.answers,
        materials=request.materials,
        reasons=request.reasons,
    )
    assessment = assess(desk, draft, before=before, all_received=request.all_received)
    if isinstance(assessment, Refused):
        return assessment
    decision = decision_of(assessment, request.decision)
    against = acceptance.allowed(
        assessment.matter,
        assessment.state,
        assessment.lines,
        decision,
        reasons=assessment.proposal.reasons,
        reason_table=desk.rules.reasons,
        opinion=request.opinion,
        transfer_to=request.transfer_to or assessment.proposal.transfer_to,
        notices=len(before.notices) if before else 0,
    )
    blocking = assessment.blocked
    if decision not in acceptance.TAKES_IN:
        # It tells what is wrong with the form; but a paper is made out to somebody.
        on_paper = PAPERS.get(acceptance.status_after(decision, second_check=False))
        addressee = acceptance.applicant_named_at(assessment.matter) if on_paper else frozenset()
        blocking = tuple(no for no in blocking if no.where in addressee)
    if blocking or errors(against):
        return Refused(once((*blocking, *errors(against))))
    warnings = (*assessment.warnings, *(r for r in against if r not in errors(against)))
    if warnings and decision in acceptance.TAKES_IN and not request.warnings_confirmed.strip():
        return Refused(once((*warnings, Refusal(No.REQUIRED, "warnings_confirmed"))))
    return assessment, decision


def _case(
    desk: Desk,
    actor: Actor,
    request: FileCase,
    assessment: Assessment,
    decision: Decision,
    number: str,
    visit_id: str,
) -> Case:
    matter, values = assessment.matter, assessment.state.filled(request.values)
    second = acceptance.needs_second_check(matter, assessment.state, decision)
    reasons = assessment.proposal.reasons
    return Case(
        **_heading(matter, values),
        id=request.id or new_id(),
        number=number,
        visit_id=visit_id,
        matter=matter.code,
        matter_version=matter.version,
        status=acceptance.status_after(decision, second),
        decision=decision,
        values=values,
        answers=request.answers,
        materials=assessment.lines,
        reasons=reasons,
        quote=assessment.quote,
        opinion=request.opinion.strip(),
        warnings_confirmed=request.warnings_confirmed.strip(),
        notices=notice_for(desk, decision, number, reasons),
        received_at=desk.stamp(),
        decided_at=desk.stamp(),
        due_on=assessment.due_on if decision in acceptance.TAKES_IN else "",
        clerk_id=actor.staff_id,
        clerk_name=actor.name,
        outlet=actor.station.outlet,
        window=actor.station.window,
        transfer_to=request.transfer_to or assessment.proposal.transfer_to,
        query_code=new_query_code(),
    )


def _heading(matter: Matter, values: Mapping[str, object]) -> dict[str, Any]:
    """What the case is called in lists and on papers."""
    name, kind = acceptance.applicant_of(matter, values)
    return {
        "applicant_name": name,
        "applicant_kind": kind,
        "title": acceptance.title_of(matter, values),
        "right_number": acceptance.right_number_of(matter, values),
        "contact_phone": acceptance.contact_phone_of(matter, values),
    }


def notice_for(
    desk: Desk, decision: Decision, number: str, reasons: tuple[ReasonLine, ...]
) -> tuple[Notice, ...]:
    if decision is not Decision.CORRECTION_NOTICE:
        return ()
    return (Notice(number=number, given_at=desk.stamp(), reasons=reasons),)


def hand_out(tx: Tx, desk: Desk, actor: Actor, case: Case) -> tuple[Paper, ...]:
    """The papers that go with the case's status."""
    return make_case_papers(tx, desk, actor, case, PAPERS.get(case.status, ()))
