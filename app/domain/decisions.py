"""What may be decided, what a second person must confirm, and what a case becomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.domain.case import Case, CaseStatus, Decision, MaterialLine, MaterialState, ReasonLine
from app.domain.form_state import FormState
from app.domain.materials import Standing, check_lines, line_of, standing, where
from app.domain.matter import Matter, Outcome, Reason
from app.domain.proposing import check_reasons
from app.domain.refusals import No, Refusal, Severity

TAKES_IN = (Decision.ACCEPT, Decision.CORRECT_ON_THE_SPOT, Decision.TOLERATE)
"""Decisions after which the papers stay here and the form must be without errors."""

SHORTEST_OPINION = 4
"""Letters or characters; a bare signature or "同意" is no opinion (审核单须有明确意见)."""

_STATUS = {
    Decision.ACCEPT: CaseStatus.ACCEPTED,
    Decision.CORRECT_ON_THE_SPOT: CaseStatus.ACCEPTED,
    Decision.TOLERATE: CaseStatus.ACCEPTED,
    Decision.CORRECTION_NOTICE: CaseStatus.CORRECTION,
    Decision.REFUSE: CaseStatus.REFUSED,
    Decision.TRANSFER: CaseStatus.TRANSFERRED,
    Decision.ADVICE: CaseStatus.ADVISED,
}


def allowed(
    matter: Matter,
    state: FormState,
    lines: tuple[MaterialLine, ...],
    decision: Decision,
    *,
    reasons: tuple[ReasonLine, ...] = (),
    reason_table: Mapping[str, Reason] | None = None,
    opinion: str = "",
    transfer_to: str = "",
    notices: int = 0,
) -> tuple[Refusal, ...]:
    """Everything against this decision; warnings are what the province has yet to set.

    `notices`: one-time notices the case has had. `transfer_to`: destination id or the name of a place.
    """
    table = reason_table or {}
    found = [*check_lines(matter, lines), *check_reasons(matter, reasons, table)]
    outcomes = tuple(table[r.code].outcome if r.code in table else None for r in reasons)
    if decision in TAKES_IN:
        found += _against_stops(state)
        found += _not_looked_at(state, lines)
        found += _against_taking_in(state, lines, decision, outcomes)
    elif decision is Decision.CORRECTION_NOTICE:
        found += _against_stops(state)
        found += _not_looked_at(state, lines)
        found += _against_notice(state, lines, reasons, outcomes, notices)
    elif decision is Decision.REFUSE:
        found += _against_refusing(outcomes, notices)
    elif decision is Decision.TRANSFER and not transfer_to.strip():
        found.append(Refusal(No.REQUIRED, "transfer_to"))
    if _opinion_needed(matter, state, decision) and not is_opinion(opinion):
        found.append(Refusal(No.OPINION_REQUIRED, "opinion", {"min": SHORTEST_OPINION}))
    return tuple(found)


def _against_stops(state: FormState) -> Iterator[Refusal]:
    for stopped in state.stops:
        stop = stopped.stop
        facts = {"why": stop.why.zh, "why_en": stop.why.en, "go": stop.go}
        yield Refusal(No.STOPPED_BY_ANSWER, f"answers.{stopped.question}", facts)


def _not_looked_at(state: FormState, lines: tuple[MaterialLine, ...]) -> Iterator[Refusal]:
    """A one-time notice has to be complete, so everything is looked at first."""
    for question in state.unanswered:
        yield Refusal(No.UNANSWERED_QUESTION, f"answers.{question}")
    for material in standing(state, lines).unchecked:
        yield Refusal(No.MATERIAL_UNCHECKED, where(material))


def _against_taking_in(
    state: FormState,
    lines: tuple[MaterialLine, ...],
    decision: Decision,
    outcomes: tuple[Outcome | None, ...],
) -> Iterator[Refusal]:
    found = standing(state, lines)
    if decision is Decision.TOLERATE:
        yield from _against_tolerating(state, lines, found)
    else:
        for material in found.missing:
            yield Refusal(No.MATERIAL_MISSING, where(material))
        for material in found.tolerated:
            yield Refusal(No.DECISION_NOT_ALLOWED, where(material))
    for material in found.wrong:
        yield Refusal(No.MATERIAL_MISSING, where(material), {"state": MaterialState.WRONG.value})
    for place, outcome in enumerate(outcomes):
        if outcome not in (None, Outcome.NOTICE, *_outcomes_of(decision)):
            yield Refusal(No.DECISION_NOT_ALLOWED, f"reasons[{place}]")
    if decision is Decision.CORRECT_ON_THE_SPOT and Outcome.ON_THE_SPOT not in outcomes:
        yield Refusal(No.REASON_REQUIRED, "reasons")


def _outcomes_of(decision: Decision) -> tuple[Outcome, ...]:
    """What a reason may lead to and still stand on a case taken in this way."""
    match decision:
        case Decision.CORRECT_ON_THE_SPOT:
            return (Outcome.ON_THE_SPOT,)
        case Decision.TOLERATE:
            return (Outcome.ON_THE_SPOT, Outcome.CORRECTION)
    return ()


def _against_tolerating(
    state: FormState, lines: tuple[MaterialLine, ...], found: Standing
) -> Iterator[Refusal]:
    """Every paper that is not here may follow later; `check_lines` has spoken of those marked so."""
    by_id = {material.id: material for material in state.materials}
    if not found.missing and not found.tolerated:
        yield Refusal(No.DECISION_NOT_ALLOWED, "decision")
    for material in found.missing:
        may_follow = by_id[material].tolerance_allowed
        if line_of(lines, material).state is not MaterialState.MISSING:
            yield Refusal(No.MATERIAL_MISSING, where(material))
        elif may_follow is False:
            yield Refusal(No.TOLERANCE_NOT_ALLOWED, where(material))
        elif may_follow is None:
            yield Refusal(No.SET_BY_PROVINCE, where(material), {}, Severity.WARNING)


def _against_notice(
    state: FormState,
    lines: tuple[MaterialLine, ...],
    reasons: tuple[ReasonLine, ...],
    outcomes: tuple[Outcome | None, ...],
    notices: int,
) -> Iterator[Refusal]:
    """One notice a case, with a coded reason for each thing that is wrong (行政许可法 art.32)."""
    if notices > 0:
        yield Refusal(No.NOTICE_ALREADY_GIVEN, "decision", {"number": notices})
    about = {reason.about for reason in reasons}
    for material in standing(state, lines).defective:
        if material not in about and not line_of(lines, material).reason:
            yield Refusal(No.REASON_REQUIRED, where(material))
    for place, outcome in enumerate(outcomes):
        if outcome in (Outcome.REFUSE, Outcome.TRANSFER):
            yield Refusal(No.DECISION_NOT_ALLOWED, f"reasons[{place}]")
    if not {Outcome.CORRECTION, Outcome.ON_THE_SPOT}.intersection(outcomes):
        yield Refusal(No.REASON_REQUIRED, "reasons")


def _against_refusing(outcomes: tuple[Outcome | None, ...], notices: int) -> Iterator[Refusal]:
    """A ground of refusal; after a notice also what was not corrected."""
    grounds = {Outcome.REFUSE, Outcome.TRANSFER}
    if notices > 0:
        grounds |= {Outcome.CORRECTION, Outcome.ON_THE_SPOT}
    if not grounds.intersection(outcomes):
        yield Refusal(No.REASON_REQUIRED, "reasons")


def _opinion_needed(matter: Matter, state: FormState, decision: Decision) -> bool:
    return decision is Decision.REFUSE or needs_second_check(matter, state, decision)


def is_opinion(text: str) -> bool:
    """True for words that say something: at least four letters or characters besides signs."""
    return sum(character.isalnum() for character in text) >= SHORTEST_OPINION


def needs_second_check(matter: Matter, state: FormState, decision: Decision) -> bool:
    """A refusal always; otherwise when the matter or an answer says so. Nothing for advice and transfer."""
    if decision in (Decision.ADVICE, Decision.TRANSFER):
        return False
    return decision is Decision.REFUSE or matter.second_check == "always" or state.second_check


def status_after(decision: Decision, second_check: bool) -> CaseStatus:
    """What the case becomes, at once or once the second person has agreed."""
    return CaseStatus.PENDING_CHECK if second_check else _STATUS[decision]


def review(case: Case, reviewer_id: str, opinion: str, *, reviewer_name: str = "") -> tuple[Refusal, ...]:
    """What stands against this second check: the state, the same person, no opinion in words."""
    found = []
    if case.status is not CaseStatus.PENDING_CHECK:
        found.append(Refusal(No.WRONG_STATE, "case_id", {"state": case.status.value}))
    if not reviewer_id or reviewer_id == case.clerk_id:
        found.append(Refusal(No.SAME_PERSON, "reviewer_id"))
    said = opinion.replace(reviewer_name, "") if reviewer_name else opinion
    if not is_opinion(said):
        found.append(Refusal(No.OPINION_REQUIRED, "opinion", {"min": SHORTEST_OPINION}))
    return tuple(found)
