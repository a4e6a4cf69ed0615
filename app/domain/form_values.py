"""Does a value fit its field? One door for every field type; rows and lists are taken apart here.

Shapes: `app.domain.values`. Paths: `values.applicants[0].certificate`. Requiredness is not asked here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from msgspec.structs import replace

from app.domain import composed_values, plain_values
from app.domain.formulas import empty
from app.domain.given import Given
from app.domain.matter import Field, FieldType, Words
from app.domain.plain_values import shown
from app.domain.refusals import No, Refusal, Severity
from app.domain.writing import IDENTIFIED, normalise_value, normalised

__all__ = ["check_value", "normalise_value", "normalised"]

_MOST_ROWS = 5000

_CHECKS: Mapping[str, Callable[[Given], Iterator[Refusal]]] = {
    "paragraph": plain_values.paragraph,
    "person_name": plain_values.person_name,
    "party_name": plain_values.party_name,
    "party_kind": plain_values.choice,
    "choice": plain_values.choice,
    "yes_no": plain_values.yes_no,
    "postcode": plain_values.postcode,
    "integer": plain_values.integer,
    "nice_class": plain_values.integer,
    "money": plain_values.money,
    "percent": plain_values.percent,
    "date": plain_values.day,
    "period": composed_values.period,
    "certificate": composed_values.certificate,
    "address": composed_values.address,
    "image": composed_values.image,
    "nice_goods": composed_values.goods,
    **dict.fromkeys(IDENTIFIED, composed_values.identifier),
}
"""Every other type is text with the pattern and length of its type."""


def check_value(
    field: Field,
    field_types: Mapping[str, FieldType],
    value: object,
    today: date,
    *,
    where: str = "",
    beside: Mapping[str, object] | None = None,
) -> tuple[Refusal, ...]:
    """Everything wrong with a field's value, in its own order; an empty value is never wrong.

    `where` is the path (default `values.<id>`). `beside`: the values of the same row or form, for what
    depends on them (a natural person's name, the certificates that suit a kind of party).
    """
    if empty(value):
        return ()
    given = Given(
        spec=field,
        type=field_types.get(field.type) or FieldType(id=field.type, words=Words("", "")),
        value=value,
        today=today,
        where=where or f"values.{field.id}",
        beside=beside or {},
    )
    return tuple(_field(given, field_types))


def _field(given: Given, field_types: Mapping[str, FieldType]) -> Iterator[Refusal]:
    kind = given.spec.type
    if kind in ("group", "fee_list"):
        yield from _rows(given, field_types)
    elif kind == "number_list":
        number = field_types.get("patent_number") or FieldType(id="patent_number", words=Words("", ""))
        yield from _list(replace(given, type=number), composed_values.identifier, unique=True)
    elif kind == "multi_choice":
        yield from _list(given, plain_values.choice, unique=True)
    elif kind == "nice_goods":
        yield from _list(given, composed_values.goods)
        yield from _classes_once(given)
    elif given.spec.repeating:
        yield from _list(given, _CHECKS.get(kind, plain_values.text), unique=True)
    else:
        yield from _CHECKS.get(kind, plain_values.text)(given)


def _counted(given: Given, found: int) -> Iterator[Refusal]:
    """The field's own min and max count rows or values."""
    least, most = given.spec.min, given.spec.max
    if least is not None and found < least:
        yield given.error(No.TOO_FEW_ROWS, min=least, length=found)
    if most is not None and found > most:
        yield given.error(No.TOO_MANY_ROWS, max=most, length=found)
    elif found > _MOST_ROWS:
        yield given.error(No.TOO_MANY_ROWS, max=_MOST_ROWS, length=found)


def _list(
    given: Given, check: Callable[[Given], Iterator[Refusal]], *, unique: bool = False
) -> Iterator[Refusal]:
    """Each value of a list on its own path; the same value twice is named at its second place."""
    if not isinstance(given.value, list):
        yield given.wrong_type("list")
        return
    crowded = tuple(_counted(given, len(given.value)))
    yield from crowded
    if any(no.code is No.TOO_MANY_ROWS for no in crowded):
        return
    seen: set[object] = set()
    for place, one in enumerate(given.value):
        here = replace(given, value=one, where=f"{given.where}[{place}]", single=False)
        if empty(one):
            yield here.error(No.REQUIRED)
            continue
        yield from check(here)
        if unique and isinstance(one, str | int):
            if one in seen:
                yield here.error(No.DUPLICATE_VALUE, found=shown(one))
            seen.add(one)


def _classes_once(given: Given) -> Iterator[Refusal]:
    """A class of goods stands once in an application."""
    seen: set[int] = set()
    rows = given.value if isinstance(given.value, list) else []
    for place, row in enumerate(rows[:_MOST_ROWS]):
        number = row.get("nice_class") if isinstance(row, Mapping) else None
        if not isinstance(number, int):
            continue
        if number in seen:
            where = f"{given.where}[{place}].nice_class"
            yield Refusal(No.DUPLICATE_VALUE, where, {"found": number}, Severity.ERROR)
        seen.add(number)


def _rows(given: Given, field_types: Mapping[str, FieldType]) -> Iterator[Refusal]:
    """Rows of a group, column by column in form order."""
    if not isinstance(given.value, list):
        yield given.wrong_type("rows")
        return
    crowded = tuple(_counted(given, len(given.value)))
    yield from crowded
    if any(no.code is No.TOO_MANY_ROWS for no in crowded):
        return
    known = {column.id for column in given.spec.fields}
    for place, row in enumerate(given.value):
        here = replace(given, value=row, where=f"{given.where}[{place}]", single=False)
        if not isinstance(row, Mapping):
            yield here.wrong_type("row")
            continue
        for column in given.spec.fields:
            path = f"{here.where}.{column.id}"
            yield from check_value(
                column, field_types, row.get(column.id), given.today, where=path, beside=row
            )
        for stranger in row:
            if known and stranger not in known:
                yield here.error(No.UNKNOWN_FIELD, found=shown(stranger))
