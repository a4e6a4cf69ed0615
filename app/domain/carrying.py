"""What a new form of a visit need not ask again: who is here, and the parties of the case before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.domain.case import Case
from app.domain.matter import Field, Matter
from app.domain.visit import Visit

SECTIONS = ("applicants", "agency", "contact", "delivery")
"""Headings under which the parties stand; what the case is about is never carried over."""

SELF = "self"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """Typed values and answers a form begins with; the clerk reads them and may change each."""

    values: Mapping[str, object] = field(default_factory=dict)
    answers: Mapping[str, object] = field(default_factory=dict)


def carried(matter: Matter, visit: Visit, last: Case | None) -> Carried:
    """The visitor as the person at the counter; the parties from `last`, the visit's newest case."""
    fields = {one.id: one for one in matter.fields}
    values: dict[str, object] = dict(_applicant(matter, fields, visit)) if last is None else {}
    answers: dict[str, object] = {}
    if last is not None:
        shared = {name: one for name, one in fields.items() if one.section in SECTIONS}
        values = {name: value for name, value in last.values.items() if name in shared}
        asked = set().union(*(_leans_on(shared[name]) for name in values)) if values else set()
        known = {question.id for question in matter.questions}
        answers = {name: value for name, value in last.answers.items() if name in asked & known}
    values |= {name: value for name, value in _handler(visit) if name in fields}
    return Carried(values=values, answers=answers)


def _handler(visit: Visit) -> Iterator[tuple[str, object]]:
    if not visit.visitor_name:
        return
    yield "handler_role", visit.role
    yield "handler_name", visit.visitor_name
    if visit.certificate_number:
        yield "handler_certificate", _certificate(visit)
    if visit.phone:
        yield "handler_phone", visit.phone


def _applicant(matter: Matter, fields: Mapping[str, Field], visit: Visit) -> Iterator[tuple[str, object]]:
    """Who comes for himself is the applicant; an organisation is never guessed."""
    name = matter.applicant_field
    if visit.role != SELF or visit.organisation or not visit.visitor_name or name not in fields:
        return
    if fields[name].type != "group":
        yield name, visit.visitor_name
        if visit.certificate_number and "applicant_certificate" in fields:
            yield "applicant_certificate", _certificate(visit)
        return
    row: dict[str, object] = {"name": visit.visitor_name}
    if visit.certificate_number and any(one.id == "certificate" for one in fields[name].fields):
        row["certificate"] = _certificate(visit)
    yield name, [row]


def _certificate(visit: Visit) -> dict[str, object]:
    return {"kind": visit.certificate_kind, "number": visit.certificate_number}


def _leans_on(one: Field) -> set[str]:
    """Names whose answers decide whether this field is there."""
    return {*(one.show_if or {}), *(one.required_if or {})}
