from __future__ import annotations

import pytest

from app.printing import texts


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "零"), (7, "柒"), (10, "壹拾"), (12, "壹拾贰"), (60, "陆拾"), (100, "壹佰"), (101, "壹佰零壹"),
     (305, "叁佰零伍"), (1001, "壹仟零壹"), (1010, "壹仟零壹拾"), (9999, "玖仟玖佰玖拾玖"), (10000, "10000")],
)  # fmt: skip
def test_counts_in_capitals(count: int, words: str) -> None:
    assert texts.count_in_capitals(count) == words


def test_dates_keep_the_offset_they_were_written_with() -> None:
    assert texts.moment("2026-11-21T23:59:00+08:00") == "2026年11月21日 23:59"
    assert texts.day("2026-01-05") == "2026年1月5日"


@pytest.mark.parametrize("text", ["", "  "])
def test_empty_places_are_struck(text: str) -> None:
    assert texts.day(text) == texts.moment(text) == texts.or_dash(text) == texts.joined([text]) == "—"


def test_a_text_that_is_no_date_stays_visible() -> None:
    assert texts.day("次年三月") == "次年三月"


def test_only_the_desks_own_numbers_are_grouped() -> None:
    assert texts.spoken("433010601000126112100171") == "4 330106 01 0001 261121 0017 1"
    foreign = "11440232MB2D06811W4000117051000202010200008"
    assert texts.spoken(foreign) == foreign
