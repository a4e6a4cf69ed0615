"""What a case is called in lists and on papers: applicant, title, number of the right, phone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from app.domain.matter import Field, Matter

_PHONES = ("phone", "mobile")
_SIGNS = re.compile(r"[\W_]+")


def applicant_of(matter: Matter, values: Mapping[str, object]) -> tuple[str, str]:
    """(name, kind of party) of the first applicant; empty texts where nothing is filled in."""
    field = _field(matter.fields, matter.applicant_field)
    if field is None:
        return "", ""
    if not field.fields:
        kind = _field(matter.fields, f"{field.id.removesuffix('_name')}_kind")
        kind = kind or next((one for one in matter.fields if one.type == "party_kind"), None)
        return _text(values.get(field.id)), _text(values.get(kind.id)) if kind else ""
    row = _first_row(values.get(field.id))
    name = _of_type(field.fields, "party_name") or _of_type(field.fields, "person_name")
    kind = _of_type(field.fields, "party_kind")
    return _text(row.get(name.id)) if name else "", _text(row.get(kind.id)) if kind else ""


def applicant_named_at(matter: Matter) -> frozenset[str]:
    """Where the form asks for the first applicant's name: the field, or the group and its first row."""
    field = _field(matter.fields, matter.applicant_field)
    if field is None:
        return frozenset()
    name = _of_type(field.fields, "party_name") or _of_type(field.fields, "person_name")
    here = f"values.{field.id}"
    return frozenset((here, f"{here}[0].{name.id}")) if name else frozenset((here,))


def title_of(matter: Matter, values: Mapping[str, object]) -> str:
    """The name of the thing: invention, mark, product, layout."""
    return _at(matter.title_field, values)


def right_number_of(matter: Matter, values: Mapping[str, object]) -> str:
    """The number of the right itself, the first one where there are several."""
    return _at(matter.number_field, values)


def contact_phone_of(matter: Matter, values: Mapping[str, object]) -> str:
    """Where the visitor is reached: the contact, the applicant, else the person at the counter."""
    top = dict(_phones(matter.fields, values))
    if top.get("contact_phone"):
        return top["contact_phone"]
    applicants = _field(matter.fields, matter.applicant_field)
    if applicants is not None and applicants.fields:
        own = next(
            (phone for _, phone in _phones(applicants.fields, _first_row(values.get(applicants.id)))), ""
        )
        if own:
            return own
    return next(iter(top.values()), "")


def _phones(fields: tuple[Field, ...], values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for field in fields:
        if field.type in _PHONES and (phone := _text(values.get(field.id))):
            yield field.id, phone


def same_applicant_key(name: str, certificate: object = None) -> str:
    """Equal for two spellings of one applicant: by certificate number where there is one, else by name.

    Width, case, spaces and signs do not count. Holds personal data: never for logs, URLs or file names.
    """
    number = certificate.get("number") if isinstance(certificate, Mapping) else certificate
    if isinstance(number, str) and (plain := _folded(number)):
        return f"no:{plain}"
    plain = _folded(name)
    return f"name:{plain}" if plain else ""


def _folded(text: str) -> str:
    """Letters and digits alone, width and case folded; a name of signs only stays as it is."""
    wide = unicodedata.normalize("NFKC", text).casefold()
    return _SIGNS.sub("", wide) or "".join(wide.split())


def _at(path: str | None, values: Mapping[str, object]) -> str:
    """The text at `field` or `group.member` of the first row; the first of a list."""
    if not path:
        return ""
    group, _, member = path.partition(".")
    value = values.get(group)
    if member:
        value = _first_row(value).get(member)
    if isinstance(value, list) and value:
        value = value[0]
    return _text(value)


def _first_row(value: object) -> Mapping[str, object]:
    row = value[0] if isinstance(value, list) and value else value
    return row if isinstance(row, Mapping) else {}


def _field(fields: tuple[Field, ...], name: str) -> Field | None:
    return next((one for one in fields if one.id == name), None)


def _of_type(fields: tuple[Field, ...], kind: str) -> Field | None:
    return next((one for one in fields if one.type == kind), None)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
