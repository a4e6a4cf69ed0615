"""Is a rating complete and given once? The grade is the visitor's alone; these rules never judge it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.domain.evaluation import Evaluation, EvaluationChannel, EvaluationOption, Grade
from app.domain.refusals import No, Refusal
from app.domain.writing import is_control

LONGEST_TEXT = 500

STAGES = ("acceptance", "closing")
"""受理阶段 and 办结阶段: each may be rated once."""

DIGITS: Mapping[Grade, str] = {
    Grade.VERY_SATISFIED: "5",
    Grade.SATISFIED: "4",
    Grade.FAIRLY_SATISFIED: "3",
    Grade.DISSATISFIED: "2",
    Grade.VERY_DISSATISFIED: "1",
}
"""First digit of the national option codes of a grade. GB/T 39046 counts the other way round."""


Options = Mapping[Grade, Sequence[EvaluationOption]]
"""The national options of each grade (`Rulebook.evaluation_options`)."""


def check(grade: Grade, options: tuple[str, ...], text: str, known: Options) -> tuple[Refusal, ...]:
    """What keeps this rating from being taken. A bad one needs a point or a few words; others may be bare."""
    codes = frozenset(option.code for option in known.get(grade, ()))
    found = list(_options(grade, options, codes))
    if len(text) > LONGEST_TEXT:
        found.append(Refusal(No.TOO_LONG, "text", {"max": LONGEST_TEXT, "length": len(text)}))
    if any(is_control(character, lines=True) for character in text[:LONGEST_TEXT]):
        found.append(Refusal(No.CONTROL_CHARACTER, "text"))
    if grade.bad and not options and not text.strip():
        found.append(Refusal(No.OPTION_OR_TEXT_REQUIRED, "options"))
    return tuple(found)


def _options(grade: Grade, options: tuple[str, ...], codes: frozenset[str]) -> Iterator[Refusal]:
    seen: set[str] = set()
    for place, code in enumerate(options):
        here, facts = f"options[{place}]", {"found": code[:20]}
        if not code.startswith(DIGITS[grade]) or code not in codes:
            yield Refusal(No.NOT_AN_OPTION, here, facts)
        elif code in seen:
            yield Refusal(No.DUPLICATE_VALUE, here, facts)
        seen.add(code)


def may_rate(
    given: Iterable[Evaluation], visit_id: str, case_id: str | None, stage: str
) -> tuple[Refusal, ...]:
    """One rating for a visit or case and a stage (一次一评)."""
    if stage not in STAGES:
        return (Refusal(No.NOT_AN_OPTION, "stage", {"found": stage[:20]}),)
    wanted = (visit_id, case_id, stage)
    if any((one.visit_id, one.case_id, one.stage) == wanted for one in given):
        return (Refusal(No.ALREADY_RATED),)
    return ()


def may_key_in(channel: EvaluationChannel, keyed_in_by: str, served_by: Iterable[str]) -> tuple[Refusal, ...]:
    """A paper rating is keyed in by someone who did not serve the visitor; any other one by nobody."""
    if channel is not EvaluationChannel.PAPER:
        return (Refusal(No.NOT_PERMITTED, "keyed_in_by"),) if keyed_in_by else ()
    if not keyed_in_by:
        return (Refusal(No.REQUIRED, "keyed_in_by"),)
    return (Refusal(No.SAME_PERSON, "keyed_in_by"),) if keyed_in_by in served_by else ()
