"""What is wrong with a rule file, for people who write rules: no names of types of the program."""

from __future__ import annotations

import re
from collections.abc import Callable

from app.words.catalogue import _
from app.words.refusals import N_

_TYPES = {
    "int": N_("a whole number"),
    "float": N_("a number with a fraction"),
    "str": N_("a text"),
    "bool": N_("true or false"),
    "array": N_("a list"),
    "object": N_("a mapping"),
    "null": N_("nothing (null)"),
    "date": N_("a date like 2026-11-21"),
}
OR = N_("{one} or {other}")
EXPECTED = N_("expected {wanted}, found {found}")
WANTED = N_("expected {wanted}")
BOUND = N_("expected a whole number {bound}")
NOT_A_CHOICE = N_("“{found}” is none of the words that may stand here")
NO_SUCH_KEY = N_("the key {key} is not known here; compare its spelling with another file of this kind")
KEY_MISSING = N_("the key {key} is missing")
EMPTY = N_("the text is empty")
FORM = N_("it is not written as it must be: {pattern}")
NO_DATE = N_("this is no date of the calendar; write it like 2026-11-21")
TABULATOR = N_("a tabulator stands here; indent with spaces")
COLON = N_("a colon is missing, or the line is not indented like the one before it")
COLON_IN_TEXT = N_("a colon followed by a space stands inside a text; put the text in quotes")
INDENT = N_("the line is not indented like its neighbours, or a bracket or quote above is not closed")


def _types(told: str) -> str:
    """`int | null` as words; a type without words keeps its name."""
    words = [_(_TYPES[one]) if one in _TYPES else one for one in told.split(" | ")]
    made = words[0]
    for other in words[1:]:
        made = _(OR).format(one=made, other=other)
    return made


_Say = Callable[[re.Match[str]], str]
_REASONS: tuple[tuple[re.Pattern[str], _Say], ...] = (
    (
        re.compile(r"Expected `([^`]+)`, got `([^`]+)`"),
        lambda m: _(EXPECTED).format(wanted=_types(m[1]), found=_types(m[2])),
    ),
    (re.compile(r"Expected `int` ([<>]=? -?\d+)"), lambda m: _(BOUND).format(bound=m[1])),
    (re.compile(r"Expected `str` of length >= 1"), lambda _m: _(EMPTY)),
    (re.compile(r"Expected `str` matching regex (.+)"), lambda m: _(FORM).format(pattern=m[1])),
    (re.compile(r"Expected `([^`]+)`$"), lambda m: _(WANTED).format(wanted=_types(m[1]))),
    (re.compile(r"Invalid enum value '?([^']+)'?"), lambda m: _(NOT_A_CHOICE).format(found=m[1])),
    (re.compile(r"Object contains unknown field `([^`]+)`"), lambda m: _(NO_SUCH_KEY).format(key=m[1])),
    (re.compile(r"Object missing required field `([^`]+)`"), lambda m: _(KEY_MISSING).format(key=m[1])),
    (re.compile(r"Invalid (RFC3339|ISO8601|date)"), lambda _m: _(NO_DATE)),
    (re.compile(r"found character (that|'\\t')"), lambda _m: _(TABULATOR)),
    (re.compile(r"could not find expected ':'"), lambda _m: _(COLON)),
    (re.compile(r"mapping values are not allowed"), lambda _m: _(COLON_IN_TEXT)),
    (re.compile(r"did not find expected|expected ',' or"), lambda _m: _(INDENT)),
)


def reason_words(reason: str) -> str:
    """The reason as a rule keeper reads it; one of our own sentences stays as it is."""
    for pattern, say in _REASONS:
        if match := pattern.match(reason):
            return say(match)
    return reason
