"""A case that comes back: what is open again, everything else locked.

After a one-time notice only what it named, what was not here and what was left empty. After the second
person sent the case back: everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from app.domain.case import Case, CaseStatus, MaterialLine, MaterialState, ReasonLine
from app.domain.filling_in import form_state
from app.domain.form_state import FormState
from app.domain.form_values import check_value, normalised
from app.domain.formulas import empty
from app.domain.matter import FieldType, Matter
from app.domain.refusals import No, Refusal, Refused, errors

_OPEN_STATES = frozenset(
    {MaterialState.MISSING, MaterialState.WRONG, MaterialState.TOLERATED, MaterialState.UNCHECKED}
)


class OpenLines(Struct, frozen=True, kw_only=True):
    """Ids that may change now."""

    materials: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    everything: bool = False
    """sent back by the second person: answers are open too"""

    def holds(self, where: str) -> bool:
        """Whether a refusal's path lies on something open."""
        if self.everything:
            return True
        head, _, rest = where.partition(".")
        if head == "materials":
            return rest in self.materials
        return head == "values" and _top(rest) in self.fields


def reopen(
    case: Case,
    matter: Matter,
    field_types: Mapping[str, FieldType] | None = None,
) -> OpenLines:
    """What of the case is open: nothing unless a notice is out, papers may follow, or it was sent back.

    With `field_types` fields whose value is wrong are open too.
    """
    if case.status is CaseStatus.RETURNED:
        return OpenLines(
            materials=frozenset(material.id for material in matter.materials),
            fields=frozenset(field.id for field in matter.fields),
            everything=True,
        )
    owed = frozenset(line.material for line in case.materials if line.state is MaterialState.TOLERATED)
    if case.status is CaseStatus.ACCEPTED:
        return OpenLines(materials=owed)
    if case.status is not CaseStatus.CORRECTION:
        return OpenLines()
    papers = {line.material for line in case.materials if line.state in _OPEN_STATES}
    about = {reason.about for reason in _told(case)}
    state = form_state(matter, case.values, case.answers, _day(case))
    listed = {line.material for line in case.materials}
    papers |= {material.id for material in state.materials if material.id not in listed}
    fields = {_top(one.removeprefix("values.")) for one in about if one.startswith("values.")}
    fields |= {name for name in state.required if "." not in name and empty(state.values.get(name))}
    fields |= set(_wrong(matter, state, field_types or {}, _day(case)))
    known = {material.id for material in matter.materials}
    return OpenLines(
        materials=frozenset((papers | about) & known),
        fields=frozenset(fields & {field.id for field in matter.fields}),
    )


def _told(case: Case) -> tuple[ReasonLine, ...]:
    """The reasons of the open notice; those of the case when it carries none."""
    waiting = [notice for notice in case.notices if not notice.answered_at]
    return waiting[-1].reasons if waiting else case.reasons


def _day(case: Case) -> date:
    try:
        return date.fromisoformat(case.received_at[:10])
    except ValueError:
        return date.max


def _top(path: str) -> str:
    """`applicants[0].name` -> `applicants`."""
    return path.partition(".")[0].partition("[")[0]


def _wrong(
    matter: Matter, state: FormState, field_types: Mapping[str, FieldType], day: date
) -> Iterator[str]:
    if not field_types:
        return
    for field in matter.fields:
        value = state.values.get(field.id)
        rows = (path for path in state.required if path.startswith(f"{field.id}["))
        wrong = errors(check_value(field, field_types, value, day, beside=state.values))
        if wrong or any(_blank(path, value) for path in rows):
            yield field.id


def _blank(path: str, rows: object) -> bool:
    """True if the required column at `group[2].column` has nothing in it."""
    place, _, column = path.partition("[")[2].partition("].")
    row = rows[int(place)] if isinstance(rows, list) and int(place) < len(rows) else None
    return isinstance(row, Mapping) and empty(row.get(column))


def supplemented(
    case: Case,
    matter: Matter,
    lines: tuple[MaterialLine, ...],
    values: Mapping[str, object],
    field_types: Mapping[str, FieldType] | None = None,
) -> Case | Refused:
    """The case with the answered lines and fields in place. A locked line or field that differs is refused.

    Decision, status and the notice's answer are the deed's to set.
    """
    opened = reopen(case, matter, field_types)
    if not opened.materials and not opened.fields:
        return Refused.because(No.WRONG_STATE, "case_id", state=case.status.value)
    fields = {field.id: field for field in matter.fields}
    kept = {name: normalised(fields[name], v) if name in fields else v for name, v in values.items()}
    found = [*_locked_lines(case, matter, lines, opened), *_locked_fields(case, matter, kept, opened)]
    if found:
        return Refused(tuple(found))
    changed = {line.material: line for line in lines}
    merged = [changed.pop(line.material, line) for line in case.materials]
    return replace(case, materials=(*merged, *changed.values()), values={**case.values, **kept})


def _locked_lines(
    case: Case, matter: Matter, lines: tuple[MaterialLine, ...], opened: OpenLines
) -> Iterator[Refusal]:
    before = {line.material: line for line in case.materials}
    known = {material.id for material in matter.materials}
    for line in lines:
        here = f"materials.{line.material}"
        if line.material not in known:
            yield Refusal(No.UNKNOWN_MATERIAL, here, {"found": line.material[:40]})
        elif line.material not in opened.materials and line != before.get(line.material):
            yield Refusal(No.WRONG_STATE, here, {"state": "locked"})


def _locked_fields(
    case: Case, matter: Matter, values: Mapping[str, object], opened: OpenLines
) -> Iterator[Refusal]:
    known = {field.id for field in matter.fields}
    for name, value in values.items():
        here = f"values.{name}"
        if name not in known:
            yield Refusal(No.UNKNOWN_FIELD, here, {"found": name[:40]})
        elif name not in opened.fields and value != case.values.get(name):
            yield Refusal(No.WRONG_STATE, here, {"state": "locked"})
