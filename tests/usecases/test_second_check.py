"""V4 and V5: what needs two people is not handed out before both have spoken."""

from __future__ import annotations

from app.domain.case import CaseStatus, Decision
from app.domain.paper import PaperKind
from app.usecases.accept_case import FileCase, file_case
from app.usecases.desk import new_id
from app.usecases.review_case import ReviewCase, review_case
from app.usecases.supplement_case import SupplementCase, supplement_case
from tests.support.matters import gi_mark, layout
from tests.usecases.conftest import Counter

OPINION = "材料齐全，产地核查意见相符"


def _gi(**more: object) -> FileCase:
    values, answers = gi_mark()
    return FileCase(
        id=new_id(), matter="GI-MARK-USE", values=values, answers=answers, all_received=True, **more
    )


def _late_layout() -> FileCase:
    values, answers = layout("2024-11-20")
    return FileCase(
        id=new_id(), matter="IC-REG", values=values, answers=answers, opinion="首次商业利用已超过两年"
    )


def test_no_receipt_before_the_second_person_agrees(counter: Counter) -> None:
    filed = counter.done(file_case, _gi(opinion=OPINION, warnings_confirmed="省局尚未设定容缺"))
    assert filed.case.status is CaseStatus.PENDING_CHECK
    assert {p.kind for p in filed.papers} == {PaperKind.REVIEW_SLIP}
    request = ReviewCase(case_id=filed.case.id, agreed=True, opinion="同意受理，意见一致")
    checked = counter.done(review_case, request, by="3390")
    assert checked.case.status is CaseStatus.ACCEPTED
    assert PaperKind.ACCEPTANCE_RECEIPT in {p.kind for p in checked.papers}
    receipt = next(p for p in checked.papers if p.kind is PaperKind.ACCEPTANCE_RECEIPT)
    assert receipt.values["title"] == "acceptance_notice"


def test_nobody_checks_their_own_case(counter: Counter) -> None:
    filed = counter.done(file_case, _gi(opinion=OPINION, warnings_confirmed="省局尚未设定容缺"), by="3390")
    request = ReviewCase(case_id=filed.case.id, agreed=True, opinion="同意受理，意见一致")
    assert ("same_person", "reviewer_id") in counter.refused(review_case, request, by="3390")
    assert ("not_permitted", "") in counter.refused(review_case, request, by="3302")


def test_a_signature_is_no_opinion(counter: Counter) -> None:
    assert ("opinion_required", "opinion") in counter.refused(file_case, _gi(opinion="同意"))


def test_sent_back_and_decided_anew(counter: Counter) -> None:
    filed = counter.done(file_case, _gi(opinion=OPINION, warnings_confirmed="省局尚未设定容缺"))
    back = ReviewCase(
        case_id=filed.case.id, agreed=False, opinion="产量与核查不符", return_reason="请核对年产量"
    )
    returned = counter.done(review_case, back, by="3390")
    assert returned.case.status is CaseStatus.RETURNED
    again = SupplementCase(case_id=filed.case.id, opinion="已核对年产量，与核查一致")
    decided = counter.done(supplement_case, again, by="3302")
    assert decided.case.status is CaseStatus.PENDING_CHECK
    assert decided.case.clerk_id == "3302"


def test_two_years_and_a_day_is_refused_with_reason_basis_and_remedy(counter: Counter) -> None:
    filed = counter.done(file_case, _late_layout())
    assert filed.case.decision is Decision.REFUSE
    assert filed.case.status is CaseStatus.PENDING_CHECK
    agreed = ReviewCase(case_id=filed.case.id, agreed=True, opinion="同意不予受理，理由成立")
    checked = counter.done(review_case, agreed, by="3390")
    assert checked.case.status is CaseStatus.REFUSED
    notice = next(p for p in checked.papers if p.kind is PaperKind.REFUSAL_NOTICE)
    assert [reason["code"] for reason in notice.values["reasons"]] == ["R-IC-2Y"]
    assert notice.values["legal_basis"]
    assert notice.values["reviewer_name"] == "周岚（示例）"


def test_the_same_draft_twice_is_one_case(counter: Counter) -> None:
    request = _late_layout()
    first = counter.done(file_case, request)
    before = counter.written()
    second = counter.done(file_case, request)
    assert second.repeated
    assert second.case == first.case
    assert counter.written() == before
