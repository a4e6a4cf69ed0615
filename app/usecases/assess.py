"""What the rules say of a form as it stands: shown live on the page, and asked again when it is filed."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import acceptance
from app.domain.case import Case, Decision, Draft, MaterialLine, MaterialState
from app.domain.fees import Quote
from app.domain.matter import Matter
from app.domain.refusals import No, Refusal, Refused, Severity, errors
from app.usecases.desk import Desk
from app.usecases.quoting import quote_case


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """`refusals` in form order, errors and warnings; `quote` is None for a matter without a fee."""

    matter: Matter
    state: acceptance.FormState
    lines: tuple[MaterialLine, ...]
    """the draft's lines completed to the demanded list, in the matter's order"""
    refusals: tuple[Refusal, ...]
    proposal: acceptance.Proposal
    quote: Quote | None
    quote_refused: Refused | None
    due_on: str
    second_check: bool

    @property
    def blocked(self) -> tuple[Refusal, ...]:
        return errors(self.refusals)

    @property
    def warnings(self) -> tuple[Refusal, ...]:
        return tuple(r for r in self.refusals if r.severity is Severity.WARNING)


def assess(
    desk: Desk, draft: Draft, *, before: Case | None = None, all_received: bool = False
) -> Assessment | Refused:
    """Ask every rule about the draft. Pure: nothing is read from or written to the store."""
    today = desk.today()
    matter = desk.rules.matter(draft.matter, today)
    if matter is None:
        return Refused.because(No.UNKNOWN_MATTER, "matter", found=draft.matter)
    matter = desk.window.applied(matter)
    state = acceptance.form_state(matter, draft.values, draft.answers, today, desk.window.offered)
    lines = _complete(state, draft.materials, all_received)
    refusals = acceptance.check(
        matter, draft, state, desk.rules.field_types, today, lines=lines, before=before
    )
    proposal = acceptance.propose(
        matter,
        state,
        lines,
        desk.rules.reasons,
        draft.reasons,
        notices=len(before.notices) if before else 0,
    )
    priced = quote_case(desk, matter, state)
    return Assessment(
        matter=matter,
        state=state,
        lines=lines,
        refusals=(*_not_offered(desk, matter, state), *refusals),
        proposal=proposal,
        quote=priced if isinstance(priced, Quote) else None,
        quote_refused=priced if isinstance(priced, Refused) else None,
        due_on=_due_on(desk, matter),
        second_check=acceptance.needs_second_check(matter, state, proposal.decision),
    )


def _not_offered(desk: Desk, matter: Matter, state: acceptance.FormState) -> tuple[Refusal, ...]:
    """A matter taken off this window; one whose own question says so speaks for itself."""
    if desk.window.offered.get(matter.code, True) or state.stops:
        return ()
    return (Refusal(No.NOT_AT_THIS_WINDOW, "", {"basis": desk.window.basis}),)


def _complete(
    state: acceptance.FormState, given: tuple[MaterialLine, ...], all_received: bool
) -> tuple[MaterialLine, ...]:
    known = {line.material: line for line in given}
    made = []
    for demanded in state.materials:
        line = known.pop(demanded.id, None)
        if line is None and all_received:
            line = MaterialLine(
                material=demanded.id,
                state=MaterialState.RECEIVED,
                originals=demanded.originals,
                copies=demanded.copies,
            )
        made.append(line or MaterialLine(material=demanded.id))
    return (*made, *known.values())


def _due_on(desk: Desk, matter: Matter) -> str:
    """The promised day in working days; empty when the matter has none or the calendar is not packaged."""
    limits = [limit.working_days for limit in matter.limits if limit.working_days]
    if not limits:
        return ""
    day = desk.rules.calendar.add_working_days(desk.today(), min(limits))
    return "" if isinstance(day, Refused) else day.isoformat()


def decision_of(assessment: Assessment, wanted: Decision | None) -> Decision:
    """The clerk's decision, or the proposed one where the request leaves it to the rules."""
    return wanted or assessment.proposal.decision
