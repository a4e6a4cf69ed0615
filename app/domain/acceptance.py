"""The door to the acceptance rules: what the form asks, what is wrong with it, what may be decided.

`filling_in` works out the state, `form_values` checks values, `materials` the list of papers,
`proposing` and `decisions` the outcome, `supplement` what happens when a notice is answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec.structs import replace

from app.domain.case import Case, Draft, MaterialLine
from app.domain.case_heading import (
    applicant_named_at,
    applicant_of,
    contact_phone_of,
    right_number_of,
    same_applicant_key,
    title_of,
)
from app.domain.decisions import (
    TAKES_IN,
    allowed,
    is_opinion,
    needs_second_check,
    review,
    status_after,
)
from app.domain.filling_in import form_state
from app.domain.form_state import AnsweredBy, Asked, FormState, Stopped
from app.domain.form_values import check_value
from app.domain.formulas import empty
from app.domain.materials import standing, where
from app.domain.matter import Field, FieldType, Matter
from app.domain.proposing import Proposal, propose
from app.domain.refusals import No, Refusal, Severity
from app.domain.supplement import OpenLines, reopen, supplemented

__all__ = [
    "TAKES_IN",
    "AnsweredBy",
    "Asked",
    "FormState",
    "OpenLines",
    "Proposal",
    "Stopped",
    "allowed",
    "applicant_named_at",
    "applicant_of",
    "check",
    "contact_phone_of",
    "form_state",
    "is_opinion",
    "needs_second_check",
    "propose",
    "reopen",
    "review",
    "right_number_of",
    "same_applicant_key",
    "status_after",
    "supplemented",
    "title_of",
]


def check(
    matter: Matter,
    draft: Draft,
    state: FormState,
    field_types: Mapping[str, FieldType],
    today: date,
    *,
    lines: tuple[MaterialLine, ...] | None = None,
    before: Case | None = None,
) -> tuple[Refusal, ...]:
    """Everything that keeps the form from being accepted, in form order: questions, fields, papers.

    `lines` replaces the draft's. `before`: the case this answers; what its notice did not name and is
    therefore locked can no longer be held against the visitor and only warns.
    """
    found = [
        *_questions(draft, state),
        *_fields(matter, state, field_types, today),
        *_strangers(matter, draft),
        *_unchecked(state, draft.materials if lines is None else lines),
    ]
    if before is not None:
        opened = reopen(before, matter, field_types)
        found = [no if opened.holds(no.where) else replace(no, severity=Severity.WARNING) for no in found]
    return tuple(found)


def _questions(draft: Draft, state: FormState) -> Iterator[Refusal]:
    for asked in state.asked:
        if asked.by is not AnsweredBy.NOBODY:
            continue
        here, given = f"answers.{asked.question.id}", draft.answers.get(asked.question.id)
        if empty(given):
            yield Refusal(No.UNANSWERED_QUESTION, here)
        else:
            yield Refusal(No.NOT_AN_OPTION, here, {"found": str(given)[:40]})


def _fields(
    matter: Matter, state: FormState, field_types: Mapping[str, FieldType], today: date
) -> Iterator[Refusal]:
    for field in matter.fields:
        if field.id in state.visible:
            yield from _field(field, state, field_types, today)


def _field(
    field: Field, state: FormState, field_types: Mapping[str, FieldType], today: date
) -> Iterator[Refusal]:
    value, here = state.values.get(field.id), f"values.{field.id}"
    if empty(value):
        if field.id in state.required:
            yield Refusal(No.REQUIRED, here)
        return
    if field.id in state.fills and value != state.fills[field.id]:
        yield Refusal(No.CONTRADICTS, here, {"other": f"answers.{state.filled_by[field.id]}"})
    wrong = check_value(field, field_types, value, today, beside=state.values)
    yield from _rows_in_order(field, value, wrong, state) if field.fields else wrong


def _rows_in_order(
    field: Field, rows: object, wrong: tuple[Refusal, ...], state: FormState
) -> Iterator[Refusal]:
    """What is wrong with the rows, each required empty column named at its place."""
    by_column: dict[str, list[Refusal]] = {}
    for no in wrong:
        by_column.setdefault(_column_of(no.where), []).append(no)
    for place, row in enumerate(rows if isinstance(rows, list) else ()):
        for column in field.fields:
            path = f"{field.id}[{place}].{column.id}"
            yield from by_column.pop(f"values.{path}", ())
            if path in state.required and isinstance(row, Mapping) and empty(row.get(column.id)):
                yield Refusal(No.REQUIRED, f"values.{path}")
    for rest in by_column.values():
        yield from rest


def _column_of(path: str) -> str:
    """`values.goods[0].items[3]` -> `values.goods[0].items`: the column a refusal belongs to."""
    group, bracket, rest = path.partition("].")
    column = rest.partition(".")[0].partition("[")[0]
    return f"{group}{bracket}{column}"


def _strangers(matter: Matter, draft: Draft) -> Iterator[Refusal]:
    """Keys that the matter does not know; a value of a hidden field is none."""
    fields = {field.id for field in matter.fields}
    questions = {question.id for question in matter.questions}
    for name in draft.answers:
        if name not in questions:
            yield Refusal(No.UNKNOWN_FIELD, f"answers.{name}", {"found": str(name)[:40]})
    for name in draft.values:
        if name not in fields:
            yield Refusal(No.UNKNOWN_FIELD, f"values.{name}", {"found": str(name)[:40]})


def _unchecked(state: FormState, lines: tuple[MaterialLine, ...]) -> Iterator[Refusal]:
    for material in standing(state, lines).unchecked:
        yield Refusal(No.MATERIAL_UNCHECKED, where(material))
