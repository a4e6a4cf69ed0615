"""Cases: a refusal and a notice carry coded reasons, a second check a second person, a void its status."""

from __future__ import annotations

from app.contract.kinds import Kind, Stem
from app.domain.case import Case, CaseStatus, Decision
from app.domain.refusals import No
from app.province.entities.reading import numbered, page_of
from app.province.entities.ruling import Accepted, Entity, Look, Rejected, Ruling


def _rule(kind: Kind, case: Case, look: Look) -> Ruling:
    number = numbered(case.number)
    if case.decision is Decision.REFUSE and not case.reasons:
        return Rejected(No.REASON_REQUIRED, "reasons")
    review = case.review
    if kind is Kind.CASE_REVIEW and review is None:
        return Rejected(No.SECOND_CHECK_REQUIRED, "review")
    if review and review.reviewer_id == case.clerk_id:  # by whatever kind of op it came
        return Rejected(No.SAME_PERSON, "review.reviewer_id")
    voided = case.status is CaseStatus.VOIDED
    if kind is Kind.CASE_VOID and not voided:
        return Rejected(No.WRONG_STATE, "status")
    return Accepted(
        number=number,
        page=page_of(case.query_code),
        closes=case.id if voided else "",
    )


ENTITY = Entity(
    stem=Stem.CASES,
    shape=Case,
    first=frozenset({Kind.CASE_FILE}),
    rule=_rule,
    nested=frozenset({"values", "answers", "quote", "review"}),
)
