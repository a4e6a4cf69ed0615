"""Over every packaged matter: nothing typed breaks the rules, and they never contradict themselves."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import acceptance
from app.domain.case import Decision, Draft, MaterialLine, MaterialState, ReasonLine
from app.domain.matter import Matter
from app.domain.refusals import errors
from tests.support.matters import TODAY, rules

MATTERS = rules().matters(TODAY)
REASONS = rules().reasons
TYPES = rules().field_types

plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6)
junk = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)


@st.composite
def filled(draw: st.DrawFn) -> tuple[Matter, dict[str, object], dict[str, object]]:
    """Any matter, with some fields and questions filled in sensibly or with junk."""
    matter = draw(st.sampled_from(MATTERS))
    values: dict[str, object] = {}
    for field in matter.fields:
        columns = [column.id for column in field.fields] or ["kind", "number", "items"]
        rows = st.lists(st.dictionaries(st.sampled_from(columns), junk, max_size=4) | junk, max_size=3)
        known = st.sampled_from([option.value for option in field.options] or ["茶", 3, True])
        if draw(st.booleans()):
            values[field.id] = draw(rows if field.fields else st.one_of(known, junk))
    answers: dict[str, object] = {}
    for question in matter.questions:
        known = st.sampled_from([answer.value for answer in question.answers])
        if draw(st.integers(0, 9)):
            answers[question.id] = draw(known) if draw(st.integers(0, 9)) else draw(junk)
    values |= draw(st.dictionaries(st.text(max_size=5), junk, max_size=1))
    return matter, values, answers


@settings(max_examples=40, deadline=None)
@given(filled(), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_nothing_typed_can_break_the_form(
    form: tuple[Matter, dict[str, object], dict[str, object]], today: date
) -> None:
    matter, values, answers = form
    state = acceptance.form_state(matter, values, answers, today)
    draft = Draft(id="d", kind="acceptance", matter=matter.code, values=values, answers=answers)
    acceptance.check(matter, draft, state, TYPES, today)
    assert set(state.values) <= {field.id for field in matter.fields}
    assert state.required <= state.visible
    again = acceptance.form_state(matter, state.values, answers, today)
    assert (again.visible, again.answers, again.materials) == (state.visible, state.answers, state.materials)


Counter = tuple[Matter, acceptance.FormState, tuple[MaterialLine, ...], tuple[ReasonLine, ...]]


@st.composite
def on_the_counter(draw: st.DrawFn) -> Counter:
    """Every question answered, mostly without a stop; papers mostly here; sometimes reasons."""
    matter = draw(st.sampled_from(MATTERS))
    smooth = draw(st.integers(0, 3)) > 0
    answers: dict[str, object] = {}
    for question in matter.questions:
        free = [answer.value for answer in question.answers if not (smooth and answer.stop)]
        answers[question.id] = draw(st.sampled_from(free))
    state = acceptance.form_state(matter, {}, answers, TODAY)
    size = len(matter.materials)
    here = st.sampled_from([MaterialState.RECEIVED] * 40 + list(MaterialState))
    codes = st.none() | st.sampled_from([*matter.reasons[:6], "R-NONE"])
    lines = tuple(
        MaterialLine(material=material.id, state=standing, reason=code)
        for material, standing, code in zip(
            matter.materials,
            draw(st.lists(here, min_size=size, max_size=size)),
            draw(st.lists(codes, min_size=size, max_size=size)),
            strict=True,
        )
    )
    reasons: tuple[ReasonLine, ...] = ()
    if draw(st.integers(0, 3)) == 0:
        about = draw(st.sampled_from(["", *[m.id for m in matter.materials], "values.nowhere"]))
        reasons = (ReasonLine(code=draw(st.sampled_from([*matter.reasons, "R-NONE"])), about=about),)
    return matter, state, lines, reasons


@settings(max_examples=100, deadline=None)
@given(on_the_counter())
def test_what_is_proposed_is_allowed(counter: Counter) -> None:
    """A proposed acceptance stands whole; what is not ready cannot be decided by leaving it to the rules."""
    matter, state, lines, reasons = counter
    proposal = acceptance.propose(matter, state, lines, REASONS, reasons)
    found = errors(
        acceptance.allowed(
            matter,
            state,
            lines,
            proposal.decision,
            reasons=proposal.reasons,
            reason_table=REASONS,
            opinion="情况属实，按规定办理",
            transfer_to=proposal.transfer_to,
        )
    )
    if proposal.decision is Decision.ACCEPT:
        assert proposal.ready
        assert found == ()
        assert not state.stops
    if not proposal.ready:
        assert found != ()
