"""The fee list: read whole, versions by date, wrong data refused; and the request that asks it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.domain.pricing import FACT_NAMES, FeeDataError, FeeItem, FeeTable, QuoteRequest, request_of
from app.domain.refusals import No, Refused
from tests.domain.asking import answered, priced, refused
from tests.domain.packaged import TODAY, raw_fees, table

ROW: dict[str, Any] = {
    "id": "pat.copy",
    "name_zh": "副本",
    "name_en": "Copy",
    "unit": "per_copy",
    "reducible": False,
    "amount_yuan": 30,
}


def parsed(*rows: dict[str, Any]) -> FeeTable:
    return FeeTable.parse({"items": rows, "rules": raw_fees()["rules"], "version": "made up"})


def test_every_item_applies_today_or_says_from_when() -> None:
    for identity in table().items:
        found = table().item(identity, TODAY)
        assert isinstance(found, FeeItem)
        assert found.source
        assert found.name_zh
        assert found.name_en


def test_the_list_is_whole() -> None:
    assert len(table().items) == 83
    assert table().rules.late_percents == (0, 5, 10, 15, 20, 25)


def test_a_new_amount_is_a_new_version() -> None:
    old = {**ROW, "effective_from": "2018-08-01", "effective_to": "2026-12-31"}
    new = {**ROW, "amount_yuan": 40, "effective_from": "2027-01-01"}
    by = parsed(new, old)
    assert priced(item="copy", copies=1, by=by, on=date(2026, 12, 31)).total_fen == 3000
    assert priced(item="copy", copies=1, by=by, on=date(2027, 1, 1)).total_fen == 4000


def test_before_the_first_version_there_is_no_price() -> None:
    soon, later = {**ROW, "effective_from": date(2027, 1, 1)}, {**ROW, "effective_from": "2028-01-01"}
    past = {**ROW, "effective_from": "2018-08-01", "effective_to": "2020-01-01"}
    by = parsed(later, past, soon | {"effective_to": "2027-12-31"})
    found = answered(item="copy", copies=1, by=by)
    assert isinstance(found, Refused)
    assert found.refusals[0].code is No.FEE_NOT_IN_FORCE
    assert found.refusals[0].facts == {"found": "pat.copy", "on": "2026-11-21", "starts": "2027-01-01"}


def test_term_compensation_has_a_price_since_august_2024() -> None:
    assert refused(item="pta_request", on=date(2024, 8, 5)) == ((No.FEE_NOT_IN_FORCE, "item"),)
    assert priced(item="pta_request", on=date(2024, 8, 6)).total_fen == 20_000


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ({**ROW, "amount_yuan": 30.5}, "amount_yuan"),
        ({**ROW, "amount_yuan": -1}, "amount_yuan"),
        ({**ROW, "amount_yuan": True}, "amount_yuan"),
        ({key: value for key, value in ROW.items() if key != "unit"}, "unit"),
        ({**ROW, "tiers": [{"from_year": 1, "to_year": 2}]}, "tiers"),
        ({**ROW, "effective_from": "2026-13-01"}, "item"),
        ({**ROW, "amount_yuan": None, "paper_yuan": 1, "online_yuan": 1, "reducible": True}, "reducible"),
    ],
)
def test_a_wrong_item_is_not_taken(row: dict[str, Any], name: str) -> None:
    with pytest.raises(FeeDataError) as wrong:
        parsed(row)
    assert (wrong.value.item, wrong.value.name) == ("pat.copy", name)


@pytest.mark.parametrize(
    "second",
    [
        {**ROW, "effective_from": "2026-01-01"},
        {**ROW},
    ],
)
def test_two_versions_on_one_day_are_not_taken(second: dict[str, Any]) -> None:
    with pytest.raises(FeeDataError, match="same day"):
        parsed({**ROW, "effective_from": "2018-08-01"}, second)


def test_lines_cite_the_titles_of_their_sources() -> None:
    raw = raw_fees() | {"sources": {"S-RULES23": {"title": "专利法实施细则"}, "S-FEE26": "缴费服务指南"}}
    line = priced(item="restoration", by=FeeTable.parse(raw)).lines[0]
    assert line.basis.startswith("缴费服务指南；专利法实施细则第6,116条")


def test_the_facts_of_a_form_become_a_request() -> None:
    facts = {"waived_percent": "85", "claims": "15", "paid": "2026-11-21", "items": ["3", 4], "pages": None}
    assert request_of(facts, "trademark") == QuoteRequest(
        category="trademark", waived_percent=85, claims=15, paid=date(2026, 11, 21), items=(3, 4)
    )
    assert request_of({"waived_percent": "none"}) == QuoteRequest()
    assert request_of({"applicants": True}) == QuoteRequest(applicants=2)
    assert request_of({"applicants": False}) == QuoteRequest(applicants=1)
    assert request_of({"item": "registration"}, "ic") == QuoteRequest(
        category="ic_layout", item="registration"
    )


def test_unknown_and_wrong_facts_are_refused() -> None:
    unknown = request_of({"colour": "red"})
    assert isinstance(unknown, Refused)
    assert (unknown.refusals[0].code, unknown.refusals[0].where) == (No.UNKNOWN_FIELD, "colour")
    wrong = request_of({"claims": "many"})
    assert isinstance(wrong, Refused)
    assert (wrong.refusals[0].code, wrong.refusals[0].where) == (No.WRONG_TYPE, "claims")
    assert wrong.refusals[0].facts == {"expected": "int | null"}


def test_every_fact_that_can_be_asked_for_has_a_name() -> None:
    assert set(FACT_NAMES) - {"category"} <= set(QuoteRequest.__struct_fields__)
    assert all(words.zh and words.en for words in FACT_NAMES.values())
