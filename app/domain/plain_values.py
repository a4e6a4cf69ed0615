"""Checks of single plain values: texts, names, numbers, dates, choices. One function a kind of type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from app.domain.formulas import same
from app.domain.given import Given, as_date, check_text, matches
from app.domain.refusals import No, Refusal, Severity

FIRST_DAY = date(1985, 4, 1)
"""No date of the trade lies before the Patent Law came into force."""
LAST_DAY = date(2100, 12, 31)
_MOST_FEN = 10**15
_DIGIT = re.compile("[0-9\uff10-\uff19]")


def text(given: Given) -> Iterator[Refusal]:
    """Any one-line text; the type's codes or pattern where it has them."""
    yield from check_text(given, least=given.least, most=given.most)
    yield from _pattern(given)


def paragraph(given: Given) -> Iterator[Refusal]:
    yield from check_text(given, least=given.least, most=given.most, lines=True)


def _pattern(given: Given) -> Iterator[Refusal]:
    if given.type.codes:
        if given.value not in given.type.codes and isinstance(given.value, str):
            yield given.no(No.NOT_AN_OPTION, found=shown(given.value))
        return
    patterns = given.type.any_of or ((given.type.pattern,) if given.type.pattern else ())
    value = given.value
    if not patterns or not isinstance(value, str) or len(value) > (given.most or 400):
        return
    if not any(matches(pattern, value) for pattern in patterns):
        yield given.no(No.PATTERN)


def person_name(given: Given) -> Iterator[Refusal]:
    """A natural person's name: any script, rare characters, no digits."""
    yield from check_text(given, least=1, most=given.most or 50)
    if isinstance(given.value, str) and _DIGIT.search(given.value):
        yield given.error(No.DIGIT_IN_NAME)


def party_name(given: Given) -> Iterator[Refusal]:
    """A name of a person or body; a natural person beside it is checked as one."""
    if "individual" in (given.beside.get("kind"), given.beside.get(_kind_beside(given))):
        yield from person_name(given)
    else:
        yield from check_text(given, least=given.least, most=given.most)


def _kind_beside(given: Given) -> str:
    return f"{given.spec.id.removesuffix('_name')}_kind"


def postcode(given: Given) -> Iterator[Refusal]:
    """Six digits on the mainland; another country's form beside an address there."""
    yield from check_text(given, least=None, most=10)
    value = given.value
    abroad = any(
        isinstance(other, dict) and other.get("region") not in (None, "", "CN")
        for other in given.beside.values()
    )
    if isinstance(value, str) and not (abroad and matches(r"[A-Za-z0-9 -]{3,10}", value)):
        yield from _pattern(given)


def integer(given: Given) -> Iterator[Refusal]:
    """A whole number within its bounds; above the usual it only asks to look again."""
    value = given.value
    if not isinstance(value, int) or isinstance(value, bool):
        yield given.error(No.NOT_A_NUMBER)
        return
    least, most = given.least, given.most
    if (least is not None and value < least) or (most is not None and value > most):
        yield given.error(No.OUT_OF_RANGE, **_bounds(least, most))
    elif given.spec.warn_above is not None and value > given.spec.warn_above:
        yield given.no(No.OUT_OF_RANGE, Severity.WARNING, **_bounds(least or 0, given.spec.warn_above))


def _bounds(least: int | None, most: int | None) -> dict[str, str | int]:
    return {"min": "-" if least is None else least, "max": "-" if most is None else most}


def money(given: Given) -> Iterator[Refusal]:
    """Fen, never negative."""
    value = given.value
    if not isinstance(value, int) or isinstance(value, bool):
        yield given.error(No.NOT_A_NUMBER)
    elif not (given.least or 0) <= value <= (given.most or _MOST_FEN):
        yield given.error(No.OUT_OF_RANGE, **_bounds(given.least or 0, given.most or _MOST_FEN))


def percent(given: Given) -> Iterator[Refusal]:
    """0 to 100, two decimals at most."""
    value = given.value
    if not isinstance(value, int | float) or isinstance(value, bool):
        yield given.error(No.NOT_A_NUMBER)
    elif not 0 <= value <= 100 or round(value, 2) != value:
        yield given.error(No.OUT_OF_RANGE, min=0, max=100)


def yes_no(given: Given) -> Iterator[Refusal]:
    if not isinstance(given.value, bool):
        yield given.wrong_type("yes or no")


def choice(given: Given) -> Iterator[Refusal]:
    """One of the options; without a list any text."""
    if not given.spec.options:
        yield from check_text(given, least=None, most=200)
    elif not any(same(option.value, given.value) for option in given.spec.options):
        yield given.error(No.NOT_AN_OPTION, found=shown(given.value))


def shown(value: object) -> str:
    """A value as a short fact for a sentence; only plain ones are shown."""
    return str(value)[:40] if isinstance(value, str | int) else type(value).__name__


def day(given: Given) -> Iterator[Refusal]:
    """A date that exists, between the first day and today (or far ahead where the field allows it)."""
    found = as_date(given.value)
    if found is None:
        yield given.error(No.NOT_A_DATE)
        return
    first = as_date(given.spec.earliest) or FIRST_DAY
    last = LAST_DAY if given.spec.future else given.today
    if found < first:
        yield given.error(No.DATE_TOO_EARLY, min=first.isoformat())
    elif found > last:
        yield given.error(No.DATE_TOO_LATE, max=last.isoformat())
