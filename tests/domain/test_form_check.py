"""Everything wrong with a form, named at its place and in form order."""

from __future__ import annotations

from app.domain.acceptance import check, form_state
from app.domain.refusals import No
from tests.support.matters import HANDLER, TODAY, draft_of, matter, rules


def test_check_names_everything_in_form_order() -> None:
    values: dict[str, object] = {
        **HANDLER,
        "applicant_name": "示例公司",
        "applicant_certificate": {"kind": "uscc", "number": "91330106MA00000017"},
        "stranger": 1,
        "co_applicants": [{"name": "甲公司"}],
    }
    answers = {"q_co": True, "q_mark": "hologram", "nobody_asked": True}
    state = form_state(matter("TM-REG"), values, answers, TODAY)
    found = check(matter("TM-REG"), draft_of("TM-REG", (values, answers)), state, rules().field_types, TODAY)
    places = [no.where for no in found]
    assert places.index("answers.q_foreign") < places.index("answers.q_mark")
    assert places.index("answers.q_mark") < places.index("values.applicant_kind")
    assert places.index("values.applicant_certificate") < places.index("values.postcode")
    assert places.index("values.co_applicants[0].certificate") < places.index("values.mark_text")
    assert places[-1].startswith("materials.")
    by_place = {no.where: no.code for no in found}
    assert by_place["answers.q_mark"] is No.NOT_AN_OPTION
    assert by_place["answers.q_foreign"] is No.UNANSWERED_QUESTION
    assert by_place["values.applicant_certificate"] is No.CHECK_DIGIT
    assert by_place["values.co_applicants[0].certificate"] is No.REQUIRED
    assert by_place["values.stranger"] is No.UNKNOWN_FIELD
    assert by_place["answers.nobody_asked"] is No.UNKNOWN_FIELD
    assert len(set(places)) == len(places)
