"""Ratings: complete, of the right grade, given once, never by those who served."""

from __future__ import annotations

import pytest

from app.domain.evaluating import DIGITS, LONGEST_TEXT, check, may_key_in, may_rate
from app.domain.evaluation import Evaluation, EvaluationChannel, Grade
from app.domain.refusals import No
from tests.support.matters import rules

OPTIONS = rules().evaluation_options


@pytest.mark.parametrize("grade", list(Grade))
def test_the_national_options_belong_to_their_grade(grade: Grade) -> None:
    own = tuple(option.code for option in OPTIONS[grade])
    assert own
    assert check(grade, own, "", OPTIONS) == ()
    for other in Grade:
        if other is not grade:
            assert {no.code for no in check(other, own, "", OPTIONS)} == {No.NOT_AN_OPTION}


def test_an_option_listed_under_a_wrong_grade_is_refused() -> None:
    confused = {Grade.DISSATISFIED: OPTIONS[Grade.VERY_SATISFIED]}
    assert [no.code for no in check(Grade.DISSATISFIED, ("510",), "", confused)] == [No.NOT_AN_OPTION]


def test_digits_count_from_the_best() -> None:
    assert (DIGITS[Grade.VERY_SATISFIED], DIGITS[Grade.VERY_DISSATISFIED]) == ("5", "1")


@pytest.mark.parametrize("grade", list(Grade))
def test_a_bad_rating_needs_a_point_or_words_and_a_good_one_nothing(grade: Grade) -> None:
    bare = [no.code for no in check(grade, (), "  ", OPTIONS)]
    assert bare == ([No.OPTION_OR_TEXT_REQUIRED] if grade.bad else [])
    assert check(grade, (), "等了很久", OPTIONS) == ()


def test_options_and_text_are_looked_at() -> None:
    assert [no.where for no in check(Grade.DISSATISFIED, ("207", "207", "299"), "", OPTIONS)] == [
        "options[1]",
        "options[2]",
    ]
    assert [no.code for no in check(Grade.SATISFIED, (), "字" * (LONGEST_TEXT + 1), OPTIONS)] == [No.TOO_LONG]
    assert [no.code for no in check(Grade.SATISFIED, (), "a\x00", OPTIONS)] == [No.CONTROL_CHARACTER]
    assert check(Grade.SATISFIED, (), "一\n二", OPTIONS) == ()


def given(stage: str = "acceptance", case_id: str | None = None) -> Evaluation:
    return Evaluation(
        id="e",
        number="1",
        visit_id="v",
        case_id=case_id,
        channel=EvaluationChannel.SCREEN,
        grade=Grade.SATISFIED,
        stage=stage,
    )


def test_one_rating_a_visit_and_stage() -> None:
    assert may_rate((), "v", None, "acceptance") == ()
    assert [no.code for no in may_rate((given(),), "v", None, "acceptance")] == [No.ALREADY_RATED]
    assert may_rate((given(),), "v", None, "closing") == ()
    assert may_rate((given(),), "v", "c", "acceptance") == ()
    assert may_rate((given(),), "w", None, "acceptance") == ()
    assert [no.code for no in may_rate((), "v", None, "later")] == [No.NOT_AN_OPTION]


def test_staff_never_rate_for_the_visitor() -> None:
    paper = EvaluationChannel.PAPER
    assert may_key_in(paper, "lead", ("clerk",)) == ()
    assert [no.code for no in may_key_in(paper, "clerk", ("clerk",))] == [No.SAME_PERSON]
    assert [no.code for no in may_key_in(paper, "", ("clerk",))] == [No.REQUIRED]
    assert [no.code for no in may_key_in(EvaluationChannel.SCREEN, "clerk", ())] == [No.NOT_PERMITTED]
    assert may_key_in(EvaluationChannel.QR, "", ("clerk",)) == ()
