"""How typed text is written down: NFC, trimmed, full-width folded where the type says so, nothing else lost.

Rare characters, markup signs and foreign letters stay exactly as they are. Compatibility ideographs
(U+F900..FAFF, U+2F800..2FA1F) are left out of NFC: a name must stay the character of the certificate.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from app.domain import identifiers
from app.domain.matter import Field, FieldType

LONGEST_NUMBER = 60
"""No official number is longer; more is not read as one."""

_COMPATIBILITY = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_BIDI = frozenset(
    "\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
_DATE = re.compile(r"^(\d{4})(?:(\d{2})(\d{2})|[-./年](\d{1,2})[-./月](\d{1,2})日?)$")
_PATENT = re.compile(r"^(?:ZL)?(\d{12}|\d{8})\.?([\dX])$")


def is_control(character: str, *, lines: bool = False) -> bool:
    """Control, line-separator and direction-switching characters, lone surrogates; `lines` allows newline."""
    if lines and character in "\n\t":
        return False
    return character in _BIDI or unicodedata.category(character) in ("Cc", "Cs")


def composed(text: str) -> str:
    """NFC, compatibility ideographs excepted."""
    parts = _COMPATIBILITY.split(text)
    return "".join(
        part if place % 2 else unicodedata.normalize("NFC", part) for place, part in enumerate(parts)
    )


def _halfwidth(text: str) -> str:
    """Full-width ASCII and the ideographic space to their narrow forms; nothing else."""
    return "".join(
        chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else " " if c == "\u3000" else c for c in text
    )


def _brackets(text: str) -> str:
    return text.replace("(", "（").replace(")", "）") if _HAN.search(text) else text


def _lower_domain(text: str) -> str:
    name, at, domain = text.rpartition("@")
    return f"{name}{at}{domain.lower()}"


def _insert_dot(text: str) -> str:
    found = _PATENT.match(text)
    return f"{found[1]}.{found[2]}" if found else text


def _iso_date(text: str) -> str:
    """20261121, 2026.11.21 and 2026年11月21日 as 2026-11-21."""
    found = _DATE.match(text)
    if not found:
        return text
    year, month, day = found[1], found[2] or found[4], found[3] or found[5]
    return f"{year}-{int(month):02}-{int(day):02}"


STEPS: Mapping[str, Callable[[str], str]] = {
    "trim": str.strip,
    "halfwidth": _halfwidth,
    "upper": str.upper,
    "strip_spaces": lambda text: "".join(text.split()),
    "strip_ZL": lambda text: re.sub(r"^ZL", "", text, flags=re.IGNORECASE),
    "strip_label": lambda text: re.sub(r"^(?:第|NO\.?)|号$", "", text, flags=re.IGNORECASE),
    "insert_dot": _insert_dot,
    "lower_domain": _lower_domain,
    "fullwidth_brackets_if_han": _brackets,
    "date": _iso_date,
    "one_line": lambda text: re.sub(r"[\r\n\t]+", " ", text),
    "newlines": lambda text: text.replace("\r\n", "\n").replace("\r", "\n"),
}
"""Every step a type's `normalise` may name."""

IDENTIFIED = (
    "uscc",
    "patent_number",
    "publication_number",
    "pct_number",
    "trademark_number",
    "madrid_number",
    "ic_number",
    "phone",
    "mobile",
    "email",
    "ipc",
    "locarno",
    "agency_code",
    "agent_licence",
)
"""Field types whose text `app.domain.identifiers` reads; kept as it writes them when it can read them."""

_CODE = ("halfwidth", "upper", "strip_spaces")
_OF_TYPE: Mapping[str, tuple[str, ...]] = {
    "paragraph": ("newlines", "trim"),
    "latin_text": ("trim", "halfwidth"),
    "party_name": ("trim", "fullwidth_brackets_if_han"),
    "region": _CODE,
    "office": _CODE,
    "postcode": ("trim", "halfwidth"),
    "date": ("halfwidth", "strip_spaces", "date"),
    "foreign_application_number": ("trim", "halfwidth"),
    **dict.fromkeys(IDENTIFIED, ("trim", "halfwidth")),
}
"""What the rule texts of the types say in words; a type's own `normalise` replaces it."""

_KEPT = frozenset({"choice", "multi_choice", "party_kind", "image", "staff"})
"""Types whose text is a value of the data, never typed."""


def normalise_value(field_type: FieldType | str, text: str) -> str:
    """The text as it is kept. A lone type id uses what the type's rule text says.

    Official numbers are kept as `identifiers` writes them once they can be read, as typed until then.
    """
    name = field_type if isinstance(field_type, str) else field_type.id
    if name in _KEPT:
        return text
    if name in IDENTIFIED:
        return _identified(name, text)
    said = () if isinstance(field_type, str) else field_type.normalise
    kept = composed(text)
    for step in said or _OF_TYPE.get(name, ("trim",)):
        kept = STEPS[step](kept)
    return kept.strip()


def _identified(kind: str, text: str) -> str:
    if len(text) <= LONGEST_NUMBER and (read := identifiers.check(kind, text, date.max)).ok and read.normal:
        return read.normal
    return _halfwidth(composed(text)).strip()


def normalised(field: Field, value: object) -> object:
    """A field's whole value with every text in it as it is kept. Wrong shapes pass through."""
    if field.type == "group" or field.fields:
        return [_row(field.fields, row) for row in value] if isinstance(value, list) else value
    if field.type == "number_list":
        return [_text("patent_number", one) for one in value] if isinstance(value, list) else value
    if field.repeating and field.type != "nice_goods" and isinstance(value, list):
        return [_one(field.type, one) for one in value]
    return _one(field.type, value)


def _row(columns: Iterable[Field], row: object) -> object:
    if not isinstance(row, Mapping):
        return row
    known = {column.id: column for column in columns}
    return {name: normalised(known[name], v) if name in known else v for name, v in row.items()}


def _one(kind: str, value: object) -> object:
    """A single value: text, or one of the values with parts (`app.domain.values`)."""
    if kind == "nice_goods":
        return [_goods(row) for row in value] if isinstance(value, list) else value
    if not isinstance(value, Mapping):
        return _text(kind, value)
    match kind:
        case "certificate":
            return {
                name: _number(value.get("kind"), v) if name == "number" else v for name, v in value.items()
            }
        case "address":
            inner = {"region": "region", "division": "postcode", "detail": "text"}
        case "period":
            inner = {"start": "date", "end": "date"}
        case _:
            return value
    return {name: _text(inner[name], part) if name in inner else part for name, part in value.items()}


def _number(kind: object, number: object) -> object:
    """The number of a certificate, by its kind; as typed while the kind is not known."""
    if not isinstance(number, str):
        return number
    return _identified(kind, number) if isinstance(kind, str) else number.strip()


def _goods(row: object) -> object:
    if not isinstance(row, Mapping) or not isinstance(row.get("items"), list):
        return row
    return {**row, "items": [_text("text", item) for item in row["items"]]}


def _text(kind: str, value: object) -> object:
    return normalise_value(kind, value) if isinstance(value, str) else value
