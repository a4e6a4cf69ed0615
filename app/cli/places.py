"""Paths by their names: fields, questions and papers of a matter, and what may stand there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches

from app.cli.wording import Paths
from app.domain.matter import Field, Matter, Words
from app.domain.refusals import No, Refusal
from app.rulebook import Rulebook
from app.words.catalogue import _, pick

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_LINE = re.compile(r"line (\d+)")


class RequestPaths(Paths):
    """A request's own names. `known`: path of a name -> what may stand there."""

    def __init__(self, known: Mapping[str, Sequence[object]]) -> None:
        self._known = known

    def label(self, where: str) -> str:
        match = _LINE.fullmatch(where)
        return _("line {number}").format(number=match[1]) if match else where

    def choices(self, refusal: Refusal) -> Sequence[object]:
        known = self._known.get(re.sub(r"\[\d+\]", "", refusal.where), ())
        if refusal.code is No.UNKNOWN_MATTER:
            found = str(refusal.facts.get("found", "")).upper()
            return get_close_matches(found, map(str, known), 3, 0.4) or known
        if refusal.code in (No.REQUIRED, No.FACT_MISSING):
            return [one for one in known if one != ""]  # the empty one is what was given
        return known if refusal.code is No.NOT_AN_OPTION else ()


class MatterPaths(RequestPaths):
    """The names of a matter's form."""

    def __init__(self, matter: Matter, known: Mapping[str, Sequence[object]]) -> None:
        super().__init__(known)
        self._matter = matter

    def label(self, where: str) -> str:
        head, _dot, rest = where.partition(".")
        if head == "values":
            return _of_field(rest, self._matter.fields) or where
        if head == "answers":
            return _name(rest, self._matter.questions) or where
        if head == "materials":
            return _name(rest, self._matter.materials) or where
        return super().label(where)

    def choices(self, refusal: Refusal) -> Sequence[object]:
        head, _dot, rest = refusal.where.partition(".")
        matter = self._matter
        if refusal.code in (No.REASON_REQUIRED, No.UNKNOWN_REASON):
            return matter.reasons
        if refusal.code is No.UNKNOWN_MATERIAL:
            return [material.id for material in matter.materials]
        if refusal.code is No.UNKNOWN_FIELD and head == "values":
            found = str(refusal.facts.get("found", rest))
            return get_close_matches(found, [field.id for field in matter.fields], 3)
        if head == "values" and refusal.code in (No.NOT_AN_OPTION, No.REQUIRED):
            field = _field(rest, matter.fields)
            return [option.value for option in field.options] if field else ()
        if head == "answers":
            asked = next((one for one in matter.questions if one.id == rest), None)
            return [answer.value for answer in asked.answers] if asked else ()
        return super().choices(refusal)


def _name(one: str, known: Iterable[object]) -> str:
    found = next((part for part in known if getattr(part, "id", "") == one), None)
    words: Words | None = getattr(found, "words", None)
    return pick(words.zh, words.en) if words else ""


def _steps(path: str) -> list[tuple[str, int | None]]:
    """`applicants[0].name` -> [("applicants", 0), ("name", None)]."""
    steps: list[tuple[str, int | None]] = []
    for name, row in _STEP.findall(path):
        if name:
            steps.append((name, None))
        elif steps:
            steps[-1] = (steps[-1][0], int(row))
    return steps


def _field(path: str, fields: Iterable[Field]) -> Field | None:
    found: Field | None = None
    for name, _row in _steps(path):
        found = next((field for field in fields if field.id == name), None)
        if found is None:
            return None
        fields = found.fields
    return found


def _of_field(path: str, fields: Iterable[Field]) -> str:
    """The words of each step; what is no field of its own (a certificate's number) keeps its name."""
    told: list[str] = []
    for name, row in _steps(path):
        field = next((one for one in fields if one.id == name), None)
        words = pick(field.words.zh, field.words.en) if field else name
        told.append(_("{name} no. {row}").format(name=words, row=row + 1) if row is not None else words)
        fields = field.fields if field else ()
    return " › ".join(told)


Known = Callable[[Rulebook], Mapping[str, Sequence[object]]]


def paths_of(
    raw: object, rules: Rulebook, today: date, known: Mapping[str, Sequence[object]]
) -> RequestPaths:
    """The names for a request: its matter's, when it has one that is known."""
    code = raw.get("matter") if isinstance(raw, Mapping) else None
    matter = rules.matter(code, today) if isinstance(code, str) else None
    return MatterPaths(matter, known) if matter else RequestPaths(known)
