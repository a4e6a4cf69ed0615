"""A notice is answered: only what it left open changes, everything else stays as it was."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from app.domain.acceptance import allowed, check, propose
from app.domain.case import (
    Case,
    CaseStatus,
    Decision,
    Draft,
    MaterialLine,
    MaterialState,
    Notice,
    ReasonLine,
)
from app.domain.filling_in import form_state
from app.domain.refusals import No, Refused, Severity, errors
from app.domain.supplement import reopen, supplemented
from tests.support.matters import (
    COMPANY,
    TODAY,
    case_of,
    matter,
    received,
    rules,
    state_of,
    trademark,
)

TM = "TM-REG"
BROUGHT = MaterialLine(material="power_of_attorney", state=MaterialState.RECEIVED, originals=1)


def noticed(**values: object) -> Case:
    """V2: the notice is out for the power of attorney and for what is wrong with the values."""
    form = trademark()
    form[0].update(values)
    lines = received(state_of(TM, form), power_of_attorney=MaterialState.MISSING)
    case = case_of(TM, form, lines, CaseStatus.CORRECTION, Decision.CORRECTION_NOTICE)
    reasons = (
        ReasonLine(code="R-AUTH-MISSING", about="power_of_attorney"),
        ReasonLine(code="R-TM-GOODS", about="values.goods[0].items"),
    )
    return replace(case, reasons=reasons, notices=(Notice(number="1", given_at="x", reasons=reasons),))


def done(case: Case, *lines: MaterialLine, **values: object) -> Case:
    result = supplemented(case, matter(TM), lines, values, rules().field_types)
    assert isinstance(result, Case)
    return result


def refused(case: Case, *lines: MaterialLine, **values: object) -> set[tuple[No, str]]:
    result = supplemented(case, matter(TM), lines, values, rules().field_types)
    assert isinstance(result, Refused)
    return {(no.code, no.where) for no in result.refusals}


def test_only_the_missing_line_and_the_named_field_are_open() -> None:
    opened = reopen(noticed(), matter(TM), rules().field_types)
    assert opened.materials == {"power_of_attorney"}
    assert opened.fields == {"goods"}


def test_a_demanded_paper_without_a_line_is_open() -> None:
    case = noticed()
    short = replace(case, materials=case.materials[1:])
    assert reopen(short, matter(TM)).materials == {"application_form", "power_of_attorney"}


def test_the_visitor_returns_with_the_paper_and_is_accepted() -> None:
    case = done(noticed(), BROUGHT, goods=[{"nice_class": 30, "items": ["绿茶"]}])
    state = form_state(matter(TM), case.values, case.answers, TODAY)
    assert propose(matter(TM), state, case.materials, rules().reasons, notices=1).decision is Decision.ACCEPT
    assert allowed(matter(TM), state, case.materials, Decision.ACCEPT, reason_table=rules().reasons) == ()
    assert case.values["goods"] == [{"nice_class": 30, "items": ["绿茶"]}]
    assert [line.material for line in case.materials] == [line.material for line in noticed().materials]
    assert case.status is CaseStatus.CORRECTION


def test_everything_else_is_locked() -> None:
    case = noticed()
    again = MaterialLine(material="mark_specimen", state=MaterialState.MISSING)
    assert refused(case, BROUGHT, again) == {(No.WRONG_STATE, "materials.mark_specimen")}
    assert refused(case, BROUGHT, mark_text="别的") == {(No.WRONG_STATE, "values.mark_text")}
    assert refused(case, replace(BROUGHT, material="x")) == {(No.UNKNOWN_MATERIAL, "materials.x")}
    assert refused(case, BROUGHT, nowhere=1) == {(No.UNKNOWN_FIELD, "values.nowhere")}


def test_what_is_sent_back_unchanged_does_no_harm() -> None:
    case = noticed()
    assert done(case, BROUGHT, *case.materials[:2], mark_text=" 示例茶 ").materials[-1] == BROUGHT


def test_what_was_left_empty_or_wrong_is_open_too() -> None:
    empty = noticed(postcode="")
    assert "postcode" in reopen(empty, matter(TM)).fields
    wrong = noticed(applicant_certificate={"kind": "uscc", "number": "91330106MA00000017"})
    assert "applicant_certificate" not in reopen(wrong, matter(TM)).fields
    assert "applicant_certificate" in reopen(wrong, matter(TM), rules().field_types).fields
    assert (
        done(wrong, BROUGHT, applicant_certificate=dict(COMPANY)).values["applicant_certificate"] == COMPANY
    )


@pytest.mark.parametrize(
    "status",
    [
        CaseStatus.ACCEPTED,
        CaseStatus.REFUSED,
        CaseStatus.PENDING_CHECK,
        CaseStatus.VOIDED,
        CaseStatus.ADVISED,
    ],
)
def test_other_cases_are_closed(status: CaseStatus) -> None:
    assert refused(replace(noticed(), status=status), BROUGHT) == {(No.WRONG_STATE, "case_id")}


def test_papers_that_may_follow_stay_open_after_acceptance() -> None:
    lines = received(state_of(TM, trademark()), power_of_attorney=MaterialState.TOLERATED)
    case = case_of(TM, trademark(), lines, CaseStatus.ACCEPTED, Decision.TOLERATE)
    assert reopen(case, matter(TM)).materials == {"power_of_attorney"}
    assert refused(case, BROUGHT, mark_text="别的") == {(No.WRONG_STATE, "values.mark_text")}
    assert done(case, BROUGHT).materials[-1].state is MaterialState.RECEIVED


def test_a_case_sent_back_by_the_second_person_is_open_as_a_whole() -> None:
    case = replace(noticed(), status=CaseStatus.RETURNED)
    opened = reopen(case, matter(TM))
    assert opened.holds("answers.q_agent")
    assert done(case, mark_text="别的").values["mark_text"] == "别的"


def test_what_the_notice_did_not_name_only_warns_when_it_is_answered() -> None:
    """One notice tells everything (行政许可法 art.32): nothing new is held against the visitor."""
    before = noticed()
    case = replace(before, values={**before.values, "contact_email": "no address"})
    draft = Draft(
        id="c",
        kind="acceptance",
        matter=TM,
        values=case.values,
        answers=case.answers,
        materials=case.materials,
    )
    state = form_state(matter(TM), case.values, case.answers, TODAY)
    plain = check(matter(TM), draft, state, rules().field_types, TODAY)
    assert [no.where for no in errors(plain)] == ["values.contact_email"]
    answered = check(matter(TM), draft, state, rules().field_types, TODAY, before=before)
    assert [(no.where, no.severity) for no in answered] == [("values.contact_email", Severity.WARNING)]
