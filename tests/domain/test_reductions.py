"""Who pays less, how much less, for how long."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.fee_rules import FeeDataError, FeeRules
from app.domain.reductions import Eligibility, Means, Waiver, annual_waiver, eligibility, reduction
from app.domain.refusals import No, Refused
from tests.domain import fee_cases
from tests.domain.asking import yuan
from tests.domain.packaged import raw_fees, table

RULES = FeeRules()


def asked(*applicants: Means) -> Eligibility:
    found = eligibility(applicants, table().rules)
    assert isinstance(found, Eligibility)
    return found


@pytest.mark.parametrize(
    ("requested", "filed", "count", "percent"),
    [(True, True, 1, 85), (True, True, 2, 70), (True, True, 9, 70), (False, True, 1, 0), (True, False, 1, 0)],
)
def test_nothing_unless_asked_for_and_all_on_file(
    requested: bool, filed: bool, count: int, percent: int
) -> None:
    assert reduction(requested, filed, count, table().rules) == percent


@pytest.mark.parametrize("case", fee_cases.reductions(), ids=lambda case: case["description"][:60])
def test_worked_examples(case: dict[str, Any]) -> None:
    facts = case["input"]
    if "item" in facts:
        assert yuan(**facts) == case["expected"]
    elif "applicants" in facts:
        fine = {"enterprise ok": Means(kind="enterprise", taxable_income_fen=0)}
        fine["individual ok"] = Means(kind="individual", annual_income_fen=0)
        assert asked(*(fine[one] for one in facts["applicants"])).waived_percent == case["expected"]
    else:
        means = Means(kind=facts["applicant"], taxable_income_fen=facts["taxable_income"] * 100)
        assert asked(means).waived_percent == case["expected"]


@pytest.mark.parametrize(("income_fen", "percent"), [(100_000_000, 0), (99_999_999, 85)])
def test_the_limit_of_an_enterprise_is_strict(income_fen: int, percent: int) -> None:
    assert asked(Means(kind="enterprise", taxable_income_fen=income_fen)).waived_percent == percent


@pytest.mark.parametrize(("income_fen", "percent"), [(6_000_000, 0), (5_999_999, 85)])
def test_the_limit_of_a_person_is_strict(income_fen: int, percent: int) -> None:
    assert asked(Means(kind="individual", annual_income_fen=income_fen)).waived_percent == percent
    monthly = Means(kind="individual", monthly_income_fen=500_000 if percent == 0 else 499_999)
    assert asked(monthly).waived_percent == percent


def test_two_who_qualify_get_the_joint_ratio() -> None:
    found = asked(
        Means(kind="enterprise", taxable_income_fen=0), Means(kind="individual", annual_income_fen=1)
    )
    assert found.waived_percent == 70
    assert found.uncertain is not None


def test_one_who_does_not_qualify_spoils_it_for_all() -> None:
    found = asked(Means(kind="institution"), Means(kind="enterprise", taxable_income_fen=10**12))
    assert found.waived_percent == 0
    assert found.qualifies == (True, False)


def test_status_alone_needs_no_income_and_is_certain() -> None:
    found = asked(Means(kind="institution"))
    assert found.waived_percent == 85
    assert found.uncertain is None


def test_a_government_body_is_not_covered() -> None:
    assert asked(Means(kind="government")).waived_percent == 0


def test_what_was_not_shown_is_asked_for() -> None:
    found = eligibility([Means(kind="individual"), Means(kind="enterprise"), Means(kind="foreign")])
    assert isinstance(found, Refused)
    assert [r.where for r in found.refusals] == [
        "applicants[0].annual_income_fen",
        "applicants[1].taxable_income_fen",
        "applicants[2].kind",
    ]
    assert all(r.code is No.FACT_MISSING for r in found.refusals)
    assert isinstance(eligibility([]), Refused)


def test_a_reduction_lasts_ten_patent_years_from_grant() -> None:
    percents = []
    for year in range(4, 16):
        waiver = annual_waiver(year, 4, 85, False, RULES)
        assert isinstance(waiver, Waiver)
        percents.append(waiver.percent)
    assert percents == [85] * 10 + [0] * 2


def test_after_the_tenth_year_the_year_of_grant_decides_and_is_asked_for() -> None:
    early = annual_waiver(10, None, 85, False, RULES)
    assert isinstance(early, Waiver)
    assert early.percent == 85
    late = annual_waiver(11, None, 85, False, RULES)
    assert isinstance(late, Refused)
    assert late.refusals[0].where == "grant_patent_year"


@pytest.mark.parametrize(
    ("percent", "year", "expected"), [(85, 10, 85), (0, 10, 15), (70, 10, 70), (85, 13, 15)]
)
def test_an_open_licence_never_adds_up(percent: int, year: int, expected: int) -> None:
    waiver = annual_waiver(year, 3, percent, True, RULES)
    assert isinstance(waiver, Waiver)
    assert waiver.percent == expected


def test_the_rules_known_without_a_file_are_those_in_force() -> None:
    assert table().rules == FeeRules()


def test_the_figures_come_from_the_packaged_rules() -> None:
    raw = raw_fees()["rules"]
    raw["reduction"]["ratios"][0]["waived_percent"] = 80
    raw["reduction"]["eligibility"][0]["test"] = "average monthly income below 6,000 (annual below 72,000)"
    raw["reduction"]["eligibility"][1]["test"] = "taxable income below 2,000,000"
    raw["late_surcharge"]["ladder"] = [{"percent": 0}, {"percent": 7}, {"percent": None}]
    rules = FeeRules.parse(raw)
    assert rules.single_percent == 80
    assert rules.monthly_income_below_fen == 600_000
    assert rules.annual_income_below_fen == 7_200_000
    assert rules.taxable_income_below_fen == 200_000_000
    assert rules.late_percents == (0, 7)
    assert rules.grace_months == 2


@pytest.mark.parametrize(
    "raw",
    [
        {"reduction": {"ratios": [{"case": "sole", "waived_percent": 85}]}},
        {"reduction": {"ratios": [{"case": "sole", "waived_percent": 100}]}},
        {"reduction": {"eligibility": [{"who": "enterprise", "test": "small"}]}},
        {"late_surcharge": {"ladder": [{"percent": 5}, {"percent": 0}]}},
    ],
)
def test_rules_without_their_figures_are_not_taken(raw: dict[str, object]) -> None:
    with pytest.raises(FeeDataError):
        FeeRules.parse(raw)
