"""Fees of trademarks by class and channel, of layout designs, of geographical indications."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.refusals import No
from tests.domain.asking import priced, refused, yuan
from tests.domain.packaged import SHORT


@pytest.mark.parametrize(
    ("facts", "amount"),
    [
        ({"item": "renewal", "classes": 2, "in_grace": True}, 1500),
        ({"item": "renewal", "classes": 2, "in_grace": True, "channel": "online"}, 1350),
        ({"item": "change", "classes": 2, "channel": "online"}, 0),
        ({"item": "correction", "classes": 1}, 150),
        ({"item": "assignment", "classes": 1}, 500),
        ({"item": "licence", "classes": 1, "channel": "online"}, 135),
        ({"item": "license", "classes": 1}, 150),
        ({"item": "reissue", "classes": 1}, 500),
        ({"item": "certificate", "classes": 3}, 150),
        ({"item": "opposition", "classes": 1, "channel": "online"}, 450),
        ({"item": "cancel", "classes": 1}, 500),
        ({"item": "review_refusal", "classes": 1, "channel": "online"}, 675),
        ({"item": "review_cancel", "classes": 2}, 1500),
        ({"item": "invalidation", "classes": 1}, 750),
        ({"item": "pledge"}, 0),
        ({"item": "withdraw"}, 0),
        ({"item": "none"}, 0),
        ({"item": "tm.renewal", "classes": 1, "in_grace": False}, 500),
        ({"type": "collective", "items": [40]}, 1500),
    ],
)
def test_by_class_and_channel(facts: dict[str, Any], amount: int) -> None:
    assert yuan("trademark", **{"channel": "paper"} | facts) == amount


def test_goods_above_ten_are_counted_in_each_class() -> None:
    quote = priced("trademark", channel="paper", items=[10, 11, 25])
    assert [line.quantity for line in quote.lines] == [3, 16]
    assert quote.lines[1].note == "第 11 项起"
    assert "1 + 15" in quote.lines[1].why_zh
    assert "items" in quote.lines[1].why_en


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({"items": [3]}, ((No.FACT_MISSING, "channel"),)),
        ({"channel": "paper"}, ((No.FACT_MISSING, "classes"),)),
        ({"channel": "paper", "classes": 0, "items": []}, ((No.FACT_MISSING, "classes"),)),
        ({"classes": 0, "items": []}, ((No.FACT_MISSING, "channel"), (No.FACT_MISSING, "classes"))),
        ({"channel": "paper", "classes": 2}, ((No.FACT_MISSING, "items"),)),
        ({"channel": "paper", "classes": 2, "items": [1]}, ((No.OUT_OF_RANGE, "classes"),)),
        ({"channel": "paper", "classes": 46}, ((No.OUT_OF_RANGE, "classes"),)),
        ({"channel": "fax", "items": [1]}, ((No.NOT_AN_OPTION, "channel"),)),
        ({"channel": "paper", "items": [1], "type": "secret"}, ((No.NOT_AN_OPTION, "type"),)),
        ({"item": "renewal", "channel": "paper", "classes": 1}, ((No.FACT_MISSING, "in_grace"),)),
        ({"item": "review_cancel", "channel": "online", "classes": 1}, ((No.FEE_NOT_APPLICABLE, "channel"),)),
        ({"item": "madrid", "channel": "paper"}, ((No.FEE_NOT_APPLICABLE, "item"),)),
        ({"item": "other", "channel": "paper"}, ((No.UNKNOWN_FEE, "item"),)),
    ],
)
def test_what_is_missing_or_wrong(facts: dict[str, Any], answer: tuple[tuple[No, str], ...]) -> None:
    assert refused("trademark", **facts) == answer


@pytest.mark.parametrize(
    ("paid", "amount"),
    [
        ("2026-05-09", 500),
        ("2026-05-18", 500),
        ("2026-05-19", 750),
        ("2026-11-16", 750),
    ],
)
def test_the_last_day_of_the_term_decides_about_grace(paid: str, amount: int) -> None:
    """The term ends on Saturday 2026-05-16, the grace period on 2026-11-16."""
    facts = {"item": "renewal", "channel": "paper", "classes": 1, "expires": "2026-05-16"}
    assert yuan("trademark", **facts, paid=paid) == amount


def test_after_the_grace_period_nothing_helps() -> None:
    facts = {"item": "renewal", "channel": "paper", "classes": 1, "expires": "2026-05-16"}
    assert refused("trademark", **facts, paid="2026-11-17") == ((No.RIGHT_LAPSED, "expires"),)


def test_a_class_without_goods_yet_costs_the_class() -> None:
    assert yuan("trademark", channel="paper", items=[0]) == 300
    assert refused("trademark", channel="paper", items=[-1]) == ((No.OUT_OF_RANGE, "items"),)


@SHORT
@given(st.lists(st.integers(0, 60), min_size=1, max_size=6), st.sampled_from(["paper", "online"]))
def test_the_parts_make_the_whole(items: list[int], channel: str) -> None:
    whole = priced("trademark", channel=channel, items=items).total_fen
    assert whole == sum(priced("trademark", channel=channel, items=[count]).total_fen for count in items)


def test_the_law_of_2027_is_told() -> None:
    facts = {"channel": "paper", "items": [1]}
    assert not priced("trademark", **facts, on=date(2026, 12, 31)).uncertain
    assert "2027" in priced("trademark", **facts, on=date(2027, 1, 1)).uncertain[0]


@pytest.mark.parametrize(
    ("item", "amount"),
    [
        ("registration", 1000),
        ("reexamination", 1000),
        ("restoration", 500),
        ("change", 50),
        ("extension", 150),
        ("nonvoluntary", 150),
        ("remuneration", 150),
        ("ic.registration", 1000),
    ],
)
def test_layout_designs(item: str, amount: int) -> None:
    assert yuan("ic", item=item, waived_percent=85) == amount


def test_layout_designs_need_to_know_which_fee() -> None:
    assert refused("ic") == ((No.FACT_MISSING, "item"),)
    assert refused("ic", item="search") == ((No.UNKNOWN_FEE, "item"),)


def test_indications_are_free_unless_they_are_marks() -> None:
    quote = priced("gi", item="gi.none")
    assert quote.total_fen == 0
    assert quote.uncertain
    assert yuan("gi", type="certification", channel="paper", classes=1) == 1500
