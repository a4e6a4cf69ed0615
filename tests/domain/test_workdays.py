"""Working days and terms in months, on the packaged calendars and on made-up ones."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.months import add_months, add_years, anniversary, months_begun
from app.domain.refusals import No, Refused
from app.domain.workdays import Calendar
from tests.domain.packaged import SHORT, calendar

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def test_a_make_up_saturday_is_a_working_day() -> None:
    assert calendar().is_workday(date(2026, 2, 14)) is True
    assert calendar().is_rest_day(date(2026, 2, 14)) is False


@pytest.mark.parametrize(
    "day", [date(2026, 10, 1), date(2026, 11, 21), date(2026, 11, 22), date(2026, 2, 16)]
)
def test_holidays_and_weekends_are_rest_days(day: date) -> None:
    assert calendar().is_workday(day) is False
    assert calendar().is_rest_day(day) is True


def test_a_year_that_is_not_packaged_is_never_guessed() -> None:
    empty = Calendar.parse([])
    day = date(2026, 11, 18)
    for answer in (
        empty.is_workday(day),
        empty.is_rest_day(day),
        empty.roll_forward(day),
        empty.add_working_days(day, 1),
        empty.working_days_between(day, day + timedelta(days=1)),
        empty.working_days_between(day, day - timedelta(days=1)),
    ):
        assert isinstance(answer, Refused)
        assert answer.refusals[0].code is No.CALENDAR_NOT_PACKAGED
        assert answer.refusals[0].facts == {"year": 2026}


def test_counting_stops_at_the_last_packaged_year() -> None:
    answer = calendar().add_working_days(date(2026, 12, 30), 20)
    assert isinstance(answer, Refused)
    assert answer.refusals[0].facts == {"year": 2027}


@pytest.mark.parametrize(
    ("raw_end", "end"),
    [
        (date(2026, 1, 2), date(2026, 1, 5)),
        (date(2026, 6, 7), date(2026, 6, 8)),
        (date(2026, 9, 25), date(2026, 9, 28)),
        (date(2026, 10, 1), date(2026, 10, 8)),
        (date(2026, 11, 20), date(2026, 11, 20)),
        (date(2026, 5, 9), date(2026, 5, 9)),
    ],
)
def test_the_end_of_a_term_moves_past_rest_days(raw_end: date, end: date) -> None:
    assert calendar().roll_forward(raw_end) == end


def test_a_make_up_weekend_after_rest_days_is_passed_over() -> None:
    """The first working day after is a make-up Sunday; the Monday after it is a holiday."""
    raw = {
        "year": 2026,
        "holidays": ["2026-01-02", "2026-01-05"],
        "make_up_days": ["2026-01-04"],
        "source": "test",
    }
    assert Calendar.parse([raw]).roll_forward(date(2026, 1, 2)) == date(2026, 1, 6)


def test_a_make_up_saturday_after_rest_days_is_passed_over_too() -> None:
    raw = {"year": 2026, "holidays": ["2026-11-20"], "make_up_days": ["2026-11-21"], "source": "test"}
    assert Calendar.parse([raw]).roll_forward(date(2026, 11, 20)) == date(2026, 11, 23)


@SHORT
@given(DAYS, st.integers(1, 40))
def test_adding_and_taking_away_working_days_are_inverse(day: date, count: int) -> None:
    assume(calendar().is_workday(day) is True)
    there = calendar().add_working_days(day, count)
    assume(isinstance(there, date))
    assert isinstance(there, date)
    assert calendar().is_workday(there) is True
    assert calendar().add_working_days(there, -count) == day
    assert calendar().working_days_between(day, there) == count
    assert calendar().working_days_between(there, day) == -count


@SHORT
@given(st.dates(date(2025, 1, 1), date(2026, 12, 20)))
def test_a_rolled_day_is_the_nearest_weekday_that_is_worked(day: date) -> None:
    rolled = calendar().roll_forward(day)
    assert isinstance(rolled, date)
    assert rolled >= day
    assert calendar().roll_forward(rolled) == rolled
    between = [day + timedelta(days=n) for n in range((rolled - day).days)]
    assert all(calendar().is_workday(one) is False or one.weekday() >= 5 for one in between)


def test_no_days_added_is_the_day_itself() -> None:
    assert calendar().add_working_days(date(2026, 11, 21), 0) == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ([{"year": 2026, "holidays": ["2027-01-01"], "make_up_days": []}], "another year"),
        ([{"year": 2026, "holidays": [], "make_up_days": ["2026-11-20"]}], "make-up"),
        ([{"year": 2026, "holidays": ["2026-11-21"], "make_up_days": ["2026-11-21"]}], "make-up"),
        ([{"year": 2026, "holidays": [], "make_up_days": []}] * 2, "twice"),
        ([{"year": 2026, "holidays": ["2026-02-30"], "make_up_days": []}], "day"),
    ],
)
def test_a_wrong_calendar_is_not_taken(raw: list[dict[str, Any]], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Calendar.parse(raw)


def test_the_packaged_calendar_agrees_with_another_hand() -> None:
    import chinese_calendar

    day = date(2026, 1, 1)
    while day.year == 2026:
        assert calendar().is_workday(day) is chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "count", "end"),
    [
        (date(2022, 12, 31), 2, date(2023, 2, 28)),
        (date(2024, 1, 31), 30, date(2026, 7, 31)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_last(day: date, count: int, end: date) -> None:
    assert add_months(day, count) == end


def test_the_sixth_year_is_due_on_the_fifth_anniversary() -> None:
    assert anniversary(date(1997, 6, 3), 6) == date(2002, 6, 3)
    assert add_years(date(2016, 2, 29), 1) == date(2017, 2, 28)


def test_months_beyond_the_calendar_are_an_error() -> None:
    with pytest.raises(OverflowError):
        add_months(date(9999, 12, 1), 1)


@pytest.mark.parametrize(
    ("day", "begun"),
    [
        (date(2026, 3, 16), 0),
        (date(2026, 3, 1), 0),
        (date(2026, 3, 17), 1),
        (date(2026, 4, 16), 1),
        (date(2026, 4, 17), 2),
        (date(2026, 6, 16), 3),
        (date(2026, 9, 16), 6),
        (date(2026, 9, 17), 7),
    ],
)
def test_a_month_begins_the_day_after_the_corresponding_day(day: date, begun: int) -> None:
    assert months_begun(date(2026, 3, 16), day) == begun


@SHORT
@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_the_end_of_a_month_is_still_that_month(start: date, count: int) -> None:
    end = add_months(start, count)
    assert months_begun(start, end) == count
    assert months_begun(start, end + timedelta(days=1)) == count + 1
