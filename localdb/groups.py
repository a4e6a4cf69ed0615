"""A record as its field groups: what an op carries, what the province merges, what the feed brings back.

A case has six groups, so that a correction of the form and a second opinion do not clash; every other record
is one group. Shape: `{group: {field: plain JSON value}}`; each field belongs to exactly one group.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeAlias

import msgspec

from app.contract.kinds import Stem
from app.domain.case import Case
from app.domain.consultation import Consultation, Inquiry
from app.domain.evaluation import Evaluation
from app.domain.paper import Paper
from app.domain.payment import Payment
from app.domain.typed import decoder, typed
from app.domain.visit import Visit

Record: TypeAlias = Visit | Case | Payment | Consultation | Inquiry | Evaluation | Paper
Groups: TypeAlias = dict[str, dict[str, object]]

CASE_GROUPS: dict[str, tuple[str, ...]] = {
    "case": (
        "id",
        "number",
        "visit_id",
        "matter",
        "matter_version",
        "received_at",
        "clerk_id",
        "clerk_name",
        "outlet",
        "window",
        "offline",
        "query_code",
    ),
    "form": (
        "values",
        "answers",
        "applicant_name",
        "applicant_kind",
        "title",
        "right_number",
        "contact_phone",
    ),
    "materials": ("materials",),
    "decision": (
        "status",
        "decision",
        "reasons",
        "opinion",
        "warnings_confirmed",
        "notices",
        "decided_at",
        "due_on",
        "transfer_to",
    ),
    "review": ("review",),
    "fee": ("quote",),
}

TYPES: dict[Stem, type] = {
    Stem.VISITS: Visit,
    Stem.CASES: Case,
    Stem.PAYMENTS: Payment,
    Stem.CONSULTATIONS: Consultation,
    Stem.INQUIRIES: Inquiry,
    Stem.EVALUATIONS: Evaluation,
    Stem.PAPERS: Paper,
}

WHOLE: dict[Stem, str] = {
    Stem.VISITS: "visit",
    Stem.PAYMENTS: "payment",
    Stem.CONSULTATIONS: "consultation",
    Stem.INQUIRIES: "inquiry",
    Stem.EVALUATIONS: "evaluation",
    Stem.PAPERS: "paper",
}


def split(stem: Stem, record: Record) -> Groups:
    """All groups of a record as plain JSON values."""
    fields: dict[str, object] = msgspec.to_builtins(record)
    if stem is not Stem.CASES:
        return {WHOLE[stem]: fields}
    parts = {group: {name: fields.pop(name) for name in names} for group, names in CASE_GROUPS.items()}
    parts["decision"].update(fields)  # a field nobody has placed yet is sent rather than lost
    return parts


def changed(stem: Stem, before: Record, after: Record) -> Groups:
    """The groups of `after` that differ from `before`: the patch of an op."""
    known = split(stem, before)
    return {group: fields for group, fields in split(stem, after).items() if known[group] != fields}


def join(stem: Stem, groups: Mapping[str, object]) -> Any:
    """The record (of `TYPES[stem]`) from all its groups; what a newer program added is left out.

    Raises msgspec.ValidationError when a field is missing or has another shape.
    """
    wanted = CASE_GROUPS if stem is Stem.CASES else {WHOLE[stem]: ()}
    fields: dict[str, object] = {}
    for group in wanted:
        part = groups.get(group, {})
        if not isinstance(part, Mapping):
            raise msgspec.ValidationError(f"group {group} is no object")
        fields.update(part)
    return typed(fields, TYPES[stem])


def read(stem: Stem, body: bytes) -> Any:
    """As `join`, from groups that are still JSON. Raises msgspec.DecodeError (ValidationError is one).

    A record of one group is read from it straight: a page of the feed has a thousand of them.
    """
    if stem is Stem.CASES:
        return join(stem, _parts(object).decode(body))
    return _record(stem).decode(_parts(msgspec.Raw).decode(body).get(WHOLE[stem], _EMPTY))


_EMPTY = msgspec.Raw(b"{}")


@cache
def _parts(shape: Any) -> msgspec.json.Decoder[dict[str, Any]]:
    return decoder(dict[str, shape])


@cache
def _record(stem: Stem) -> msgspec.json.Decoder[Any]:
    return decoder(TYPES[stem])
