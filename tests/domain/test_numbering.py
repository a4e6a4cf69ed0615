"""The desk's own numbers: unique, readable, and a wrong digit never passes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain import numbering
from app.domain.numbering import Numbered, NumberKind
from app.domain.refusals import No, Refused
from app.domain.staff import Station
from tests.domain.packaged import SHORT

STATION = Station(outlet="330106", window="01", series="0001", outlet_name="一号网点", window_name="1 号窗口")
DAY = date(2026, 11, 21)
PARTS = st.tuples(
    st.sampled_from(NumberKind),
    st.text("0123456789", min_size=6, max_size=6),
    st.text("0123456789", min_size=2, max_size=2),
    st.text("0123456789", min_size=4, max_size=4),
    st.dates(date(2020, 1, 1), date(2099, 12, 31)),
    st.integers(1, 9999),
)


def number(kind: NumberKind, outlet: str, window: str, series: str, day: date, serial: int) -> str:
    made = numbering.make(kind, replace(STATION, outlet=outlet, window=window, series=series), day, serial)
    assert isinstance(made, str)
    return made


def test_a_number_says_kind_place_day_and_serial() -> None:
    made = number(NumberKind.CASE, "330106", "01", "0001", DAY, 7)
    assert len(made) == 24
    assert made.startswith("1330106010001261121" + "0007")
    assert numbering.grouped(made) == f"1 330106 01 0001 261121 0007 {made[-1]}"


@SHORT
@given(PARTS)
def test_a_number_comes_back_from_paper(parts: tuple[NumberKind, str, str, str, date, int]) -> None:
    made = number(*parts)
    read = numbering.parse(f" {numbering.grouped(made).replace(' ', '-', 2)} ")
    assert read == Numbered(
        number=made,
        kind=parts[0],
        outlet=parts[1],
        window=parts[2],
        series=parts[3],
        day=parts[4],
        serial=parts[5],
    )


@SHORT
@given(PARTS, PARTS)
def test_two_different_deeds_never_share_a_number(
    one: tuple[NumberKind, str, str, str, date, int], other: tuple[NumberKind, str, str, str, date, int]
) -> None:
    assert (number(*one) == number(*other)) is (one == other)


@SHORT
@given(PARTS, st.integers(0, 23), st.integers(1, 9))
def test_every_wrong_digit_is_found(
    parts: tuple[NumberKind, str, str, str, date, int], at: int, off: int
) -> None:
    made = number(*parts)
    wrong = made[:at] + str((int(made[at]) + off) % 10) + made[at + 1 :]
    read = numbering.parse(wrong)
    assert isinstance(read, Refused)
    assert read.refusals[0].code is No.CHECK_DIGIT


@SHORT
@given(PARTS, st.integers(0, 22))
def test_every_swap_of_neighbours_is_found(
    parts: tuple[NumberKind, str, str, str, date, int], at: int
) -> None:
    made = number(*parts)
    swapped = made[:at] + made[at + 1] + made[at] + made[at + 2 :]
    assert isinstance(numbering.parse(swapped), Refused) is (swapped != made)


@pytest.mark.parametrize("serial", [0, -1, 10_000])
def test_a_series_ends_with_9999(serial: int) -> None:
    made = numbering.make(NumberKind.CASE, STATION, DAY, serial)
    assert isinstance(made, Refused)
    assert made.refusals[0].code is No.OUT_OF_RANGE
    assert made.refusals[0].where == "serial"
    assert made.refusals[0].facts == {"min": 1, "max": 9999}


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(2100, 1, 1)])
def test_a_day_of_another_century_has_no_number(day: date) -> None:
    made = numbering.make(NumberKind.CASE, STATION, day, 1)
    assert isinstance(made, Refused)
    assert made.refusals[0].where == "day"


@pytest.mark.parametrize("code", ["33010", "3301066", "33010a", "３３０１０６"])
def test_a_station_without_digits_gives_no_number(code: str) -> None:
    with pytest.raises(ValueError, match="station code"):
        numbering.make(NumberKind.CASE, replace(STATION, outlet=code), DAY, 1)


def checked(front: str) -> str:
    from stdnum import damm

    return front + str(damm.calc_check_digit(front))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", No.WRONG_LENGTH),
        ("1" * 23, No.WRONG_LENGTH),
        ("1" * 25, No.WRONG_LENGTH),
        ("133010601000126112100O7", No.BAD_CHARACTER),
        (checked("73301060100012611210007"), No.UNKNOWN_IDENTIFIER),
        (checked("13301060100012613210007"), No.NOT_A_DATE),
        (checked("13301060100012611210000"), No.OUT_OF_RANGE),
    ],
)
def test_what_is_no_number_is_refused(text: str, code: No) -> None:
    read = numbering.parse(text)
    assert isinstance(read, Refused)
    assert read.refusals[0].code is code


def test_a_short_number_says_how_much_is_missing() -> None:
    read = numbering.parse("1330106")
    assert isinstance(read, Refused)
    assert read.refusals[0].facts == {"expected": 24, "length": 7, "missing": 17}


def test_full_width_digits_are_read() -> None:
    made = number(NumberKind.PAYMENT, "330106", "01", "0001", DAY, 1)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in made)
    assert isinstance(numbering.parse(wide), Numbered)
