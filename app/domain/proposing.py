"""Which decision the rules propose for what lies on the counter, and why. The clerk decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from app.domain.case import Decision, MaterialLine, MaterialState, ReasonLine
from app.domain.form_state import FormState, Stopped
from app.domain.materials import Standing, check_lines, line_of, standing, where
from app.domain.matter import Matter, Outcome, Reason
from app.domain.refusals import No, Refusal, errors

MISSING_IN_GENERAL = "R-MAT-MISSING"
"""Coded reason for a missing paper that names none of its own."""

NOWHERE = "none"
"""Destination of a stop that leads to no other place: it cannot be done at all."""


class Proposal(Struct, frozen=True, kw_only=True):
    """What the rules propose. Show it only when `ready`: before that questions or papers are open.

    `reasons` holds the given ones and those of the lines; `why` says what tipped it: counts and ids.
    Not ready means correction notice, which `allowed` refuses until everything has been looked at.
    """

    decision: Decision
    ready: bool = True
    reasons: tuple[ReasonLine, ...] = ()
    transfer_to: str = ""
    """destination id of the stop"""
    see_matter: str | None = None
    why: Mapping[str, str | int] = field(default_factory=dict)


def propose(
    matter: Matter,
    state: FormState,
    lines: tuple[MaterialLine, ...],
    reasons_table: Mapping[str, Reason],
    reasons: tuple[ReasonLine, ...] = (),
    *,
    notices: int = 0,
) -> Proposal:
    """The proposal for this form, these lines and the reasons the clerk picked so far.

    `notices`: one-time notices this case has had; after one, what is still wrong leads to a refusal.
    """
    if state.stops:
        return _stopped(state.stops[0], reasons_table, reasons)
    found = standing(state, lines)
    told = tuple(_all_reasons(matter, lines, found, reasons_table, reasons))
    outcomes = {reasons_table[reason.code].outcome for reason in told if reason.code in reasons_table}
    why: dict[str, str | int] = {"missing": len(found.missing), "wrong": len(found.wrong)}
    if Outcome.REFUSE in outcomes:
        return Proposal(decision=Decision.REFUSE, reasons=told, why=why)
    if Outcome.TRANSFER in outcomes:
        return Proposal(decision=Decision.TRANSFER, reasons=told, why=why)
    unclear = errors((*check_lines(matter, lines), *check_reasons(matter, told, reasons_table)))
    if state.unanswered or found.unchecked or unclear:
        why |= {"unanswered": len(state.unanswered), "unchecked": len(found.unchecked)}
        return Proposal(decision=Decision.CORRECTION_NOTICE, ready=False, reasons=told, why=why)
    return Proposal(decision=_taken_in(matter, lines, found, outcomes, notices), reasons=told, why=why)


def _stopped(stopped: Stopped, table: Mapping[str, Reason], reasons: tuple[ReasonLine, ...]) -> Proposal:
    """Another matter here: advice. Another place: transfer. No place at all: refuse."""
    stop = stopped.stop
    told = reasons
    if (
        stop.reason is not None
        and stop.reason in table
        and not any(reason.code == stop.reason for reason in reasons)
    ):
        told = (*reasons, ReasonLine(code=stop.reason))
    if stop.go != NOWHERE:
        decision = Decision.TRANSFER
    else:
        decision = Decision.ADVICE if stop.see_matter else Decision.REFUSE
    return Proposal(
        decision=decision,
        reasons=told,
        transfer_to="" if stop.go == NOWHERE else stop.go,
        see_matter=stop.see_matter,
        why={"question": stopped.question, "go": stop.go},
    )


def _all_reasons(
    matter: Matter,
    lines: tuple[MaterialLine, ...],
    found: Standing,
    table: Mapping[str, Reason],
    reasons: tuple[ReasonLine, ...],
) -> Iterator[ReasonLine]:
    """The given reasons, then one for each defective paper that has none yet."""
    yield from reasons
    covered = {reason.about for reason in reasons}
    own = {material.id: material.reason for material in matter.materials}
    for material in found.defective:
        if material in covered:
            continue
        line = line_of(lines, material)
        code = line.reason or own.get(material)
        if code is None and material in found.missing and MISSING_IN_GENERAL in table:
            code = MISSING_IN_GENERAL
        if code is not None:
            yield ReasonLine(code=code, about=material, note=line.note)


def _taken_in(
    matter: Matter,
    lines: tuple[MaterialLine, ...],
    found: Standing,
    outcomes: set[Outcome],
    notices: int,
) -> Decision:
    """The decision once nothing forbids taking the papers in."""
    if found.wrong or found.missing or Outcome.CORRECTION in outcomes:
        if not found.wrong and found.missing and _all_may_follow(matter, lines, found):
            return Decision.TOLERATE
        if Outcome.CORRECTION not in outcomes and Outcome.ON_THE_SPOT in outcomes:
            return Decision.CORRECT_ON_THE_SPOT
        return Decision.REFUSE if notices else Decision.CORRECTION_NOTICE
    if Outcome.ON_THE_SPOT in outcomes:
        return Decision.CORRECT_ON_THE_SPOT
    return Decision.TOLERATE if found.tolerated else Decision.ACCEPT


def _all_may_follow(matter: Matter, lines: tuple[MaterialLine, ...], found: Standing) -> bool:
    """True if every missing paper may follow later for certain (容缺) and no reason of its own stands."""
    allowed = {material.id for material in matter.materials if material.tolerance_allowed is True}
    plain = all(
        line_of(lines, one).state is MaterialState.MISSING and line_of(lines, one).reason is None
        for one in found.missing
    )
    return plain and allowed.issuperset(found.missing)


def check_reasons(
    matter: Matter, reasons: tuple[ReasonLine, ...], table: Mapping[str, Reason]
) -> tuple[Refusal, ...]:
    """Codes of the shared list only, each about a paper or a field of this matter or the whole case."""
    papers = {material.id for material in matter.materials}
    fields = {one.id for one in matter.fields}
    found = []
    for place, reason in enumerate(reasons):
        here = where(reason.about) if reason.about in papers else f"reasons[{place}]"
        if reason.code not in table:
            found.append(Refusal(No.UNKNOWN_REASON, here, {"found": reason.code[:40]}))
        head = reason.about.removeprefix("values.").partition(".")[0].partition("[")[0]
        a_field = reason.about.startswith("values.") and head in fields
        if reason.about and reason.about not in papers and not a_field:
            found.append(Refusal(No.UNKNOWN_FIELD, here, {"found": reason.about[:40]}))
        if len(reason.note) > 500:
            found.append(Refusal(No.TOO_LONG, here, {"max": 500, "length": len(reason.note)}))
    return tuple(found)
