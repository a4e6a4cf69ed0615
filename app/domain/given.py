"""One value on its way through the checks of its type, with what the checks need to know of its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from msgspec import Struct, field
from msgspec.structs import replace

from app.domain.matter import Field, FieldType
from app.domain.refusals import No, Refusal, Severity
from app.domain.writing import is_control

LONGEST = 20_000
"""No text of any type is looked at beyond this many characters."""


class Given(Struct, frozen=True, kw_only=True):
    """A single value and its path. `beside` holds the other values of the same row or form."""

    spec: Field
    type: FieldType
    value: object
    today: date
    where: str
    beside: Mapping[str, object] = field(default_factory=dict)
    single: bool = True
    """False for one value of a repeating field, whose min and max count values"""

    def no(self, code: No, severity: Severity | None = None, **facts: str | int) -> Refusal:
        said = Severity(self.type.severity) if severity is None else severity
        return Refusal(code, self.where, facts, said)

    def error(self, code: No, **facts: str | int) -> Refusal:
        return self.no(code, Severity.ERROR, **facts)

    def wrong_type(self, expected: str) -> Refusal:
        return self.error(No.WRONG_TYPE, expected=expected)

    def part(self, name: str, value: object) -> Given:
        """A part of this value, checked at a deeper path."""
        return replace(self, value=value, where=f"{self.where}.{name}", single=False)

    @property
    def least(self) -> int | None:
        return self.spec.min if self.single and self.spec.min is not None else self.type.min

    @property
    def most(self) -> int | None:
        return self.spec.max if self.single and self.spec.max is not None else self.type.max


def check_text(
    given: Given, *, least: int | None, most: int | None, lines: bool = False
) -> Iterator[Refusal]:
    """A text of so many characters (code points) without control characters."""
    text = given.value
    if not isinstance(text, str):
        yield given.wrong_type("text")
        return
    if any(is_control(c, lines=lines) for c in text[:LONGEST]):
        yield given.error(No.CONTROL_CHARACTER)
    longest = min(most, LONGEST) if most is not None else LONGEST
    if least is not None and len(text) < least:
        yield given.error(No.TOO_SHORT, min=least, length=len(text))
    elif len(text) > longest:
        yield given.error(No.TOO_LONG, max=longest, length=len(text))
    elif given.single and given.spec.warn_above is not None and len(text) > given.spec.warn_above:
        yield given.no(No.TOO_LONG, Severity.WARNING, max=given.spec.warn_above, length=len(text))


def matches(pattern: str, text: str) -> bool:
    """True if the whole text fits; digits and letters are those of ASCII."""
    return _compiled(pattern).fullmatch(text) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


def as_date(value: object) -> date | None:
    """A date from its one written form, YYYY-MM-DD."""
    if not isinstance(value, str) or len(value) != 10 or value[4] != "-":
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
