"""The list of papers as the clerk found it: what stands, what is missing, what may replace a paper."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from app.domain.case import MaterialLine, MaterialState
from app.domain.form_state import FormState
from app.domain.matter import Material, Matter
from app.domain.refusals import No, Refusal, Severity
from app.domain.writing import is_control

HERE = frozenset(
    {
        MaterialState.RECEIVED,
        MaterialState.E_LICENCE,
        MaterialState.VERIFIED,
        MaterialState.COMMITMENT,
    }
)
"""States in which a demanded paper counts as here; `check_lines` says whether its flags allow them."""

_LONGEST_NOTE = 500
_MOST = 99_999


class Standing(Struct, frozen=True, kw_only=True):
    """The demanded papers, sorted by how they stand; ids in the order of the list."""

    unchecked: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """not here"""
    wrong: tuple[str, ...] = ()
    """handed in but not acceptable; papers that are not demanded count too"""
    tolerated: tuple[str, ...] = ()

    @property
    def defective(self) -> tuple[str, ...]:
        return self.missing + self.wrong


def where(material: str) -> str:
    """The path of a line in a refusal."""
    return f"materials.{material}"


def line_of(lines: Iterable[MaterialLine], material: str) -> MaterialLine:
    """The clerk's line for a paper; one not yet looked at where there is none."""
    return next((line for line in lines if line.material == material), MaterialLine(material=material))


def standing(state: FormState, lines: tuple[MaterialLine, ...]) -> Standing:
    """How the demanded papers stand. A paper marked as not applicable is missing: the data demands it."""
    unchecked, missing, wrong, tolerated = [], [], [], []
    for material in state.materials:
        line = line_of(lines, material.id)
        match line.state:
            case MaterialState.UNCHECKED:
                unchecked.append(material.id)
            case MaterialState.WRONG:
                wrong.append(material.id)
            case MaterialState.TOLERATED:
                tolerated.append(material.id)
            case _ if line.state not in HERE:
                missing.append(material.id)
    demanded = {material.id for material in state.materials}
    wrong += [x.material for x in lines if x.state is MaterialState.WRONG and x.material not in demanded]
    return Standing(
        unchecked=tuple(unchecked), missing=tuple(missing), wrong=tuple(wrong), tolerated=tuple(tolerated)
    )


def _flag(material: Material, line: MaterialLine) -> tuple[bool | None, No] | None:
    """Whether the way the line stands is allowed for this paper, and what to say if not."""
    match line.state:
        case MaterialState.COMMITMENT:
            return material.commitment_allowed, No.COMMITMENT_NOT_ALLOWED
        case MaterialState.E_LICENCE:
            return material.e_licence_allowed, No.E_LICENCE_NOT_ALLOWED
        case MaterialState.TOLERATED:
            return material.tolerance_allowed, No.TOLERANCE_NOT_ALLOWED
    return None


def forbidden(material: Material, state: MaterialState) -> No | None:
    """Why this paper may not stand so; None when it may, or when the province has yet to say."""
    flag = _flag(material, MaterialLine(material=material.id, state=state))
    return flag[1] if flag is not None and flag[0] is False else None


def check_lines(matter: Matter, lines: tuple[MaterialLine, ...]) -> tuple[Refusal, ...]:
    """What is wrong with the lines themselves, whatever is decided. Unknown flags only warn."""
    known = {material.id: material for material in matter.materials}
    found: list[Refusal] = []
    seen: set[str] = set()
    for line in lines:
        here = where(line.material)
        if line.material in seen:
            found.append(Refusal(No.DUPLICATE_VALUE, here, {"found": line.material[:40]}))
        seen.add(line.material)
        if line.material not in known:
            found.append(Refusal(No.UNKNOWN_MATERIAL, here, {"found": line.material[:40]}))
            continue
        found.extend(_line(known[line.material], line, here))
    return tuple(found)


def _line(material: Material, line: MaterialLine, here: str) -> Iterable[Refusal]:
    flag = _flag(material, line)
    if flag is not None and flag[0] is not True:
        known = flag[0] is False
        severity = Severity.ERROR if known else Severity.WARNING
        yield Refusal(flag[1] if known else No.SET_BY_PROVINCE, here, {}, severity)
    if not all(0 <= count <= _MOST for count in (line.originals, line.copies, line.pages)):
        yield Refusal(No.OUT_OF_RANGE, here, {"min": 0, "max": _MOST})
    if len(line.note) > _LONGEST_NOTE:
        yield Refusal(No.TOO_LONG, here, {"max": _LONGEST_NOTE, "length": len(line.note)})
    if any(is_control(c, lines=True) for c in line.note[:_LONGEST_NOTE]):
        yield Refusal(No.CONTROL_CHARACTER, here)
    handed_in = line.originals + line.copies
    due = material.originals + material.copies
    if line.state is MaterialState.RECEIVED and 0 < handed_in < due:
        yield Refusal(No.TOO_FEW_ROWS, here, {"min": due, "length": handed_in}, Severity.WARNING)
