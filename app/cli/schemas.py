"""The JSON Schema (draft 2020-12) of every request: names, shapes, lists, and what each name means."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

import msgspec

from app.cli import choices
from app.cli.requests import UUID
from app.domain.matter import Field, Matter
from app.domain.refusals import No, Refused
from app.rulebook import Rulebook
from app.words.catalogue import pick

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ABOUT = {
    "id": "your own id (UUID, small letters); the same id again changes nothing and answers the same record",
    "matter": "code of the matter; the verb `matters` lists them",
    "values": "field id -> value; --schema --matter CODE spells them out",
    "answers": "question id -> answer; --schema --matter CODE spells them out",
    "materials": "the papers as they were found; what is not named is unchecked",
    "reasons": "coded reasons of a notice or refusal",
    "opinion": "in words, where a second person or a refusal needs it",
    "visit_id": "a visit that is open; empty: a new one",
    "visitor": "who is here, for a new visit",
    "case_id": "id of the case, as `accept` answered it",
    "payment_id": "id of the payment, as `pay` answered it",
    "paper_id": "id of the paper, as `accept` or `pay` answered it",
    "transfer_to": "where to, with the decision `transfer`",
    "due_on": "YYYY-MM-DD, for a call back",
    "paid_on": "YYYY-MM-DD; empty: today",
    "reference": "number of the outside receipt; without it (but for cash) the record is unconfirmed",
    "slip": "also make the visitor's slip",
}
"""For names that mean the same in every request and have no words of their own in the source."""
_ANY = {"description": "its shape is spelt out by --schema --matter CODE"}
_TEXT_TYPES: Mapping[str, dict[str, object]] = {
    "integer": {"type": "integer"},
    "nice_class": {"type": "integer"},
    "percent": {"type": "integer"},
    "money": {"type": "integer", "description": "fen"},
    "yes_no": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "multi_choice": {"type": "array", "items": {"type": "string"}},
    "number_list": {"type": "array", "items": {"type": "string"}},
}


def of_request(kind: type, rules: Rulebook) -> dict[str, Any]:
    """The schema of a request type; unknown names are refused on every level."""
    made: dict[str, Any] = msgspec.json.schema(kind, schema_hook=lambda _kind: dict(_ANY))
    types = {one.__name__: one for one in _types(kind)}
    for name, part in made.get("$defs", {}).items():
        part.update({"description": " ".join(part["description"].split())} if "description" in part else {})
        if part.get("type") == "object" and "properties" in part:
            part["additionalProperties"] = False
            _describe(part["properties"], types[name], rules)
    return {"$schema": DIALECT, **made}


def of_matter(kind: type, rules: Rulebook, code: str, today: date) -> dict[str, Any] | Refused:
    """The same, with the fields, questions and papers of one matter spelt out."""
    matter = rules.matter(code, today)
    if matter is None:
        return Refused.because(No.UNKNOWN_MATTER, "matter", found=code)
    made = of_request(kind, rules)
    shape = made["$defs"][kind.__name__]["properties"]
    if "matter" in shape:
        shape["matter"] = {"const": code, "description": pick(matter.words.zh, matter.words.en)}
    shape["values"] = {**_object({field.id: _field(field) for field in matter.fields}), "default": {}}
    if "answers" in shape:
        shape["answers"] = {**_object(_questions(matter)), "default": {}}
    line = made["$defs"]["MaterialLine"]["properties"]
    line["material"] = {
        "oneOf": [{"const": one.id, "title": pick(one.words.zh, one.words.en)} for one in matter.materials]
    }
    return made


def _object(properties: Mapping[str, object]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "additionalProperties": False}


def _questions(matter: Matter) -> dict[str, object]:
    return {
        one.id: {"title": pick(one.words.zh, one.words.en), "enum": [answer.value for answer in one.answers]}
        for one in matter.questions
    }


def _field(field: Field) -> dict[str, object]:
    told: dict[str, object] = {"title": pick(field.words.zh, field.words.en)}
    if about := pick(field.help.zh, field.help.en):
        told["description"] = about
    if field.required:
        told["x-required"] = True
    return {**told, **_shape(field)}


def _shape(field: Field) -> dict[str, object]:
    """How the value looks; the table stands in `app.domain.values`."""
    if field.type in ("group", "fee_list"):
        return {"type": "array", "items": _object({part.id: _field(part) for part in field.fields})}
    one = dict(_COMPOSED.get(field.type) or _TEXT_TYPES.get(field.type) or {"type": "string"})
    values = [option.value for option in field.options]
    if values and field.type == "certificate":
        one = _object({"kind": {"enum": values}, "number": {"type": "string"}})
    elif values and field.type == "multi_choice":
        one["items"] = {"enum": values}
    elif values:
        one = {"enum": values}
    if field.repeating and one.get("type") != "array":
        return {"type": "array", "items": one}
    return one


_STRING: dict[str, object] = {"type": "string"}
_DAY: dict[str, object] = {"type": "string", "format": "date"}
_COMPOSED: Mapping[str, dict[str, Any]] = {
    "period": _object({"start": _DAY, "end": _DAY}),
    "certificate": _object({"kind": _STRING, "number": _STRING}),
    "address": _object({"region": _STRING, "division": _STRING, "detail": _STRING}),
    "image": _object({"sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}, "name": _STRING}),
    "nice_goods": {
        "type": "array",
        "items": _object(
            {
                "nice_class": {"type": "integer", "minimum": 1, "maximum": 45},
                "items": {"type": "array", "items": _STRING},
            }
        ),
    },
}


def _describe(properties: dict[str, Any], kind: type, rules: Rulebook) -> None:
    """Add lists and the words that stand under the fields in the source."""
    lists, words = choices.own_lists(kind, rules), _field_words(kind)
    for name, shape in properties.items():
        if name == "id" and shape.get("type") == "string":
            shape["pattern"] = f"^({UUID.pattern})?$"
        if about := words.get(name) or _ABOUT.get(name):
            shape["description"] = about
        if name in lists:
            _limit(shape, list(lists[name]))


def _limit(shape: dict[str, Any], values: list[object]) -> None:
    if shape.get("type") == "array":
        shape["items"] = {"enum": values}
        return
    shape["enum"] = values
    if shape.get("default") not in values:
        shape.pop("default", None)


def _types(kind: type) -> Iterator[type]:
    """The request type and every record type inside it."""
    seen: list[type] = [kind]
    for one in seen:
        yield one
        seen.extend(part for part in choices.parts_of(one) if part not in seen)


def _field_words(kind: type) -> dict[str, str]:
    """Name -> the text under the field, own ones and inherited; none where the source is not at hand."""
    found: dict[str, str] = {}
    for one in reversed(kind.__mro__):
        if "__annotations__" not in vars(one):
            continue
        try:
            tree = ast.parse(textwrap.dedent(inspect.getsource(one)))
        except OSError:
            return {}
        body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
        for field, text in pairwise(body):
            if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr):
                words = ast.literal_eval(text.value)
                found[ast.unparse(field.target)] = " ".join(str(words).split())
    return found
