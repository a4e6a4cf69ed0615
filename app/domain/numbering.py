"""The desk's own human numbers: digits only, given offline, never twice.

    1 330106 01 0001 261121 0001 7
    │ │      │  │    │      │    └ Damm check digit: every wrong digit, every swap of two neighbours
    │ │      │  │    │      └ serial of the day, 0001 to 9999
    │ │      │  │    └ day, yymmdd
    │ │      │  └ series: one per install, so that two machines at one window never meet
    │ │      └ window
    │ └ division code of the outlet
    └ kind

A day's 10 000th number of one kind and series does not exist: `make` refuses with OUT_OF_RANGE, and the desk
needs another series from the province.
"""

from __future__ import annotations

import unicodedata
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct

from app.domain.refusals import No, Refused
from app.domain.staff import Station

LENGTH = 24
LAST_SERIAL = 9999
_CENTURY = 2000
_WIDTHS = (1, 6, 2, 4, 6, 4, 1)


class NumberKind(StrEnum):
    """The first digit."""

    CASE = "1"
    PAYMENT = "2"
    CONSULTATION = "3"
    PAPER = "4"
    """notice or other paper with a number of its own"""
    INQUIRY = "5"
    EVALUATION = "6"
    TRAINING = "9"
    """practice: never a number of the real books"""


class Numbered(Struct, frozen=True, kw_only=True):
    """A number taken apart."""

    number: str
    kind: NumberKind
    outlet: str
    window: str
    series: str
    day: date
    serial: int


def make(kind: NumberKind, station: Station, day: date, serial: int) -> str | Refused:
    """The 24 digits. OUT_OF_RANGE for a serial beyond 1..9999; ValueError for a station without codes."""
    if not 1 <= serial <= LAST_SERIAL:
        return Refused.because(No.OUT_OF_RANGE, "serial", min=1, max=LAST_SERIAL)
    if not _CENTURY <= day.year < _CENTURY + 100:
        return Refused.because(No.OUT_OF_RANGE, "day", min=f"{_CENTURY}-01-01", max=f"{_CENTURY + 99}-12-31")
    for code, width in ((station.outlet, 6), (station.window, 2), (station.series, 4)):
        if len(code) != width or not (code.isascii() and code.isdigit()):
            raise ValueError(f"station code {code!r} is not {width} digits")
    front = f"{kind.value}{station.outlet}{station.window}{station.series}{day:%y%m%d}{serial:04d}"
    return front + str(_damm().calc_check_digit(front))


def parse(text: str) -> Numbered | Refused:
    """Reads a typed or scanned number, with or without spaces and hyphens.

    BAD_CHARACTER · WRONG_LENGTH (missing=, expected=) · CHECK_DIGIT · UNKNOWN_IDENTIFIER (no such kind) ·
    NOT_A_DATE.
    """
    number = "".join(c for c in unicodedata.normalize("NFKC", text) if not (c.isspace() or c in "-‐‑‒–—−"))
    for position, character in enumerate(number, start=1):
        if not (character.isascii() and character.isdigit()):
            return Refused.because(No.BAD_CHARACTER, position=position, found=character)
    if len(number) != LENGTH:
        length = len(number)
        return Refused.because(No.WRONG_LENGTH, expected=LENGTH, length=length, missing=LENGTH - length)
    if not _damm().is_valid(number):
        return Refused.because(No.CHECK_DIGIT, position=LENGTH, length=LENGTH)
    return _taken_apart(number)


def grouped(number: str) -> str:
    """For print and reading aloud: kind, outlet, window, series, day, serial, check digit."""
    parts, at = [], 0
    for width in _WIDTHS:
        parts.append(number[at : at + width])
        at += width
    return " ".join(part for part in parts if part)


def _taken_apart(number: str) -> Numbered | Refused:
    try:
        kind = NumberKind(number[0])
    except ValueError:
        return Refused.because(No.UNKNOWN_IDENTIFIER, position=1, found=number[0])
    written = number[13:19]
    try:
        day = date(_CENTURY + int(written[:2]), int(written[2:4]), int(written[4:]))
    except ValueError:
        return Refused.because(No.NOT_A_DATE, position=14, found=written)
    serial = int(number[19:23])
    if not serial:
        return Refused.because(No.OUT_OF_RANGE, position=20, min=1, max=LAST_SERIAL)
    return Numbered(
        number=number,
        kind=kind,
        outlet=number[1:7],
        window=number[7:9],
        series=number[9:13],
        day=day,
        serial=serial,
    )


def _damm() -> Any:
    # Imported on first use: python-stdnum costs the start of the program 50 ms.
    from stdnum import damm

    return damm
