"""The state of a form: questions, fields, values, papers, fee facts, from real matters."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from app.domain.acceptance import AnsweredBy, check, form_state
from app.domain.matter import Matter
from app.domain.refusals import No
from tests.support.matters import (
    TODAY,
    draft_of,
    gi_mark,
    invention,
    layout,
    matter,
    party,
    received,
    rules,
    state_of,
    trademark,
)

TWO_YEARS = "today <= years_after(first_exploitation_date, 2)"


def test_the_invention_of_v1_with_two_priorities() -> None:
    state = state_of("PAT-APP-INV", invention())
    assert state.unanswered == ()
    assert state.facts == {
        "kind": "invention",
        "claims": 15,
        "pages": 42,
        "priorities": 2,
        "applicants": 1,
        "exam": True,
        "waived_percent": 85,
    }
    assert [material.id for material in state.materials] == [
        "request",
        "claims",
        "description",
        "abstract",
        "drawings",
        "abstract_drawing",
        "examination_request",
    ]
    draft = draft_of("PAT-APP-INV", invention())
    found = check(matter("PAT-APP-INV"), draft, state, rules().field_types, TODAY)
    assert {no.code for no in found} == {No.MATERIAL_UNCHECKED}
    assert check(matter("PAT-APP-INV"), draft, state, rules().field_types, TODAY, lines=received(state)) == ()


def test_two_applicants_get_the_smaller_reduction() -> None:
    values, answers = invention()
    values["applicants"] = [party(), party("张示例", "individual")]
    assert state_of("PAT-APP-INV", (values, answers)).facts["waived_percent"] == 70


def test_a_hidden_group_no_longer_counts_but_is_not_lost() -> None:
    values, answers = invention()
    answers["q_priority"] = "none"
    state = state_of("PAT-APP-INV", (values, answers))
    assert state.facts["priorities"] == 0
    assert "priorities" not in state.values
    assert "q_priority_late" not in state.answers
    again = state_of("PAT-APP-INV", (values, answers | {"q_priority": "domestic"}))
    assert again.values["priorities"] == values["priorities"]


def test_defaults_show_only_where_nothing_was_typed() -> None:
    values, answers = trademark()
    state = state_of("TM-REG", (values, answers))
    assert state.values["delivery"] == "electronic"
    assert state.defaults["delivery"] == "electronic"
    assert state.values["mark_types"] == "combined"
    typed = state_of("TM-REG", ({**values, "delivery": "mail"}, answers))
    assert typed.values["delivery"] == "mail"
    assert {"delivery_address", "delivery_recipient"} <= typed.required
    cleared = state_of("TM-REG", ({**values, "delivery": ""}, answers))
    assert cleared.values["delivery"] == ""
    assert "delivery" not in cleared.defaults


def test_rows_have_their_own_conditions_and_defaults() -> None:
    values, answers = invention()
    foreign = {"basis": "foreign", "date": "2026-02-01", "number_cn": "201710601862.3"}
    values["priorities"] = [foreign, {"basis": "domestic"}]
    state = state_of("PAT-APP-INV", (values, answers))
    assert "priorities[0].number_foreign" in state.required
    assert "priorities[0].number_cn" not in state.visible
    assert "priorities[1].number_cn" in state.required
    assert state.values["priorities"][0] == {"basis": "foreign", "office": "CN", "date": "2026-02-01"}  # type: ignore[index]


def test_contact_is_required_of_a_body_without_an_agency_only() -> None:
    values, answers = invention()
    assert "contact_name" in state_of("PAT-APP-INV", (values, answers)).required
    values["applicants"] = [party("张示例", "individual")]
    assert "contact_name" not in state_of("PAT-APP-INV", (values, answers)).required
    values["applicants"] = [party("张示例", "individual"), party()]
    assert "contact_name" in state_of("PAT-APP-INV", (values, answers)).required


def test_answers_call_for_papers_and_waive_them() -> None:
    change = matter("TM-CHANGE")
    name = {"q_what": "name"}

    def demanded(answers: dict[str, object]) -> set[str]:
        return {material.id for material in form_state(change, {}, answers, TODAY).materials}

    plain = demanded({})
    called = demanded(name)
    waived = demanded({**name, "q_verified": True})
    assert plain < called
    assert waived < called
    assert not any(m.conditional and m.id in plain for m in change.materials)
    state = form_state(change, {}, {**name, "q_verified": True}, TODAY)
    assert [material.id for material in state.waived] == sorted(called - waived)
    # The waiving question is not asked, and so waives nothing, when another thing changes.
    other = form_state(change, {}, {"q_what": "agent", "q_verified": True}, TODAY)
    assert other.waived == ()
    assert "q_verified" not in {asked.question.id for asked in other.asked}


@pytest.mark.parametrize(
    ("code", "answers", "go", "see"),
    [
        ("TM-REG", {"q_type": "collective"}, "none", "TM-COLL"),
        ("TM-REG", {"q_applicant": "natural_none"}, "market_reg", None),
        ("PAT-APP-UM", {"q_product": False}, "none", "PAT-APP-INV"),
        ("PAT-PAY-FILING", {"q_case": "pct_int"}, "pat_hall", "PAT-PCT-INT"),
        ("PAT-PAY-ANNUAL", {"q_due": "lapsed"}, "pat_hall", "PAT-RESTORE"),
        ("GI-MARK-USE", {"q_right": "mark"}, "gi_owner", "TM-LICENSE"),
    ],
)
def test_stops_show_where_to_go(code: str, answers: dict[str, object], go: str, see: str | None) -> None:
    (stopped,) = form_state(matter(code), {}, answers, TODAY).stops
    assert stopped.question in answers
    assert (stopped.stop.go, stopped.stop.see_matter) == (go, see)


def test_a_stop_with_a_condition_waits_for_it() -> None:
    inv = matter("PAT-APP-INV")
    assert form_state(inv, {}, {"q_residence": True, "q_agent": False}, TODAY).stops == ()
    (stopped,) = form_state(inv, {}, {"q_residence": False, "q_agent": False}, TODAY).stops
    assert stopped.stop.go == "pat_agency"


def test_the_window_setting_is_answered_by_the_program() -> None:
    layouts = matter("IC-REG")
    open_here = form_state(layouts, {}, {}, TODAY)
    assert open_here.answers["q_window_open"] is True
    assert "q_window_open" not in {asked.question.id for asked in open_here.asked}
    closed = form_state(layouts, {}, {"q_window_open": True}, TODAY, {"IC-REG": False})
    assert [stopped.stop.go for stopped in closed.stops] == ["vlsi_online"]


def with_auto(code: str, question: str, auto: str) -> Matter:
    found = matter(code)
    return replace(
        found,
        questions=tuple(replace(q, auto=auto) if q.id == question else q for q in found.questions),
    )


@pytest.mark.parametrize(("first", "stopped"), [("2024-11-21", False), ("2024-11-20", True)])
def test_two_years_and_a_day_can_be_read_off_the_date(first: str, stopped: bool) -> None:
    """布图设计保护条例: filed within two years of first exploitation; a day later it stops (V5)."""
    layouts = with_auto("IC-REG", "q_two_years", TWO_YEARS)
    values, answers = layout(first)
    state = form_state(layouts, values, answers | {"q_two_years": True}, TODAY)
    assert bool(state.stops) is stopped
    assert state.second_check is stopped
    assert state.unanswered == ()


def test_what_the_program_cannot_know_yet_is_asked() -> None:
    layouts = with_auto("IC-REG", "q_two_years", TWO_YEARS)
    values, answers = layout()
    del values["first_exploitation_date"]
    state = form_state(layouts, values, answers, TODAY)
    assert state.unanswered == ("q_two_years",)
    answered = form_state(layouts, values, answers | {"q_two_years": False}, TODAY)
    assert [s.question for s in answered.stops] == ["q_two_years"]


def test_preselected_answers_count_and_say_so() -> None:
    asked = {one.question.id: one for one in form_state(matter("TM-REG"), {}, {}, TODAY).asked}
    assert asked["q_channel"].answer == "paper"
    assert asked["q_channel"].by is AnsweredBy.DEFAULT
    assert asked["q_agent"].by is AnsweredBy.NOBODY
    cleared = form_state(matter("TM-REG"), {}, {"q_channel": None}, TODAY)
    assert "q_channel" in cleared.unanswered


def test_an_answer_fills_a_field_and_a_typed_contradiction_is_named() -> None:
    values, answers = invention()
    filled = state_of("PAT-APP-INV", (values, answers))
    assert filled.fills["fee_reduction_requested"] is True
    assert filled.values["fee_reduction_all_filed"] is True
    values["fee_reduction_requested"] = False
    state = state_of("PAT-APP-INV", (values, answers))
    found = check(
        matter("PAT-APP-INV"), draft_of("PAT-APP-INV", (values, answers)), state, rules().field_types, TODAY
    )
    assert [(no.code, no.where, no.facts["other"]) for no in found if no.code is No.CONTRADICTS] == [
        (No.CONTRADICTS, "values.fee_reduction_requested", "answers.q_reduction")
    ]


def test_a_renewal_in_the_grace_period_is_worked_out_from_the_date() -> None:
    renewal = matter("TM-RENEW")
    late = form_state(renewal, {"expiry_date": "2026-10-01"}, {"q_when": "grace"}, TODAY)
    assert late.computed["in_grace"] is True
    assert late.facts["in_grace"] is True
    assert "q_when" not in {one.question.id for one in late.asked}


@pytest.mark.parametrize(
    ("expiry", "answer"),
    [
        ("2027-11-22", "early"),
        ("2027-11-21", "early"),
        ("2027-11-20", "normal"),
        ("2026-11-21", "normal"),
        ("2026-11-20", "grace"),
        ("2026-05-21", "grace"),
    ],
)
def test_when_a_mark_expires_is_asked_once_as_a_date(expiry: str, answer: str) -> None:
    renewal = matter("TM-RENEW")
    state = form_state(renewal, {"expiry_date": expiry}, {}, TODAY)
    assert state.answers["q_when"] == answer
    assert "q_when" not in {
        one.question.id for one in (*state.asked, *form_state(renewal, {}, {}, TODAY).asked)
    }
    assert bool(state.stops) is (answer == "early")


def test_after_six_months_a_person_decides() -> None:
    """The last day of grace may have been a holiday, and the expressions know no calendar."""
    renewal = matter("TM-RENEW")
    state = form_state(renewal, {"expiry_date": "2026-05-20"}, {}, TODAY)
    assert "q_when" in state.unanswered
    lost = form_state(renewal, {"expiry_date": "2026-05-20"}, {"q_when": "lost"}, TODAY)
    assert lost.stops


def test_how_many_goods_there_are_is_counted_not_asked() -> None:
    asked = {one.question.id for one in form_state(matter("TM-REG"), {}, {}, TODAY).asked}
    assert not {name for name in asked if "ten" in name}


def test_what_the_program_works_out_is_never_asked_of_the_clerk() -> None:
    annual = matter("PAT-PAY-ANNUAL")
    assert next(field for field in annual.fields if field.id == "due_date").required
    state = form_state(annual, {}, {}, TODAY)
    assert "due_date" in state.visible - state.required


def test_goods_are_counted_class_by_class() -> None:
    facts = state_of("TM-REG", trademark()).facts
    assert (facts["classes"], facts["items"], facts["channel"]) == (2, [11, 1], "paper")


def test_notes_and_other_matters_to_offer() -> None:
    values, answers = invention()
    answers |= {"q_same_day": True, "q_reduction": "not_filed"}
    state = state_of("PAT-APP-INV", (values, answers))
    assert state.also_open == ("PAT-APP-UM", "PAT-EXAM", "PAT-FEERED-QUAL")
    assert any("同日声明" in note.zh for note in state.notes)
    assert state.facts["waived_percent"] == 0


def test_values_are_kept_normalised() -> None:
    values, answers = gi_mark()
    values |= {"producer_name": " <b>示例</b>&合作社(杭州) ", "producer_uscc": "91330106ma00000016"}
    state = state_of("GI-MARK-USE", (values, answers))
    assert state.values["producer_name"] == "<b>示例</b>&合作社（杭州）"
    assert state.values["producer_uscc"] == "91330106MA00000016"
    assert state.filled(values) == state.values


def test_working_the_state_out_again_changes_nothing() -> None:
    for code, form in (("PAT-APP-INV", invention()), ("TM-REG", trademark()), ("IC-REG", layout())):
        once = state_of(code, form)
        twice = form_state(matter(code), once.values, form[1], TODAY)
        assert twice.values == once.values
        assert twice.facts == once.facts


def test_a_field_starts_on_its_day() -> None:
    pages = "originality_statement_pages"
    later = replace(
        matter("IC-REG"),
        fields=tuple(
            replace(f, effective_from=date(2026, 10, 15)) if f.id == pages else f
            for f in matter("IC-REG").fields
        ),
    )
    assert pages not in form_state(later, {}, {}, date(2026, 10, 14)).visible
    assert pages in form_state(later, {}, {}, date(2026, 10, 15)).required
