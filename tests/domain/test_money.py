"""Figures and capitals of money: every row of the payment rules, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import money
from app.domain.refusals import No, Refused
from tests.domain.packaged import SHORT

ROWS = [
    (0, "人民币零元整"),
    (5, "人民币伍分"),
    (50, "人民币伍角"),
    (55, "人民币伍角伍分"),
    (10_00, "人民币壹拾元整"),
    (15_00, "人民币壹拾伍元整"),
    (110_00, "人民币壹佰壹拾元整"),
    (75_00, "人民币柒拾伍元整"),
    (135_00, "人民币壹佰叁拾伍元整"),
    (375_00, "人民币叁佰柒拾伍元整"),
    (300_10, "人民币叁佰元壹角"),
    (325_04, "人民币叁佰贰拾伍元零肆分"),
    (1_005_00, "人民币壹仟零伍元整"),
    (1_010_00, "人民币壹仟零壹拾元整"),
    (1_409_50, "人民币壹仟肆佰零玖元伍角"),
    (1_680_32, "人民币壹仟陆佰捌拾元叁角贰分"),
    (6_007_14, "人民币陆仟零柒元壹角肆分"),
    (10_005_00, "人民币壹万零伍元整"),
    (10_050_00, "人民币壹万零伍拾元整"),
    (10_500_00, "人民币壹万零伍佰元整"),
    (16_409_02, "人民币壹万陆仟肆佰零玖元零贰分"),
    (107_000_53, "人民币壹拾万柒仟元伍角叁分"),
    (1_010_101_00, "人民币壹佰零壹万零壹佰零壹元整"),
    (20_000_000_00, "人民币贰仟万元整"),
    (100_000_001_00, "人民币壹亿零壹元整"),
    (100_005_000_00, "人民币壹亿零伍仟元整"),
    (100_050_000_00, "人民币壹亿零伍万元整"),
    (1_002_003_004_05, "人民币壹拾亿零贰佰万叁仟零肆元零伍分"),
    (99_999_999_99, "人民币玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
]


@pytest.mark.parametrize(("fen", "words"), ROWS)
def test_the_one_form_of_capitals(fen: int, words: str) -> None:
    assert money.capitals(fen) == words
    assert money.parse_capitals(words) == fen


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("人民币壹仟陆佰捌拾元零叁角贰分", 1_680_32),
        ("人民币壹拾万柒仟元零伍角叁分", 107_000_53),
        ("人民币壹拾万零柒仟元伍角叁分", 107_000_53),
        ("人民币壹拾万零柒仟元零伍角叁分", 107_000_53),
        ("壹拾圆正", 10_00),
        ("人民幣貳億陸仟萬圓正", 260_000_000_00),
        ("人民币 伍角整", 50),
        ("叄佰元整", 300_00),
        ("参佰元整", None),
        ("零圆整", 0),
    ],
)
def test_accepted_variants_are_read(text: str, fen: int | None) -> None:
    read = money.parse_capitals(text)
    assert read == fen if fen is not None else isinstance(read, Refused)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "人民币",
        "拾元整",
        "壹拾元",
        "壹佰零零伍元整",
        "壹元整整",
        "壹佰壹仟元整",
        "壹角贰角",
        "伍分整",
        "壹仟零元整",
        "零伍元整",
    ],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    read = money.parse_capitals(text)
    assert isinstance(read, Refused)
    assert read.refusals[0].code is No.PATTERN


def test_a_foreign_character_is_named() -> None:
    read = money.parse_capitals("人民币壹百元整")
    assert isinstance(read, Refused)
    assert read.refusals[0].code is No.BAD_CHARACTER
    assert read.refusals[0].facts == {"position": 2, "found": "百"}


@SHORT
@given(st.integers(0, 10**12) | st.integers(0, 10**12).map(lambda n: n - n % 10**6))
def test_capitals_come_back(fen: int) -> None:
    words = money.capitals(fen)
    assert money.parse_capitals(words) == fen
    assert money.parse_capitals(words.replace("元", "圆").replace("整", "正").removeprefix("人民币")) == fen
    assert "零零" not in words
    assert "零元" not in words or fen == 0


def test_capitals_of_every_pattern_of_noughts() -> None:
    spoken = set()
    for pattern in range(2**12):
        fen = int("".join("7" if pattern >> place & 1 else "0" for place in range(12)))
        assert money.parse_capitals(money.capitals(fen)) == fen
        spoken.add(money.capitals(fen))
    assert len(spoken) == 2**12


@pytest.mark.parametrize("fen", [-1, money.LIMIT_FEN + 1])
def test_beyond_the_limit_there_are_no_capitals(fen: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        money.capitals(fen)


def test_the_largest_amount_is_spoken() -> None:
    assert money.capitals(money.LIMIT_FEN).startswith("人民币玖仟玖佰玖拾玖亿")
    assert money.parse_capitals(money.capitals(money.LIMIT_FEN)) == money.LIMIT_FEN


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1,680.32", 1_680_32),
        ("￥1680.3元", 1_680_30),
        ("１２．５", 12_50),
        ("¥ 0.05", 5),
        ("-0", 0),
        ("00012", 12_00),
        ("1.230", 1_23),
        ("999,999,999,999.99", money.LIMIT_FEN),
    ],
)
def test_figures_are_read(text: str, fen: int) -> None:
    assert money.parse_yuan(text) == fen


@pytest.mark.parametrize("text", ["", "1,68", "1.234", "1e3", "十", "1.", "0x10", "1 0 a", "١٢"])
def test_what_is_no_figure_is_refused(text: str) -> None:
    read = money.parse_yuan(text)
    assert isinstance(read, Refused)
    assert read.refusals[0].code is No.NOT_A_NUMBER


@pytest.mark.parametrize("text", ["-1", "1000000000000", "9" * 40])
def test_figures_out_of_range_are_refused(text: str) -> None:
    read = money.parse_yuan(text)
    assert isinstance(read, Refused)
    assert read.refusals[0].code is No.OUT_OF_RANGE


@SHORT
@given(st.integers(0, money.LIMIT_FEN))
def test_figures_come_back(fen: int) -> None:
    assert money.parse_yuan(money.yuan(fen)) == fen


def test_a_sign_stays_in_front() -> None:
    assert money.yuan(-1_680_05) == "-1,680.05"
    assert money.yuan(0) == "0.00"


@pytest.mark.parametrize(
    ("fen", "percent", "part"), [(90_000, 85, 76_500), (1, 50, 1), (3, 50, 2), (1, 49, 0)]
)
def test_parts_are_rounded_half_up(fen: int, percent: int, part: int) -> None:
    assert money.share(fen, percent) == part
