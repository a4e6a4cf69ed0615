"""Work out the state of a form from what was typed and answered. Pure and total.

It never fails on what was typed: wrong shapes are kept as they are for `acceptance.check` to name.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from app.domain import expressions
from app.domain.conditions import holds
from app.domain.expressions import BadExpression
from app.domain.form_state import AnsweredBy, Asked, FormState, Stopped
from app.domain.formulas import NOTHING, empty, same
from app.domain.matter import Answer, Field, Matter, Question, Scalar, WindowRole
from app.domain.writing import normalised

_ROUNDS = 6
"""Answers show fields, fields answer questions: repeat until nothing moves. The data needs three."""

_ELSEWHERE = (WindowRole.FORWARD, WindowRole.SELF_SERVICE)

Scope = Mapping[str, object]


class _Form(Struct):
    """Work in progress of one `form_state`."""

    matter: Matter
    typed: Mapping[str, object]
    given: Mapping[str, object]
    today: date
    open_here: bool
    answers: dict[str, Scalar] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    chosen: list[tuple[Question, Answer]] = field(default_factory=list)
    fills: dict[str, object] = field(default_factory=dict)
    filled_by: dict[str, str] = field(default_factory=dict)
    values: dict[str, object] = field(default_factory=dict)
    defaults: dict[str, object] = field(default_factory=dict)
    computed: dict[str, object] = field(default_factory=dict)
    visible: set[str] = field(default_factory=set)
    required: set[str] = field(default_factory=set)

    def scope(self) -> dict[str, object]:
        """Every name of the matter: hidden fields as NOTHING, unanswered questions and empty fields None."""
        found: dict[str, object] = {q.id: self.answers.get(q.id) for q in self.matter.questions}
        for one in self.matter.fields:
            found[one.id] = self.values.get(one.id) if one.id in self.visible else NOTHING
        found["today"] = self.today.isoformat()
        return found


def form_state(
    matter: Matter,
    values: Mapping[str, object],
    answers: Mapping[str, object],
    today: date,
    window_settings: Mapping[str, bool] | None = None,
) -> FormState:
    """The state of the form for what was typed and answered so far.

    `window_settings`: matter code -> offered at this window. A matter without an entry is offered,
    unless it is one that windows only forward.
    """
    offered = (window_settings or {}).get(matter.code, matter.window_role not in _ELSEWHERE)
    form = _Form(
        matter=matter,
        typed=_normalised(matter, values),
        given=answers,
        today=today,
        open_here=offered,
        visible={one.id for one in matter.fields},
    )
    form.values = dict(form.typed)
    for _ in range(_ROUNDS):
        before = (dict(form.answers), dict(form.values), set(form.visible))
        _answer(form)
        _lay_out(form)
        if before == (form.answers, form.values, form.visible):
            break
    return _finished(form)


def _normalised(matter: Matter, values: Mapping[str, object]) -> dict[str, object]:
    known = {one.id: one for one in matter.fields}
    return {name: normalised(known[name], v) if name in known else v for name, v in values.items()}


def _answer(form: _Form) -> None:
    """Go through the questions in order: which are asked, what is answered, what that fills in."""
    form.asked, form.chosen, form.fills, form.filled_by = [], [], {}, {}
    scope = form.scope()
    effective: dict[str, Scalar] = {}
    for question in form.matter.questions:
        scope[question.id] = None
        if not holds(question.ask_if, scope):
            continue
        answer = _by_program(question, form, scope)
        if answer is None:
            answer, by = _by_clerk(question, form)
            form.asked.append(Asked(question=question, answer=answer.value if answer else None, by=by))
        if answer is None:
            continue
        effective[question.id] = scope[question.id] = answer.value
        form.chosen.append((question, answer))
        for name, value in (answer.fill or {}).items():
            form.fills[name] = worked_out(value, scope)
            form.filled_by[name] = question.id
    form.answers = effective


def _by_program(question: Question, form: _Form, scope: Scope) -> Answer | None:
    """The answer the program gives by itself; None where it does not know enough and has to ask."""
    if not question.auto:
        return None
    if question.auto == "window_setting":
        return _option(question, form.open_here)
    return _option(question, expressions.evaluate(question.auto, scope))


def _by_clerk(question: Question, form: _Form) -> tuple[Answer | None, AnsweredBy]:
    if found := _option(question, form.given.get(question.id)):
        return found, AnsweredBy.CLERK
    if question.id not in form.given and (found := _option(question, question.default)):
        return found, AnsweredBy.DEFAULT
    return None, AnsweredBy.NOBODY


def _option(question: Question, value: object) -> Answer | None:
    if value is None:
        return None
    return next((answer for answer in question.answers if same(answer.value, value)), None)


def worked_out(value: object, scope: Scope) -> object:
    """A literal of the data as it is, `=expression` as its value in this scope."""
    if isinstance(value, str) and value.startswith("="):
        return expressions.evaluate(value, scope)
    return list(value) if isinstance(value, tuple) else value


def _lay_out(form: _Form) -> None:
    """Which fields show, which are required, and what stands in each."""
    form.defaults, form.computed, form.required = {}, {}, set()
    scope = form.scope()
    shown = [f for f in form.matter.fields if _in_force(f, form.today) and holds(f.show_if, scope)]
    form.visible = {one.id for one in shown}
    form.values = {}
    for one in shown:
        value = _value_of(one, one.id, form.typed, form, scope)
        if one.fields and isinstance(value, list):
            value = [_row(one, f"{one.id}[{n}]", row, form, scope) for n, row in enumerate(value)]
        if value is not None or one.id in form.typed:
            form.values[one.id] = value
        if _required(one, scope):
            form.required.add(one.id)


def _in_force(one: Field, today: date) -> bool:
    return one.effective_from is None or one.effective_from <= today


def _required(one: Field, scope: Scope) -> bool:
    """`required_if` replaces `required`; what the program computes is never asked of the clerk."""
    if one.computed:
        return False
    return holds(one.required_if, scope) if one.required_if is not None else one.required


def _value_of(one: Field, path: str, typed: Mapping[str, object], form: _Form, scope: Scope) -> object:
    """Computed, else typed, else filled by an answer, else the default."""
    if one.computed and one.computed != "rules":
        known = expressions.evaluate(one.computed, scope)
        if known is not None:
            form.computed[path] = form.defaults[path] = known
            return known
    if one.id in typed:
        return typed[one.id]
    if path in form.fills:
        return form.fills[path]
    if one.default is None:
        return None
    on_the_day = one.type == "date" and one.default == "today"
    value = form.today.isoformat() if on_the_day else worked_out(one.default, scope)
    if value is not None:
        form.defaults[path] = value
    return value


def _row(group: Field, path: str, row: object, form: _Form, outer: Scope) -> object:
    """One row of a group: its own columns hide equal names of the form outside."""
    if not isinstance(row, Mapping):
        return row
    kept: dict[str, object] = dict(row)
    shown = list(group.fields)
    scope: dict[str, object] = {}
    for _ in range(2):
        scope = {**outer, **{column.id: NOTHING for column in group.fields}}
        scope.update({column.id: kept.get(column.id) for column in shown})
        shown = [c for c in group.fields if _in_force(c, form.today) and holds(c.show_if, scope)]
        values = {c.id: _value_of(c, f"{path}.{c.id}", row, form, scope) for c in shown}
        kept = {name: value for name, value in values.items() if value is not None or name in row}
    for column in shown:
        form.visible.add(f"{path}.{column.id}")
        if _required(column, scope):
            form.required.add(f"{path}.{column.id}")
    columns = {column.id for column in group.fields}
    return kept | {name: value for name, value in row.items() if name not in columns}


def _finished(form: _Form) -> FormState:
    scope = form.scope()
    answers = [answer for _, answer in form.chosen]
    called = {m for answer in answers for m in answer.materials}
    waived = {m for answer in answers for m in answer.waive_materials}
    listed = form.matter.materials
    return FormState(
        asked=tuple(form.asked),
        answers=form.answers,
        unanswered=tuple(a.question.id for a in form.asked if a.by is AnsweredBy.NOBODY),
        visible=frozenset(form.visible),
        required=frozenset(form.required & form.visible),
        values=form.values,
        defaults={path: value for path, value in form.defaults.items() if path in form.visible},
        fills={name: value for name, value in form.fills.items() if name in form.visible},
        filled_by=form.filled_by,
        computed=form.computed,
        materials=tuple(m for m in listed if (m.required or m.id in called) and m.id not in waived),
        waived=tuple(m for m in listed if m.id in waived),
        stops=tuple(
            Stopped(question=question.id, stop=answer.stop)
            for question, answer in form.chosen
            if answer.stop is not None and holds(answer.stop.only_if, scope)
        ),
        notes=tuple(answer.note for answer in answers if answer.note is not None),
        also_open=tuple(dict.fromkeys(code for answer in answers for code in answer.also_open)),
        facts=_facts(form, scope),
        second_check=any(answer.second_check for answer in answers),
    )


def _facts(form: _Form, scope: Scope) -> dict[str, object]:
    """Fee facts of the form, then those the answers set or override."""
    facts = {name: worked_out(value, scope) for name, value in form.matter.fee_facts.items()}
    for _, answer in form.chosen:
        for name, value in (answer.facts or {}).items():
            told = _told_by_answer(name, value, scope, facts)
            if told is not None:
                facts[name] = told
    return {name: value for name, value in facts.items() if value is not None}


def _told_by_answer(name: str, value: object, scope: Scope, facts: Mapping[str, object]) -> object:
    """A literal or an expression; a remark ("as approved", "computed") leaves the form's fact alone."""
    if not isinstance(value, str):
        return value
    if value == "computed":
        return None
    known = {**scope, **{fact: told for fact, told in facts.items() if not empty(told)}}
    try:
        parsed = expressions.parse(value)
    except BadExpression:
        return None
    if value.startswith("=") or parsed.computes() or (value == name and value in scope):
        return expressions.evaluate(parsed, known)
    return value
