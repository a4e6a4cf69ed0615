"""The few functions that expressions of the rule data may call, and how their values behave."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from app.domain.months import add_months

NOTHING: tuple[object, ...] = ()
"""A field that does not apply now: empty for a condition, zero for a sum."""

_PATENT = re.compile(r"^(?:ZL)?(?:(?:19|20)\d{2}([12389])\d{7}|\d{2}([12389])\d{5})\.?[\dX]$", re.ASCII)
_KINDS = {"1": "invention", "2": "utility_model", "3": "design", "8": "invention", "9": "utility_model"}


def same(a: object, b: object) -> bool:
    """Equal and of one kind: True is not 1, and `1` is not `"1"`."""
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    return type(a) is type(b) and a == b


def empty(value: object) -> bool:
    """Nothing was entered. False and 0 are answers."""
    return value is None or (isinstance(value, str | list | tuple | Mapping) and not value)


def truth(value: object) -> bool | None:
    """None stays unknown; everything else as filled or not."""
    if value is None or isinstance(value, bool):
        return value
    return value != 0 if isinstance(value, int) else not empty(value)


def number(value: object) -> int | None:
    """A whole number, NOTHING as zero; anything else is not known."""
    if value is NOTHING:
        return 0
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def members(value: object, member: str) -> object:
    """`group.member`: that column of every row, or that part of a value with parts."""
    if isinstance(value, Mapping):
        return value.get(member)
    if isinstance(value, list | tuple):
        if not value:
            return NOTHING
        return [row.get(member) if isinstance(row, Mapping) else None for row in value]
    return None


def ordered(op: str, a: object, b: object) -> bool | None:
    """`Lt`, `LtE`, `Gt`, `GtE` between two numbers or two texts (ISO dates); else not known."""
    if isinstance(a, str) and isinstance(b, str) and a and b:
        order = (a > b) - (a < b)
    else:
        x, y = number(a), number(b)
        if x is None or y is None:
            return None
        order = (x > y) - (x < y)
    return {"Lt": order < 0, "LtE": order <= 0, "Gt": order > 0, "GtE": order >= 0}[op]


def _flat(value: object, depth: int = 3) -> Iterator[object]:
    if isinstance(value, list | tuple) and depth:
        for one in value:
            yield from _flat(one, depth - 1)
    elif not empty(value):
        yield value


def _count(value: object) -> object:
    """How many: rows of a group, entries over all rows, or a number that was counted before."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return sum(1 for _ in _flat(value))


def _sum(value: object) -> object:
    total = 0
    for one in _flat(value):
        amount = number(one)
        if amount is None:
            return None
        total += amount
    return None if value is None else total


def _first(value: object) -> object:
    return next(_flat(value), None)


def _reduction(requested: object, all_filed: object, applicants: object) -> object:
    """Percent waived: 85 for one applicant, 70 for several, 0 unless asked for and all on record."""
    if requested is not True or all_filed is not True:
        return 0
    if isinstance(applicants, bool):
        return 70 if applicants else 85
    if not isinstance(applicants, int) or applicants < 1:
        return None
    return 85 if applicants == 1 else 70


def _kind(value: object) -> object:
    """Kind of patent that the application number tells; None when several numbers differ."""
    found = {_kind_of(one) for one in _flat(value)}
    return found.pop() if len(found) == 1 else None


def _kind_of(text: object) -> str | None:
    if not isinstance(text, str) or len(text) > 40:
        return None
    plain = unicodedata.normalize("NFKC", text).upper().replace(" ", "")
    match = _PATENT.match(plain)
    return _KINDS[match[1] or match[2]] if match else None


def _months_after(day: object, months: object) -> object:
    """The corresponding day, or the last one of a shorter month (`app.domain.months`)."""
    start, count = _day(day), number(months)
    if start is None or count is None or not 0 <= count <= 1200:
        return None
    try:
        return add_months(start, count).isoformat()
    except OverflowError:
        return None


def _years_after(day: object, years: object) -> object:
    count = number(years)
    return None if count is None else _months_after(day, count * 12)


def _earliest(value: object) -> object:
    """The first of several dates; None while one of them is not known."""
    dates = list(_all(value))
    return min(dates) if dates and len(dates) == _rows_of(value) else None


def _rows_of(value: object) -> int:
    return len(value) if isinstance(value, list | tuple) else 1


def _all(value: object) -> Iterator[str]:
    return (one for one in _flat(value) if isinstance(one, str) and _day(one) is not None)


def _day(value: object) -> date | None:
    if not isinstance(value, str) or len(value) != 10:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


_CALLS: dict[str, Callable[..., object]] = {
    "count": _count,
    "len": _count,
    "sum": _sum,
    "first": _first,
    "earliest": _earliest,
    "kind": _kind,
    "reduction": _reduction,
    "months_after": _months_after,
    "years_after": _years_after,
}

ARGUMENTS: dict[str, tuple[int, ...]] = {
    "count": (0, 1),
    "len": (1,),
    "sum": (1,),
    "first": (1,),
    "earliest": (1,),
    "kind": (1,),
    "reduction": (3,),
    "months_after": (2,),
    "years_after": (2,),
    "list": (1,),
    "choose": (3,),
}
"""Every function and how many arguments it takes. `list` and `choose` are read by `expressions`."""


def call(name: str, given: Sequence[object]) -> object:
    """The function's value; None for a function that needs another number of arguments here."""
    if name not in _CALLS or len(given) not in ARGUMENTS[name]:
        return None
    return _CALLS[name](*given)
