"""What a second person must confirm, and what a case becomes."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.acceptance import allowed, needs_second_check, review, status_after
from app.domain.case import CaseStatus, Decision
from app.domain.refusals import No, Refusal
from tests.support.matters import case_of, gi_mark, matter, received, rules, state_of, trademark

REASONS = rules().reasons
OPINION = "材料齐全，建议受理"


def codes(found: tuple[Refusal, ...]) -> set[tuple[No, str]]:
    return {(no.code, no.where) for no in found}


def test_the_provincial_matter_always_goes_to_a_second_person() -> None:
    """V4: second check, and the first clerk's opinion in words."""
    state = state_of("GI-MARK-USE", gi_mark())
    assert needs_second_check(matter("GI-MARK-USE"), state, Decision.ACCEPT)
    assert not needs_second_check(matter("GI-MARK-USE"), state, Decision.ADVICE)
    assert status_after(Decision.ACCEPT, second_check=True) is CaseStatus.PENDING_CHECK
    for opinion, needed in (("", True), ("同意", True), ("……！！", True), (OPINION, False)):
        found = allowed(
            matter("GI-MARK-USE"),
            state,
            received(state),
            Decision.ACCEPT,
            reason_table=REASONS,
            opinion=opinion,
        )
        assert bool(codes(found) & {(No.OPINION_REQUIRED, "opinion")}) is needed
    trade = state_of("TM-REG", trademark())
    assert not needs_second_check(matter("TM-REG"), trade, Decision.ACCEPT)
    assert needs_second_check(matter("TM-REG"), trade, Decision.REFUSE)


def test_the_status_that_follows_each_decision() -> None:
    assert {decision: status_after(decision, second_check=False) for decision in Decision} == {
        Decision.ACCEPT: CaseStatus.ACCEPTED,
        Decision.CORRECT_ON_THE_SPOT: CaseStatus.ACCEPTED,
        Decision.TOLERATE: CaseStatus.ACCEPTED,
        Decision.CORRECTION_NOTICE: CaseStatus.CORRECTION,
        Decision.REFUSE: CaseStatus.REFUSED,
        Decision.TRANSFER: CaseStatus.TRANSFERRED,
        Decision.ADVICE: CaseStatus.ADVISED,
    }


def test_the_second_person_is_another_one_and_says_something() -> None:
    case = case_of("GI-MARK-USE", gi_mark(), (), CaseStatus.PENDING_CHECK, Decision.ACCEPT)
    assert review(case, "lead-1", "核对无误，同意") == ()
    assert codes(review(case, "clerk-1", "核对无误，同意")) == {(No.SAME_PERSON, "reviewer_id")}
    assert codes(review(case, "", "核对无误，同意")) == {(No.SAME_PERSON, "reviewer_id")}
    assert codes(review(case, "lead-1", "同意")) == {(No.OPINION_REQUIRED, "opinion")}
    signed = review(case, "lead-1", "孙负责人 同意", reviewer_name="孙负责人")
    assert codes(signed) == {(No.OPINION_REQUIRED, "opinion")}
    done = replace(case, status=CaseStatus.ACCEPTED)
    assert codes(review(done, "lead-1", "核对无误，同意")) == {(No.WRONG_STATE, "case_id")}
