"""From JSON to a request value and back: strict about unknown names, exact about where something is wrong."""

from __future__ import annotations

import dataclasses
import json
import sys
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from app.domain.obstacles import Obstacle, Trouble
from app.domain.refusals import No, Refused

T = TypeVar("T")

MAX_BYTES = 32 * 1024 * 1024


def schema(kind: type) -> dict[str, object]:
    """The JSON Schema of a request; unknown names are refused on every level."""
    made = msgspec.json.schema(kind)
    for part in (made, *made.get("$defs", {}).values()):
        if part.get("type") == "object" and "properties" in part:
            part["additionalProperties"] = False
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def read(file: str | None) -> Iterator[object]:
    """Requests from a file or standard input: one JSON document, an array, or one object a line."""
    text = _text(file)
    try:
        whole = json.loads(text)
    except json.JSONDecodeError:
        yield from _lines(text)
        return
    yield from whole if isinstance(whole, list) else [whole]


def _text(file: str | None) -> str:
    try:
        if file and file != "-":
            raw = Path(file).read_bytes()
        else:
            raw = sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as why:
        raise Obstacle(Trouble.FILE_UNREADABLE, file=Path(file or "-").name, why=why.strerror or "") from why
    if len(raw) > MAX_BYTES:
        raise Obstacle(Trouble.FILE_UNREADABLE, file=Path(file or "-").name, why="larger than 32 MiB")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        raise Obstacle(Trouble.FILE_UNREADABLE, file=Path(file or "-").name, why="not UTF-8") from why


def _lines(text: str) -> Iterator[object]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield json.loads(line)
            except json.JSONDecodeError as why:
                yield Refused.because(No.BAD_REQUEST, f"line {number}", why=f"{why.msg}, column {why.colno}")


def parse(raw: object, kind: type[T]) -> T | Refused:
    """The request value, or what is wrong and where."""
    if isinstance(raw, Refused):
        return raw
    if not isinstance(raw, Mapping):
        return Refused.because(No.BAD_REQUEST, why="expected a JSON object")
    strange = next(_strangers(raw, kind, ""), None)
    if strange is not None:
        return Refused.because(No.UNKNOWN_FIELD, strange, found=strange.rsplit(".", 1)[-1])
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as why:
        told = str(why)
        where = told.rsplit("at `", 1)[1].rstrip("`").removeprefix("$").lstrip(".") if "at `" in told else ""
        return Refused.because(No.BAD_REQUEST, where, why=told.split(" - at", maxsplit=1)[0])


def _strangers(value: object, kind: Any, path: str) -> Iterator[str]:
    """Paths of names that the request type does not have."""
    if dataclasses.is_dataclass(kind) and isinstance(kind, type) and isinstance(value, Mapping):
        hints = typing.get_type_hints(kind)
        for name, part in value.items():
            place = f"{path}.{name}" if path else str(name)
            if name not in hints:
                yield place
            else:
                yield from _strangers(part, hints[name], place)
        return
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        for part in parts:
            inner: Any = typing.get_origin(part)
            if dataclasses.is_dataclass(part) or inner is tuple:
                yield from _strangers(value, part, path)
    elif origin is tuple and isinstance(value, Sequence) and not isinstance(value, str):
        for at, part in enumerate(value):
            yield from _strangers(part, parts[0], f"{path}[{at}]")


def builtins(value: object) -> Any:
    """Any result as plain JSON values."""
    return msgspec.to_builtins(value, builtin_types=(), str_keys=True)
