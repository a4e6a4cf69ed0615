"""When terms end: the official examples, every type, and what happens at the edge of the calendars."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import deadlines
from app.domain.deadlines import Deadline, DeadlineRequest
from app.domain.refusals import No, Refused
from app.domain.workdays import Calendar
from tests.domain import fee_cases
from tests.domain.packaged import SHORT, calendar


def day(text: str) -> date:
    return date.fromisoformat(text)


def ends(**facts: Any) -> Deadline:
    found = deadlines.compute(msgspec.convert(facts, DeadlineRequest), calendar())
    assert isinstance(found, Deadline), found
    return found


def refused(**facts: Any) -> tuple[tuple[No, str], ...]:
    found = deadlines.compute(msgspec.convert(facts, DeadlineRequest), calendar())
    assert isinstance(found, Refused), found
    return tuple((refusal.code, refusal.where) for refusal in found.refusals)


@pytest.mark.parametrize("case", fee_cases.dated(), ids=lambda case: case["description"][:60])
def test_worked_examples(case: dict[str, Any]) -> None:
    facts = dict(case["input"])
    if case["category"] == "trademark_deadline":
        facts["line"] = "trademark"
    found = ends(**facts)
    assert found.date == day(case["expected"]), case["arithmetic"]
    assert found.steps
    assert found.basis
    assert all(step.zh and step.en for step in found.steps)


@pytest.mark.parametrize(
    ("facts", "end"),
    [
        ({"type": "exam", "filing": "2024-03-18", "priority": "2023-05-06"}, "2026-05-06"),
        ({"type": "office_action", "received": "2026-03-10", "months": 4}, "2026-07-10"),
        ({"type": "office_action", "received": "2026-03-10", "days": 15}, "2026-03-25"),
        (
            {"type": "office_action", "dispatched": "2026-03-10", "service": "paper", "months": 2},
            "2026-05-25",
        ),
        ({"type": "reexamination", "received": "2026-03-10"}, "2026-06-10"),
        ({"type": "restoration", "received": "2026-03-10"}, "2026-05-11"),
        ({"type": "grant_formalities", "dispatched": "2026-03-10", "service": "electronic"}, "2026-05-11"),
        ({"type": "pct_entry", "priority": "2024-01-31"}, "2026-07-31"),
        ({"type": "pct_entry_grace", "priority": "2024-01-31"}, "2026-09-30"),
        ({"type": "priority", "priority": "2025-11-20", "kind": "invention"}, "2026-11-20"),
        ({"type": "priority", "priority": "2025-11-20", "kind": "design"}, "2026-05-20"),
        ({"type": "priority", "priority": "2026-05-20", "line": "trademark"}, "2026-11-20"),
        ({"type": "priority_restoration", "priority": "2025-01-20"}, "2026-03-20"),
        ({"type": "request_fee", "requested": "2026-10-20"}, "2026-11-20"),
        ({"type": "term_compensation", "granted": "2026-08-20"}, "2026-11-20"),
        ({"type": "licence_recordal", "event": "2026-08-20"}, "2026-11-20"),
        ({"type": "refund", "paid": "2023-11-20"}, "2026-11-20"),
        ({"type": "refund", "paid": "2025-11-20", "line": "ic"}, "2026-11-20"),
        ({"type": "reduction_request", "due": "2026-11-20"}, "2026-09-05"),
        ({"type": "trademark_opposition", "published": "2026-08-20"}, "2026-11-20"),
        ({"type": "trademark_review", "received": "2026-11-05"}, "2026-11-20"),
        ({"type": "trademark_review", "dispatched": "2026-10-12", "service": "paper"}, "2026-11-11"),
        ({"type": "trademark_correction", "received": "2026-10-21"}, "2026-11-20"),
        ({"type": "trademark_fee", "notice": "2026-11-12"}, "2026-11-19"),
        ({"type": "ic_exploitation", "exploited": "2024-11-20"}, "2026-11-20"),
        ({"exploited": "2024-11-20"}, "2026-11-20"),
        ({"type": "trademark_explanation", "received": "2026-11-05"}, "2026-11-20"),
        ({"type": "madrid_fee", "notice": "2026-11-05"}, "2026-11-20"),
        ({"type": "non_use_evidence", "received": "2026-09-18"}, "2026-11-18"),
        ({"type": "indication_opposition", "published": "2026-09-18"}, "2026-11-18"),
        ({"type": "ic_restoration", "notice": "2026-09-18"}, "2026-11-18"),
        ({"type": "annual_fee", "filing": "2025-11-18", "patent_year": 2}, "2026-11-18"),
        ({"type": "application_fee", "filing": "2026-09-18"}, "2026-11-18"),
        ({"type": "application_fee", "filing": "2026-09-18", "notice_received": "2026-11-04"}, "2026-11-19"),
        ({"type": "ic_reexamination", "received": "2026-08-20"}, "2026-11-20"),
        ({"type": "generic", "event": "2026-08-20", "months": 3}, "2026-11-20"),
        ({"type": "promised", "event": "2026-09-30", "working_days": 5}, "2026-10-13"),
    ],
)
def test_every_type(facts: dict[str, Any], end: str) -> None:
    assert ends(**facts).date == day(end)


def test_every_type_is_known() -> None:
    for kind in deadlines.TYPES:
        found = deadlines.compute(DeadlineRequest(type=kind), calendar())
        assert isinstance(found, Refused)
        assert {refusal.code for refusal in found.refusals} == {No.FACT_MISSING}, kind


def test_the_annual_fee_has_a_grace_period() -> None:
    found = ends(type="annual_fee", filing="2019-03-16", patent_year=8)
    assert found.date == day("2026-03-16")
    assert found.grace_end == day("2026-09-16")


def test_the_grace_period_counts_from_the_day_as_counted_not_as_moved() -> None:
    found = ends(type="annual_fee", filing="2019-06-21", patent_year=8)
    assert found.raw_end == day("2026-06-21")
    assert found.date == day("2026-06-22")
    assert found.grace_end == day("2026-12-21")


def test_the_fee_of_the_first_year_is_no_annual_term() -> None:
    assert refused(type="annual_fee", filing="2019-03-16", patent_year=1) == (
        (No.OUT_OF_RANGE, "patent_year"),
    )


def test_renewal_opens_a_year_before_and_has_six_months_of_grace() -> None:
    found = ends(type="trademark_renewal", registered="2016-11-21")
    assert (found.opens, found.date, found.grace_end) == (
        day("2025-11-21"),
        day("2026-11-20"),
        day("2027-05-20"),
    )
    told = ends(type="trademark_renewal", expires="2026-11-20")
    assert (told.opens, told.date, told.grace_end) == (found.opens, found.date, found.grace_end)


def test_trademark_service_is_presumed_even_when_electronic() -> None:
    electronic = ends(type="trademark_review", dispatched="2026-10-12", service="electronic")
    proven = ends(type="trademark_review", received="2026-10-12")
    assert electronic.raw_end - proven.raw_end == timedelta(days=15)


def test_patent_service_is_presumed_on_paper_only() -> None:
    paper = ends(type="reexamination", dispatched="2026-03-10", service="paper")
    electronic = ends(type="reexamination", dispatched="2026-03-10", service="electronic")
    assert (paper.raw_end, electronic.raw_end) == (day("2026-06-25"), day("2026-06-10"))


def test_electronic_service_before_2024_is_less_certain() -> None:
    facts = {"type": "reexamination", "service": "electronic"}
    assert ends(**facts, dispatched="2024-01-19").confidence == "medium"
    assert ends(**facts, dispatched="2024-01-20").confidence == "high"


def test_the_new_trademark_law_shortens_opposition() -> None:
    assert ends(type="trademark_opposition", published="2026-12-31").raw_end == day("2027-03-31")
    assert ends(type="trademark_opposition", published="2026-12-31").confidence == "medium"
    assert ends(type="trademark_opposition", published="2027-01-01").raw_end == day("2027-03-01")
    assert ends(type="trademark_opposition", published="2026-12-31", law="2026").raw_end == day("2027-02-28")


def test_a_year_without_a_calendar_is_said_and_not_guessed() -> None:
    found = ends(type="trademark_opposition", published="2027-01-13")
    assert found.calendar_missing == 2027
    assert found.date == found.raw_end == day("2027-03-13")
    assert "2027" in found.steps[-1].zh


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        ({"type": "exam", "filing": "2023-11-20"}, "加 3 年：2026-11-20"),
        ({"type": "reexamination", "received": "2026-08-20"}, "加 3 个月：2026-11-20"),
        ({"type": "trademark_review", "received": "2026-11-05"}, "加 15 日：2026-11-20"),
        (
            {"type": "generic", "event": "2026-10-05", "months": 1, "days": 15},
            "加 1 个月零 15 日：2026-11-20",
        ),
    ],
)
def test_each_step_is_told(facts: dict[str, Any], step: str) -> None:
    assert ends(**facts).steps[-1].zh == step


def test_the_year_that_is_missing_may_be_the_next_one() -> None:
    raw = {"year": 2026, "holidays": ["2026-12-31"], "make_up_days": [], "source": "test"}
    found = deadlines.compute(DeadlineRequest(raw_end=day("2026-12-31")), Calendar.parse([raw]))
    assert isinstance(found, Deadline)
    assert found.calendar_missing == 2027
    assert found.date == day("2026-12-31")


def test_a_term_that_ends_on_a_make_up_day_is_less_certain() -> None:
    found = ends(raw_end="2026-05-09")
    assert (found.date, found.confidence) == (day("2026-05-09"), "medium")


def test_working_days_beyond_the_calendars_are_refused() -> None:
    assert refused(type="promised", event="2026-12-30", working_days=20) == (
        (No.CALENDAR_NOT_PACKAGED, "calendar"),
    )


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({"type": "nobody"}, ((No.NOT_AN_OPTION, "type"),)),
        ({}, ((No.NOT_AN_OPTION, "type"),)),
        ({"type": "exam"}, ((No.FACT_MISSING, "priority"),)),
        ({"type": "annual_fee"}, ((No.FACT_MISSING, "filing"), (No.FACT_MISSING, "patent_year"))),
        ({"type": "annual_fee", "filing": "2019-03-16"}, ((No.FACT_MISSING, "patent_year"),)),
        ({"type": "annual_fee", "patent_year": 3}, ((No.FACT_MISSING, "filing"),)),
        ({"type": "office_action", "received": "2026-03-10"}, ((No.FACT_MISSING, "months"),)),
        ({"type": "reexamination", "dispatched": "2026-03-10"}, ((No.FACT_MISSING, "service"),)),
        (
            {"type": "reexamination", "dispatched": "2026-03-10", "service": "pigeon"},
            ((No.NOT_AN_OPTION, "service"),),
        ),
        ({"type": "priority", "priority": "2026-03-10"}, ((No.FACT_MISSING, "kind"),)),
        ({"type": "priority", "priority": "2026-03-10", "kind": "x"}, ((No.NOT_AN_OPTION, "kind"),)),
        ({"type": "refund", "paid": "2026-03-10", "line": "gi"}, ((No.NOT_AN_OPTION, "line"),)),
        (
            {"type": "trademark_opposition", "published": "2026-03-10", "law": "1982"},
            ((No.NOT_AN_OPTION, "law"),),
        ),
        ({"type": "promised", "event": "2026-03-10"}, ((No.FACT_MISSING, "working_days"),)),
        ({"type": "generic", "event": "2026-03-10"}, ((No.FACT_MISSING, "months"),)),
        ({"type": "exam", "filing": "9999-12-31"}, ((No.OUT_OF_RANGE, "filing"),)),
        (
            {"type": "office_action", "received": "2026-03-10", "months": 601},
            ((No.OUT_OF_RANGE, "months"),),
        ),
        (
            {"type": "promised", "event": "2026-03-10", "working_days": -1},
            ((No.OUT_OF_RANGE, "working_days"),),
        ),
    ],
)
def test_what_cannot_be_counted(facts: dict[str, Any], answer: tuple[tuple[No, str], ...]) -> None:
    assert refused(**facts) == answer


@SHORT
@given(st.sampled_from(deadlines.TYPES), st.dates(), st.integers(0, 30))
def test_no_date_breaks_the_count(kind: str, start: date, number: int) -> None:
    names = [name for name in DeadlineRequest.__struct_fields__ if name not in _NOT_DAYS]
    request = msgspec.convert(
        {
            **dict.fromkeys(names, start.isoformat()),
            "type": kind,
            "kind": "invention",
            "service": "paper",
            "months": number,
            "days": number,
            "working_days": number,
            "patent_year": min(number, 20),
        },
        DeadlineRequest,
    )
    found = deadlines.compute(request, Calendar.parse([]))
    if isinstance(found, Deadline):
        assert found.date >= found.raw_end
        assert msgspec.convert(msgspec.to_builtins(found), Deadline) == found


_NOT_DAYS = frozenset(
    {"type", "line", "kind", "service", "law", "months", "days", "working_days", "patent_year"}
)
