"""As much of JSON Schema 2020-12 as the shell's schemas use; anything else in a schema is an error here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

KNOWN = frozenset(
    {
        *("$schema", "$ref", "$defs", "title", "description", "type", "properties", "required"),
        *("additionalProperties", "items", "anyOf", "oneOf", "enum", "const", "default", "format"),
        *("pattern", "minimum", "maximum", "x-required"),
    }
)
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}


def shapes(schema: Mapping[str, Any], path: str = "$") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every schema inside a schema, with its path."""
    yield path, schema
    for name in ("$defs", "properties"):
        for key, inside in schema.get(name, {}).items():
            yield from shapes(inside, f"{path}.{key}")
    for name in ("items", "additionalProperties"):
        if isinstance(schema.get(name), Mapping):
            yield from shapes(schema[name], f"{path}.{name}")
    for name in ("anyOf", "oneOf"):
        for at, inside in enumerate(schema.get(name, [])):
            yield from shapes(inside, f"{path}.{name}[{at}]")


def valid(value: object, schema: Mapping[str, Any], root: Mapping[str, Any]) -> bool:
    """Whether a value fits."""
    if "$ref" in schema:
        return valid(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root)
    checks = (
        "type" not in schema or _type(value, schema["type"]),
        "enum" not in schema or any(value == one and type(value) is type(one) for one in schema["enum"]),
        "const" not in schema or value == schema["const"],
        "anyOf" not in schema or any(valid(value, one, root) for one in schema["anyOf"]),
        "oneOf" not in schema or sum(valid(value, one, root) for one in schema["oneOf"]) == 1,
    )
    return all(checks) and _inside(value, schema, root)


def _type(value: object, name: str) -> bool:
    return isinstance(value, TYPES[name]) and (name != "integer" or not isinstance(value, bool))


def _inside(value: object, schema: Mapping[str, Any], root: Mapping[str, Any]) -> bool:
    if isinstance(value, str):
        return _text(value, schema)
    if isinstance(value, int) and not isinstance(value, bool):
        return schema.get("minimum", value) <= value <= schema.get("maximum", value)
    if isinstance(value, list):
        return all(valid(one, schema.get("items", {}), root) for one in value)
    if not isinstance(value, dict):
        return True
    known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    if any(name not in value for name in schema.get("required", [])):
        return False
    for name, part in value.items():
        if name not in known and others is False:
            return False
        inner = known.get(name, others if isinstance(others, Mapping) else {})
        if not valid(part, inner, root):
            return False
    return True


def _text(value: str, schema: Mapping[str, Any]) -> bool:
    if not re.search(schema.get("pattern", ""), value):
        return False
    if schema.get("format") != "date":
        return True
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
