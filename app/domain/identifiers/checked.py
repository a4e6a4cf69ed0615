"""What a check answers, and how a text is held against a form written character by character."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from app.domain.refusals import No, Refusal, Severity, errors


class Checked(Struct, frozen=True, kw_only=True):
    """One text checked as one kind. `normal` is how it is kept; empty when nothing could be read."""

    kind: str
    text: str
    normal: str
    problems: tuple[Refusal, ...] = ()
    """errors and warnings in reading order; facts: position (from 1), found, expected, missing, length"""
    gives: Mapping[str, str | int | bool] = field(default_factory=dict)
    """what the number itself says: kind of right, year, birth date …"""

    @property
    def ok(self) -> bool:
        """Nothing blocks; there may be warnings."""
        return not errors(self.problems)


class Finding(Struct, frozen=True):
    """A checker's answer about a cleaned text."""

    normal: str
    problems: tuple[Refusal, ...] = ()
    gives: Mapping[str, str | int | bool] = field(default_factory=dict)


_DIGITS = frozenset("0123456789")
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_CLASSES: Mapping[str, frozenset[str]] = {
    "9": _DIGITS,
    "A": _LETTERS,
    "a": _LETTERS - frozenset("IO"),
    "*": _DIGITS | _LETTERS,
    "x": _DIGITS | frozenset("X"),
    "m": frozenset("3456789"),
}
"""In a form: 9 digit, A letter, a letter but I and O, * either, x digit or X, m 3 to 9 (after the 1 of a
mobile number); anything else itself."""

CONFUSED: Mapping[str, str] = {"O": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "B": "8"}
"""Letters that are typed for a digit; offered, never put in."""


def fit(text: str, forms: Sequence[str]) -> tuple[Refusal, ...]:
    """Empty when the text has one of the forms; else the first wrong character, or the wrong length."""
    if not text:
        return (Refusal(No.REQUIRED),)
    depths = [(_depth(text, form), form) for form in forms]
    depth, form = max(depths, key=lambda pair: _rank(text, *pair))
    if depth < min(len(text), len(form)):
        wanted = dict.fromkeys(other[depth] for reached, other in depths if reached == depth < len(other))
        return (bad_character(text, depth + 1, ", ".join(_SHOWN.get(one, one) for one in wanted)),)
    if len(text) != len(form):
        return (wrong_length(text, len(form)),)
    return ()


def _rank(text: str, depth: int, form: str) -> tuple[int, bool, int]:
    """The longest fit; among equals a form that is full, then the nearest length."""
    return depth, depth == len(form), -abs(len(text) - len(form))


def _depth(text: str, form: str) -> int:
    for index, (character, wanted) in enumerate(zip(text, form, strict=False)):
        if character not in _CLASSES.get(wanted, wanted):
            return index
    return min(len(text), len(form))


_SHOWN = {"9": "0-9", "A": "A-Z", "a": "A-Z", "*": "0-9, A-Z", "x": "0-9, X", "m": "3-9"}


def bad_character(
    text: str, position: int, expected: str = "", severity: Severity = Severity.ERROR
) -> Refusal:
    """BAD_CHARACTER at a position counted from 1; `suggest` where a letter is easily taken for a digit."""
    found = text[position - 1]
    facts: dict[str, str | int] = {"position": position, "found": found, "length": len(text)}
    if expected:
        facts["expected"] = expected
    if found in CONFUSED and "0-9" in expected:
        facts["suggest"] = CONFUSED[found]
    return Refusal(No.BAD_CHARACTER, "", facts, severity)


def wrong_length(text: str, expected: int) -> Refusal:
    """WRONG_LENGTH; `missing` is negative when the text is too long."""
    length = len(text)
    return Refusal(
        No.WRONG_LENGTH, "", {"expected": expected, "length": length, "missing": expected - length}
    )


def wrong_check(text: str, expected: str, severity: Severity = Severity.ERROR) -> Refusal:
    """CHECK_DIGIT: the last character is not the one the others call for."""
    facts: dict[str, str | int] = {"position": len(text), "length": len(text)}
    facts |= {"expected": expected, "found": text[-1]}
    return Refusal(No.CHECK_DIGIT, "", facts, severity)


def softened(finding: Finding) -> Finding:
    """The same with every error a warning: for documents whose form is known from memory only."""
    soft = tuple(
        p if p.code is No.REQUIRED else replace(p, severity=Severity.WARNING) for p in finding.problems
    )
    return replace(finding, problems=soft)
