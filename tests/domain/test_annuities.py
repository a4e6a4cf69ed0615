"""Annual fees: the ladder day by day, the end of the grace period, top-ups, several years."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.fees import Quote
from app.domain.pricing import QuoteRequest, quote
from app.domain.refusals import No, Refused
from tests.domain.asking import answered, priced, refused, yuan
from tests.domain.packaged import SHORT, TODAY, calendar, table

EIGHTH = {"kind": "invention", "filing_date": "2019-03-16", "patent_year": 8}
"""2000 yuan, due 2026-03-16"""


@pytest.mark.parametrize(
    ("paid", "percent"),
    [
        ("2026-03-16", 0),
        ("2026-03-17", 0),
        ("2026-04-16", 0),
        ("2026-04-17", 5),
        ("2026-05-16", 5),
        ("2026-05-17", 10),
        ("2026-06-16", 10),
        ("2026-06-17", 15),
        ("2026-07-16", 15),
        ("2026-07-17", 20),
        ("2026-08-16", 20),
        ("2026-08-17", 25),
        ("2026-09-16", 25),
    ],
)
def test_the_ladder_and_that_it_rests_on_the_full_fee(paid: str, percent: int) -> None:
    surcharge = 20 * percent
    assert yuan(**EIGHTH, paid=paid) == 2000 + surcharge
    assert yuan(**EIGHTH, paid=paid, waived_percent=85) == 300 + surcharge
    assert yuan(**EIGHTH, paid=paid, waived_percent=70) == 600 + surcharge


def test_after_six_months_the_right_has_lapsed() -> None:
    found = answered(**EIGHTH, paid="2026-09-17")
    assert isinstance(found, Refused)
    assert found.refusals[0].code is No.RIGHT_LAPSED
    assert found.refusals[0].facts == {"ended": "2026-09-16", "due": "2026-03-16"}


def test_a_grace_period_that_ends_on_rest_days_ends_after_them() -> None:
    """Due 2026-03-26: the six months end on 2026-09-26, in the autumn holidays to the 27th."""
    facts = {"kind": "invention", "filing_date": "2019-03-26", "patent_year": 8}
    assert yuan(**facts, paid="2026-09-28") == 2500
    assert refused(**facts, paid="2026-09-29") == ((No.RIGHT_LAPSED, "paid"),)


def test_without_the_calendar_the_days_after_the_end_are_not_guessed() -> None:
    request = QuoteRequest(
        kind="invention", filing_date=date(2019, 3, 26), patent_year=8, paid=date(2026, 9, 28)
    )
    found = quote(table(), request, TODAY)
    assert isinstance(found, Refused)
    assert found.refusals[0].code is No.CALENDAR_NOT_PACKAGED


def test_long_after_the_end_no_calendar_is_needed() -> None:
    request = QuoteRequest(kind="invention", filing_date=date(2000, 3, 26), patent_year=8)
    found = quote(table(), request, TODAY)
    assert isinstance(found, Refused)
    assert found.refusals[0].code is No.RIGHT_LAPSED


def test_the_day_of_the_quote_is_the_day_of_payment_unless_told() -> None:
    assert yuan(**EIGHTH, on=date(2026, 4, 17)) == 2100


def test_due_on_a_rest_day_is_no_other_due_date() -> None:
    """The anniversary 2026-06-21 is a holiday; the notice says the 22nd; months count from the 21st."""
    facts = {"kind": "invention", "filing_date": "2019-06-21", "patent_year": 8, "due": "2026-06-22"}
    quoted = priced(**facts, paid="2026-08-22")
    assert quoted.total_fen == 220_000
    assert not quoted.uncertain


def test_a_due_date_that_does_not_fit_the_filing_date_is_doubted() -> None:
    quoted = priced(**EIGHTH, due="2026-05-16", paid="2026-05-16")
    assert quoted.total_fen == 200_000
    assert "2026-03-16" in quoted.uncertain[0]


def test_a_step_that_ended_on_a_rest_day_is_told() -> None:
    """2026-05-16 is a Saturday: paid on the Monday the next step is charged, and the doubt is named."""
    quoted = priced(**EIGHTH, paid="2026-05-18")
    assert quoted.total_fen == 220_000
    assert "2026-05-16" in quoted.uncertain[0]


@pytest.mark.parametrize(("months", "amount"), [(0, 2000), (1, 2000), (2, 2100), (6, 2500)])
def test_months_begun_do_where_no_dates_are_known(months: int, amount: int) -> None:
    assert yuan(kind="invention", patent_year=8, late_months=months) == amount


def test_without_any_date_it_is_taken_as_paid_on_time_and_said() -> None:
    quoted = priced(kind="invention", patent_year=8)
    assert quoted.total_fen == 200_000
    assert "按期" in quoted.uncertain[0]
    assert refused(kind="invention", patent_year=8, late_months=7) == ((No.RIGHT_LAPSED, "paid"),)


def test_a_top_up_pays_the_step_of_its_own_day() -> None:
    """The official example: the surcharge was 45, 25 was paid, the step has become 10 %: 90 − 25 = 65."""
    facts = {"kind": "invention", "filing_date": "2023-04-04", "patent_year": 3, "paid": "2025-06-07"}
    quoted = priced(**facts, already_paid_fen=92_500)
    assert quoted.total_fen == 6500
    assert [line.credited_fen for line in quoted.lines] == [90_000, 2_500]
    assert "还应缴 65.00 元" in quoted.lines[1].why_zh


def test_more_than_is_owed_is_nothing_to_pay() -> None:
    assert refused(**EIGHTH, paid="2026-03-16", already_paid_fen=200_001) == (
        (No.NOTHING_TO_PAY, "already_paid_fen"),
    )
    assert yuan(**EIGHTH, paid="2026-03-16", already_paid_fen=200_000) == 0


GRANT = {"kind": "invention", "grant_patent_year": 3, "filing_date": "2024-03-16"}


def test_the_fee_at_grant_has_no_ladder_and_no_grace() -> None:
    assert yuan(**GRANT) == 900
    assert yuan(**GRANT, due="2026-11-22", paid="2026-11-23") == 900
    assert refused(**GRANT, due="2026-11-18", paid="2026-11-19") == ((No.RIGHT_LAPSED, "paid"),)


@pytest.mark.parametrize(
    ("facts", "limit"),
    [
        ({"kind": "utility_model", "patent_year": 11}, 10),
        ({"kind": "design", "patent_year": 16}, 15),
        ({"kind": "design", "patent_year": 11, "filing_date": "2021-05-31"}, 10),
    ],
)
def test_no_fee_beyond_the_term(facts: dict[str, Any], limit: int) -> None:
    found = answered(**facts)
    assert isinstance(found, Refused)
    assert found.refusals[0].code is No.OUT_OF_RANGE
    assert found.refusals[0].facts["max"] == limit


def test_a_design_runs_fifteen_years_since_june_2021() -> None:
    facts = {"kind": "design", "patent_year": 11, "filing_date": "2021-06-01", "paid": "2031-06-01"}
    assert yuan(**facts) == 3000
    assert "2021-06-01" in priced(kind="design", patent_year=11).uncertain[0]


def test_the_better_reduction_is_told_only_where_there_are_two() -> None:
    facts = {"kind": "invention", "patent_year": 5, "waived_percent": 70, "late_months": 0}
    assert "开放许可" not in priced(**facts).lines[0].why_zh
    assert "不叠加" in priced(**facts, open_licence=True).lines[0].why_zh


def test_several_years_at_once() -> None:
    quoted = priced(kind="invention", years="4-20", grant_patent_year=4, waived_percent=85)
    assert len(quoted.lines) == 17
    assert quoted.lines[9].note == "第 13 年度"
    assert quoted.lines[9].waived_percent == 85
    assert quoted.lines[10].waived_percent == 0
    assert "减缴期已满" in quoted.lines[10].why_zh
    assert quoted.uncertain


def test_a_range_may_be_one_year() -> None:
    assert yuan(kind="invention", years="4-4") == 1200
    assert yuan(kind="invention", years="4至5") == 2400


@pytest.mark.parametrize("years", ["4", "9-4", "a-b", "4-"])
def test_a_range_of_years_is_written_with_two(years: str) -> None:
    assert refused(kind="invention", years=years) == ((No.PATTERN, "years"),)


@pytest.mark.parametrize(
    "fact",
    [{"due": "2026-11-20"}, {"paid": "2026-11-20"}, {"filing_date": "2020-11-20"}, {"open_licence": True}],
)
def test_an_annual_form_half_filled_asks_for_the_year(fact: dict[str, Any]) -> None:
    assert refused(kind="invention", waived_percent=0, **fact) == ((No.FACT_MISSING, "patent_year"),)


def test_what_annual_fees_need() -> None:
    assert refused(patent_year=3) == ((No.FACT_MISSING, "kind"),)
    assert refused(category="annual_fee", kind="invention") == ((No.FACT_MISSING, "patent_year"),)
    assert refused(kind="invention", patent_year=12, waived_percent=85) == (
        (No.FACT_MISSING, "grant_patent_year"),
    )


@SHORT
@given(st.integers(2, 20), st.sampled_from([0, 70, 85]), st.dates(date(2025, 1, 1), date(2026, 12, 15)))
def test_later_never_costs_less_until_it_lapses(year: int, waived: int, day: date) -> None:
    facts = {
        "kind": "invention",
        "patent_year": year,
        "grant_patent_year": 2,
        "filing_date": f"{2026 - year + 1}-04-30",
        "waived_percent": waived,
    }
    today = answered(**facts, paid=day.isoformat())
    later = answered(**facts, paid=date.fromordinal(day.toordinal() + 1).isoformat())
    if isinstance(later, Quote):
        assert isinstance(today, Quote)
        assert later.total_fen >= today.total_fen
    assert calendar().covers(day)
