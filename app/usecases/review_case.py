"""The second person's check (复核): agree, or send back with a reason. Never the clerk who decided."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from app.contract.kinds import Kind
from app.domain import acceptance
from app.domain.case import CaseStatus, Review
from app.domain.paper import PaperKind
from app.domain.refusals import No, Refused, errors
from app.domain.staff import Actor, Permission
from app.usecases.accept_case import Filed, hand_out
from app.usecases.desk import Desk, barred
from app.usecases.ledger import enter
from app.usecases.papers import make_case_papers, make_evaluation_slip
from localdb import cases, visits
from localdb.connection import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCase:
    case_id: str
    agreed: bool
    opinion: str
    return_reason: str = ""


def review_case(tx: Tx, desk: Desk, reviewer: Actor, request: ReviewCase) -> Filed | Refused:
    if no := barred(reviewer, Permission.SECOND_CHECK):
        return no
    case = cases.load(tx, request.case_id)
    if case is None:
        return Refused.because(No.NO_SUCH_RECORD, "case_id", found=request.case_id)
    if case.status is not CaseStatus.PENDING_CHECK or case.review is not None:
        return Refused.because(No.WRONG_STATE, "case_id", state=case.status.value)
    found = errors(acceptance.review(case, reviewer.staff_id, request.opinion))
    if found:
        return Refused(found)
    if not request.agreed and not request.return_reason.strip():
        return Refused.because(No.REQUIRED, "return_reason")
    opinion = Review(
        reviewer_id=reviewer.staff_id,
        reviewer_name=reviewer.name,
        agreed=request.agreed,
        opinion=request.opinion.strip(),
        at=desk.stamp(),
        return_reason=request.return_reason.strip() or None,
    )
    status = (
        acceptance.status_after(case.decision, second_check=False) if request.agreed else CaseStatus.RETURNED
    )
    checked = replace(case, review=opinion, status=status)
    enter(tx, desk, reviewer, Kind.CASE_REVIEW, checked, before=case)
    made = make_case_papers(tx, desk, reviewer, checked, (PaperKind.REVIEW_SLIP,))
    if request.agreed:
        made = (*hand_out(tx, desk, reviewer, checked), *made)
        visit = visits.load(tx, case.visit_id)
        if checked.status is CaseStatus.ACCEPTED and visit:
            made = (*made, make_evaluation_slip(tx, desk, reviewer, visit, checked))
    return Filed(case=checked, papers=made)


def review_as(
    tx: Tx, desk: Desk, actor: Actor | None, reviewer: Actor, request: ReviewCase
) -> Filed | Refused:
    """The review by a second person who has just signed in beside the clerk (`actor`)."""
    return review_case(tx, desk, reviewer, request)
