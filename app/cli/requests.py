"""From a JSON value to a request and back: strict about unknown names, exact about where it is wrong."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from difflib import get_close_matches
from itertools import islice
from typing import Any, TypeVar

import msgspec

from app.cli import strictness
from app.domain.refusals import No, Refusal, Refused
from app.domain.typed import typed

T = TypeVar("T")

UUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
"""How an id looks on the wire; a record under any other could never be delivered."""

MOST_TOLD = 20
"""What is wrong with one request is told up to here: a thousand lines help nobody."""

_TYPE = re.compile(r"Expected `(.+)`, got `(.+)`")
_MISSING = re.compile(r"Object missing required field `(.+)`")
_ENUM = re.compile(r"Invalid enum value (.+)")
_BOUND = re.compile(r"Expected `int` (>=|<=) (-?\d+)")
_DATE = re.compile(r"Invalid (RFC3339|ISO8601|date)")


def parse(raw: object, kind: type[T]) -> T | Refused:
    """The request value, or what is wrong and where."""
    if isinstance(raw, Refused):
        return raw
    if not isinstance(raw, Mapping):
        return Refused.because(No.WRONG_TYPE, expected="object")
    found = tuple(islice(strictness.hidden(raw), MOST_TOLD)) or tuple(
        islice(_strangers(raw, kind, ""), MOST_TOLD)
    )
    if found:
        return Refused(found)
    try:
        request = typed(raw, kind)
    except msgspec.ValidationError as why:
        return Refused((_refusal(str(why)),))
    given = getattr(request, "id", "")
    if given and not UUID.fullmatch(given):
        return Refused.because(No.PATTERN, "id", expected="uuid")
    return request


def _refusal(told: str) -> Refusal:
    """msgspec's sentence as one of our own codes."""
    what, _at, place = told.partition(" - at `")
    where = place.rstrip("`").removeprefix("$").lstrip(".")
    if match := _MISSING.match(what):
        return Refusal(No.REQUIRED, f"{where}.{match[1]}" if where else match[1])
    if match := _BOUND.match(what):
        return Refusal(No.OUT_OF_RANGE, where, {"min" if match[1] == ">=" else "max": int(match[2])})
    if match := _TYPE.match(what):
        return Refusal(No.WRONG_TYPE, where, {"expected": match[1].replace(" | null", ""), "found": match[2]})
    if match := _ENUM.match(what):
        return Refusal(No.NOT_AN_OPTION, where, {"found": match[1].strip("'")})
    if _DATE.match(what):
        return Refusal(No.NOT_A_DATE, where)
    return Refusal(No.BAD_REQUEST, where, {"why": what})


def is_record(kind: object) -> bool:
    """A type with named fields: a frozen struct or a dataclass."""
    return isinstance(kind, type) and (issubclass(kind, msgspec.Struct) or is_dataclass(kind))


def _strangers(value: object, kind: Any, path: str) -> Iterator[Refusal]:
    """Names that the request type does not have, with the nearest one it has."""
    if is_record(kind) and isinstance(value, Mapping):
        hints = typing.get_type_hints(kind)
        for name, part in value.items():
            place, short = strictness.step(path, name), str(name)[: strictness.LONGEST_NAME]
            if name in hints:
                yield from _strangers(part, hints[name], place)
                continue
            near = get_close_matches(short, hints, 1)
            facts = {"found": short, "request": 1, "near": near[0] if near else ""}
            yield Refusal(No.UNKNOWN_FIELD, place, facts)
        return
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        for part in parts:
            yield from _strangers(value, part, path)
    elif origin is Mapping and isinstance(value, Mapping):
        for name, part in value.items():
            yield from _strangers(part, parts[1], strictness.step(path, name))
    elif origin is tuple and isinstance(value, Sequence) and not isinstance(value, str):
        for at, part in enumerate(value):
            yield from _strangers(part, parts[0], f"{path}[{at}]")


def builtins(value: object) -> Any:
    """Any result as plain JSON values."""
    return msgspec.to_builtins(value, builtin_types=(), str_keys=True)
