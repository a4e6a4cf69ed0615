"""What the rules propose, and what they allow."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from app.domain.acceptance import (
    Proposal,
    allowed,
    form_state,
    needs_second_check,
    propose,
)
from app.domain.case import Decision, MaterialLine, MaterialState, ReasonLine
from app.domain.matter import Matter
from app.domain.refusals import No, Refusal, Severity, errors
from tests.support.matters import (
    TODAY,
    gi_mark,
    invention,
    layout,
    matter,
    received,
    rules,
    state_of,
    trademark,
)

REASONS = rules().reasons
OPINION = "材料齐全，建议受理"


def flagged(found: Matter, material: str, **flags: bool | None) -> Matter:
    """The matter with other flags on one paper."""
    return replace(
        found,
        materials=tuple(replace(m, **flags) if m.id == material else m for m in found.materials),  # type: ignore[arg-type]
    )


def proposed(
    code: str, form: tuple[dict[str, object], dict[str, object]], **states: MaterialState
) -> Proposal:
    state = state_of(code, form)
    return propose(matter(code), state, received(state, **states), REASONS)


def codes(found: tuple[Refusal, ...]) -> set[tuple[No, str]]:
    return {(no.code, no.where) for no in found}


def test_a_complete_form_is_proposed_for_acceptance() -> None:
    for code, form in (("PAT-APP-INV", invention()), ("TM-REG", trademark()), ("GI-MARK-USE", gi_mark())):
        proposal = proposed(code, form)
        assert (proposal.decision, proposal.ready, proposal.reasons) == (Decision.ACCEPT, True, ())


def test_a_missing_power_of_attorney_leads_to_the_notice_of_v2() -> None:
    state = state_of("TM-REG", trademark())
    lines = received(state, power_of_attorney=MaterialState.MISSING)
    proposal = propose(matter("TM-REG"), state, lines, REASONS)
    assert proposal.decision is Decision.CORRECTION_NOTICE
    assert proposal.reasons == (ReasonLine(code="R-AUTH-MISSING", about="power_of_attorney"),)
    notice = allowed(
        matter("TM-REG"), state, lines, proposal.decision, reasons=proposal.reasons, reason_table=REASONS
    )
    assert notice == ()
    accept = allowed(matter("TM-REG"), state, lines, Decision.ACCEPT, reason_table=REASONS)
    assert codes(accept) == {(No.MATERIAL_MISSING, "materials.power_of_attorney")}


def test_a_paper_marked_as_not_applicable_is_still_demanded() -> None:
    state = state_of("TM-REG", trademark())
    lines = received(state, mark_specimen=MaterialState.NOT_APPLICABLE)
    found = allowed(matter("TM-REG"), state, lines, Decision.ACCEPT, reason_table=REASONS)
    assert codes(found) == {(No.MATERIAL_MISSING, "materials.mark_specimen")}


def test_nothing_is_proposed_until_everything_was_looked_at() -> None:
    proposal = proposed("TM-REG", trademark(), mark_specimen=MaterialState.UNCHECKED)
    assert not proposal.ready
    assert proposal.why["unchecked"] == 1
    state = state_of("TM-REG", trademark())
    for decision in (Decision.ACCEPT, Decision.CORRECTION_NOTICE):
        found = allowed(matter("TM-REG"), state, (), decision, reason_table=REASONS)
        assert (No.MATERIAL_UNCHECKED, "materials.application_form") in codes(found)
    unanswered = form_state(matter("TM-REG"), {}, {}, TODAY)
    assert not propose(matter("TM-REG"), unanswered, received(unanswered), REASONS).ready
    found = allowed(matter("TM-REG"), unanswered, received(unanswered), Decision.ACCEPT, reason_table=REASONS)
    assert (No.UNANSWERED_QUESTION, "answers.q_agent") in codes(found)


def test_core_papers_of_a_patent_missing_are_refused() -> None:
    proposal = proposed("PAT-APP-INV", invention(), claims=MaterialState.MISSING)
    assert proposal.decision is Decision.REFUSE
    assert proposal.reasons == (ReasonLine(code="R-PA-CORE", about="claims"),)


def test_two_years_after_first_exploitation_is_refused_with_its_reason() -> None:
    """V5: refused with reason, legal basis and remedy, by two people."""
    values, answers = layout()
    late = {**values, "first_exploitation_date": "2024-11-20"}  # two years and a day before today
    state = state_of("IC-REG", (late, answers))
    assert state_of("IC-REG", ({**late, "first_exploitation_date": "2024-11-21"}, answers)).stops == ()
    proposal = propose(matter("IC-REG"), state, received(state), REASONS)
    assert proposal.decision is Decision.REFUSE
    assert proposal.reasons == (ReasonLine(code="R-IC-2Y"),)
    assert REASONS["R-IC-2Y"].basis
    assert needs_second_check(matter("IC-REG"), state, Decision.REFUSE)
    assert needs_second_check(matter("IC-REG"), state, Decision.ACCEPT)
    assert not needs_second_check(matter("IC-REG"), state_of("IC-REG", layout()), Decision.ACCEPT)
    accept = allowed(
        matter("IC-REG"), state, received(state), Decision.ACCEPT, reason_table=REASONS, opinion=OPINION
    )
    assert codes(accept) == {(No.STOPPED_BY_ANSWER, "answers.q_two_years")}
    silent = allowed(
        matter("IC-REG"), state, (), Decision.REFUSE, reasons=proposal.reasons, reason_table=REASONS
    )
    assert codes(silent) == {(No.OPINION_REQUIRED, "opinion")}
    bare = allowed(matter("IC-REG"), state, (), Decision.REFUSE, reason_table=REASONS, opinion="超过两年")
    assert codes(bare) == {(No.REASON_REQUIRED, "reasons")}
    refuse = allowed(
        matter("IC-REG"),
        state,
        (),
        Decision.REFUSE,
        reasons=proposal.reasons,
        reason_table=REASONS,
        opinion="首次商业利用已超过两年",
    )
    assert refuse == ()


@pytest.mark.parametrize(
    ("code", "answers", "decision", "see"),
    [
        ("TM-REG", {"q_type": "collective"}, Decision.ADVICE, "TM-COLL"),
        ("TM-REG", {"q_applicant": "natural_none"}, Decision.TRANSFER, None),
        ("PAT-PAY-FILING", {"q_case": "pct_int"}, Decision.TRANSFER, "PAT-PCT-INT"),
        ("GI-MARK-USE", {"q_in_area": False}, Decision.REFUSE, None),
    ],
)
def test_a_stop_proposes_where_it_leads(
    code: str, answers: dict[str, object], decision: Decision, see: str | None
) -> None:
    state = form_state(matter(code), {}, answers, TODAY)
    proposal = propose(matter(code), state, (), REASONS)
    assert (proposal.decision, proposal.ready, proposal.see_matter) == (decision, True, see)
    assert bool(proposal.transfer_to) is (decision is Decision.TRANSFER)


def test_a_transfer_says_where_to() -> None:
    state = form_state(matter("TM-REG"), {}, {}, TODAY)
    assert codes(allowed(matter("TM-REG"), state, (), Decision.TRANSFER)) == {(No.REQUIRED, "transfer_to")}
    assert allowed(matter("TM-REG"), state, (), Decision.TRANSFER, transfer_to="tm_hall") == ()
    assert allowed(matter("TM-REG"), state, (), Decision.ADVICE) == ()


def test_what_can_be_mended_here_is_mended_here() -> None:
    state = state_of("TM-REG", trademark())
    reasons = (ReasonLine(code="R-SIGN-MISSING", about="application_form"),)
    wrong = received(state, application_form=MaterialState.WRONG)
    assert propose(matter("TM-REG"), state, wrong, REASONS, reasons).decision is Decision.CORRECT_ON_THE_SPOT
    not_yet = allowed(
        matter("TM-REG"), state, wrong, Decision.CORRECT_ON_THE_SPOT, reasons=reasons, reason_table=REASONS
    )
    assert codes(not_yet) == {(No.MATERIAL_MISSING, "materials.application_form")}
    mended = received(state)
    assert propose(matter("TM-REG"), state, mended, REASONS, reasons).decision is Decision.CORRECT_ON_THE_SPOT
    done = allowed(
        matter("TM-REG"), state, mended, Decision.CORRECT_ON_THE_SPOT, reasons=reasons, reason_table=REASONS
    )
    assert done == ()
    plain = allowed(matter("TM-REG"), state, mended, Decision.ACCEPT, reasons=reasons, reason_table=REASONS)
    assert codes(plain) == {(No.DECISION_NOT_ALLOWED, "reasons[0]")}


def test_tolerance_only_where_the_province_has_set_it() -> None:
    state = state_of("TM-REG", trademark())
    lines = received(state, identity_proof=MaterialState.MISSING)
    for flag, proposal, code in (
        (True, Decision.TOLERATE, None),
        (None, Decision.CORRECTION_NOTICE, No.SET_BY_PROVINCE),
        (False, Decision.CORRECTION_NOTICE, No.TOLERANCE_NOT_ALLOWED),
    ):
        rule = flagged(matter("TM-REG"), "identity_proof", tolerance_allowed=flag)
        state = form_state(rule, *trademark(), TODAY)
        assert propose(rule, state, lines, REASONS).decision is proposal
        found = allowed(rule, state, lines, Decision.TOLERATE, reason_table=REASONS)
        assert [no.code for no in found] == ([code] if code else [])
        assert bool(errors(found)) is (flag is False)
        marked = received(state, identity_proof=MaterialState.TOLERATED)
        found = allowed(rule, state, marked, Decision.TOLERATE, reason_table=REASONS)
        assert [no.code for no in found] == ([code] if code else [])
        assert (No.DECISION_NOT_ALLOWED, "materials.identity_proof") in codes(
            allowed(rule, state, marked, Decision.ACCEPT, reason_table=REASONS)
        )


@pytest.mark.parametrize(
    ("state_of_line", "flag", "refused"),
    [
        (MaterialState.COMMITMENT, "commitment_allowed", No.COMMITMENT_NOT_ALLOWED),
        (MaterialState.E_LICENCE, "e_licence_allowed", No.E_LICENCE_NOT_ALLOWED),
    ],
)
def test_a_paper_is_replaced_only_where_that_is_allowed(
    state_of_line: MaterialState, flag: str, refused: No
) -> None:
    for value in (True, None, False):
        rule = flagged(matter("TM-REG"), "identity_proof", **{flag: value})
        state = form_state(rule, *trademark(), TODAY)
        lines = received(state, identity_proof=state_of_line)
        found = allowed(rule, state, lines, Decision.ACCEPT, reason_table=REASONS)
        proposal = propose(rule, state, lines, REASONS)
        if value is False:
            assert (refused, "materials.identity_proof") in codes(errors(found))
            assert proposal.decision is not Decision.ACCEPT or not proposal.ready
        else:
            assert errors(found) == ()
            assert [no.code for no in found] == ([] if value else [No.SET_BY_PROVINCE])
            assert proposal.decision is Decision.ACCEPT


def test_a_notice_names_a_coded_reason_for_every_defect_and_is_given_once() -> None:
    state = state_of("TM-REG", trademark())
    lines = received(state, mark_specimen=MaterialState.WRONG, power_of_attorney=MaterialState.MISSING)
    one = (ReasonLine(code="R-AUTH-MISSING", about="power_of_attorney"),)
    found = allowed(
        matter("TM-REG"), state, lines, Decision.CORRECTION_NOTICE, reasons=one, reason_table=REASONS
    )
    assert codes(found) == {(No.REASON_REQUIRED, "materials.mark_specimen")}
    both = (*one, ReasonLine(code="R-TM-IMAGE", about="mark_specimen"))
    again = allowed(
        matter("TM-REG"),
        state,
        lines,
        Decision.CORRECTION_NOTICE,
        reasons=both,
        reason_table=REASONS,
        notices=1,
    )
    assert codes(again) == {(No.NOTICE_ALREADY_GIVEN, "decision")}
    nothing = allowed(
        matter("TM-REG"), state, received(state), Decision.CORRECTION_NOTICE, reason_table=REASONS
    )
    assert codes(nothing) == {(No.REASON_REQUIRED, "reasons")}
    grave = allowed(
        matter("TM-REG"),
        state,
        lines,
        Decision.CORRECTION_NOTICE,
        reasons=(*both, ReasonLine(code="R-FORM-LANGUAGE")),
        reason_table=REASONS,
    )
    assert codes(grave) == {(No.DECISION_NOT_ALLOWED, "reasons[2]")}


def test_after_a_notice_what_is_still_missing_may_be_refused() -> None:
    state = state_of("TM-REG", trademark())
    lines = received(state, power_of_attorney=MaterialState.MISSING)
    proposal = propose(matter("TM-REG"), state, lines, REASONS, notices=1)
    assert proposal.decision is Decision.REFUSE
    asked = {"reasons": proposal.reasons, "reason_table": REASONS, "opinion": "补正后仍缺委托书"}
    assert allowed(matter("TM-REG"), state, lines, Decision.REFUSE, notices=1, **asked) == ()  # type: ignore[arg-type]
    first = allowed(matter("TM-REG"), state, lines, Decision.REFUSE, **asked)  # type: ignore[arg-type]
    assert codes(first) == {(No.REASON_REQUIRED, "reasons")}


def test_only_the_words_of_the_shared_list() -> None:
    state = state_of("TM-REG", trademark())
    odd = (ReasonLine(code="R-BECAUSE-I-SAY-SO"), ReasonLine(code="R-SIGN-MISSING", about="values.nowhere"))
    found = allowed(
        matter("TM-REG"),
        state,
        received(state),
        Decision.CORRECTION_NOTICE,
        reasons=odd,
        reason_table=REASONS,
    )
    assert {(No.UNKNOWN_REASON, "reasons[0]"), (No.UNKNOWN_FIELD, "reasons[1]")} <= codes(found)
    assert not propose(matter("TM-REG"), state, received(state), REASONS, odd[:1]).ready


def test_lines_are_those_of_the_matter_once_each() -> None:
    state = state_of("TM-REG", trademark())
    lines = (
        *received(state),
        MaterialLine(material="mark_specimen"),
        MaterialLine(material="x", note="\x00"),
    )
    found = allowed(matter("TM-REG"), state, lines, Decision.ADVICE, reason_table=REASONS)
    assert codes(found) == {
        (No.DUPLICATE_VALUE, "materials.mark_specimen"),
        (No.UNKNOWN_MATERIAL, "materials.x"),
    }
    few = (MaterialLine(material="samples", state=MaterialState.RECEIVED, originals=3, pages=-1),)
    values, answers = layout()
    ic = state_of("IC-REG", (values, answers))
    told = allowed(matter("IC-REG"), ic, few, Decision.ADVICE)
    assert [(no.code, no.severity) for no in told] == [
        (No.OUT_OF_RANGE, Severity.ERROR),
        (No.TOO_FEW_ROWS, Severity.WARNING),
    ]
