"""Read a record out of its field groups: the domain's own type is the schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from app.domain.typed import typed
from app.province.entities.ruling import Entity

NUMBER = re.compile(r"[0-9A-Za-z-]{1,40}")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
QUERY_CODE = re.compile(r"[a-z2-7]{26}")
_AT = re.compile(r" - at `\$?\.?(?P<path>[^`]*)`$")
_NAMED = re.compile(r"(?:missing required|unknown) field `(?P<name>[^`]*)`")


class BadBody(ValueError):
    """The groups do not form a record. `field` is a path such as `materials[0].state`."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@cache
def _names(shape: type) -> frozenset[str]:
    return frozenset(field.name for field in msgspec.structs.fields(shape))


def fields_of(entity: Entity, body: Mapping[str, Any]) -> dict[str, Any]:
    """The record's fields, wherever they stand in the groups.

    A group is an object of fields, or bears a field's name and is its value. What this program does not
    know stays in the body untouched, so that an older province never erases what a newer desk adds.
    """
    names = _names(entity.shape)
    found: dict[str, Any] = {}
    for group, value in body.items():
        is_object = isinstance(value, dict)
        if group in names and (not is_object or (group in entity.nested and group not in value)):
            found[group] = value
        elif is_object and value.keys() <= names:
            found.update(value)
        elif is_object:
            found.update((name, member) for name, member in value.items() if name in names)
    return found


def field_of(entity: Entity, body: Mapping[str, Any], name: str) -> Any:
    """One of `fields_of`; None when it is not there."""
    names = _names(entity.shape)
    found = None
    for group, value in body.items():
        is_object = isinstance(value, dict)
        if group in names and (not is_object or (group in entity.nested and group not in value)):
            found = value if group == name else found
        elif is_object and name in value:
            found = value[name]
    return found


def read(entity: Entity, record_id: str, fields: Mapping[str, Any]) -> Any:
    """The fields as the domain's record. Raises BadBody."""
    try:
        record: Any = typed(fields, entity.shape)
    except msgspec.ValidationError as error:
        raise BadBody(where(str(error))) from error
    if record.id != record_id:
        raise BadBody("id")
    return record


def where(message: str) -> str:
    """The field a msgspec.ValidationError speaks of, as a path such as `materials[0].state`."""
    at = _AT.search(message)
    path = at["path"] if at else ""
    named = _NAMED.search(message)
    if named:
        path = f"{path}.{named['name']}" if path else named["name"]
    return path[:120]


def numbered(value: str, field: str = "number") -> str:
    """A human number as the desk printed it. Raises BadBody."""
    if not NUMBER.fullmatch(value):
        raise BadBody(field)
    return value


def page_of(query_code: str) -> str:
    """The code behind the QR, or empty. Raises BadBody."""
    if query_code and not QUERY_CODE.fullmatch(query_code):
        raise BadBody("query_code")
    return query_code
