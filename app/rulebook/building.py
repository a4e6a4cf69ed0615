"""From a matter as written to the frozen `Matter`: one for each span of days with the same rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.matter import Answer, Field, Material, Matter, Option, Question, Stop, TimeLimit, Words
from app.rulebook.forms import FEES_OF_MATTER, Placed, SharedForms, in_force, option, words
from app.rulebook.matters import MatterFile
from app.rulebook.shapes import (
    AnswerShape,
    BasisShape,
    Dated,
    LimitShape,
    MaterialShape,
    MatterShape,
    StopShape,
)

_DAY = timedelta(days=1)
_YES = Words("是", "Yes")
_NO = Words("否", "No")


def build(written: MatterFile, shared: SharedForms, fee_names: Mapping[str, Words]) -> tuple[Matter, ...]:
    """One Matter for each span; within a span no part of the matter begins or ends."""
    return tuple(
        _Builder(written, shared, fee_names, first).matter(first, last)
        for first, last in _spans(written, shared)
    )


def _spans(written: MatterFile, shared: SharedForms) -> list[tuple[date, date | None]]:
    shape = written.shape
    begins = {shape.effective_from}
    for part in _dated_parts(written, shared):
        if part.effective_from is not None:
            begins.add(part.effective_from)
        if part.effective_to is not None:
            begins.add(part.effective_to + _DAY)
    last = shape.effective_to
    days = sorted(day for day in begins if shape.effective_from <= day and (last is None or day <= last))
    ends: list[date | None] = [day - _DAY for day in days[1:]]
    return list(zip(days, [*ends, last], strict=True))


def _version(shape: MatterShape, first: date) -> str:
    """Later spans of one file carry their first day, so that a record names exactly one of them."""
    return shape.version if first == shape.effective_from else f"{shape.version}+{first.isoformat()}"


def _dated_parts(written: MatterFile, shared: SharedForms) -> Iterator[Dated]:
    yield from _dated_fields(written.fields, shared)
    for asked in written.questions:
        yield asked.shape
        yield from asked.shape.answers
    yield from written.shape.materials
    yield from written.shape.limits
    yield from (basis for basis in written.shape.legal_basis if isinstance(basis, BasisShape))


def _dated_fields(fields: Iterable[Placed], shared: SharedForms) -> Iterator[Dated]:
    for placed in fields:
        yield placed.shape
        yield from shared.options_of(placed.shape)
        if placed.shape.item is not None:
            yield from _dated_fields(shared.group(placed.shape.item), shared)


@dataclass(frozen=True, slots=True)
class _Builder:
    """Builds the frozen values of one matter as of one day."""

    written: MatterFile
    shared: SharedForms
    fee_names: Mapping[str, Words]
    on: date

    def matter(self, first: date, last: date | None) -> Matter:
        shape = self.written.shape
        return Matter(
            code=shape.code,
            version=_version(shape, first),
            effective_from=first,
            effective_to=last,
            line=shape.line,
            service=shape.service,
            words=words(shape.name),
            short=words(shape.short),
            pinyin=shape.pinyin,
            sayings=shape.sayings,
            window_role=shape.window_role,
            receipt_title=shape.receipt_title,
            authority=words(shape.authority),
            handling=shape.handling,
            legal_basis=tuple(self._legal_basis()),
            applicant_kinds=shape.applicant_kinds,
            fields=self.fields(self.written.fields),
            questions=tuple(self._questions()),
            materials=tuple(_material(one) for one in shape.materials if in_force(one, self.on)),
            fee_ids=shape.fee_ids,
            fee_facts=shape.fee_facts,
            limits=tuple(_limit(one) for one in shape.limits if in_force(one, self.on)),
            result=words(shape.result),
            papers=shape.papers,
            reasons=shape.reasons,
            second_check=shape.second_check,
            official_forms=shape.official_forms,
            applicant_field=shape.applicant_field,
            title_field=shape.title_field,
            number_field=shape.number_field,
            note=words(shape.note) if shape.note else None,
            confidence=shape.confidence,
            source=shape.source,
        )

    def _legal_basis(self) -> Iterator[str]:
        for basis in self.written.shape.legal_basis:
            if isinstance(basis, str):
                yield basis
            elif in_force(basis, self.on):
                yield basis.text

    def fields(self, placed: Iterable[Placed]) -> tuple[Field, ...]:
        return tuple(self._field(one) for one in placed if in_force(one.shape, self.on))

    def _field(self, placed: Placed) -> Field:
        shape = placed.shape
        return Field(
            id=shape.id,
            words=words(shape.label),
            help=words(shape.help),
            type=shape.type,
            section=placed.section,
            required=shape.required,
            required_if=shape.required_if,
            show_if=shape.show_if,
            options=self._options(placed),
            repeating=shape.repeating,
            min=shape.min,
            max=shape.max,
            warn_above=shape.warn_above,
            earliest=shape.earliest.isoformat() if shape.earliest else None,
            future=shape.future,
            effective_from=shape.effective_from,
            fields=self.fields(self.shared.group(shape.item)) if shape.item else (),
            default=shape.default,
            computed=shape.computed,
            privacy=shape.privacy,
            on_receipt=shape.on_receipt,
        )

    def _options(self, placed: Placed) -> tuple[Option, ...]:
        if placed.shape.options == FEES_OF_MATTER:
            return tuple(Option(value=fee, words=self.fee_names[fee]) for fee in self.written.shape.fee_ids)
        return tuple(option(one) for one in self.shared.options_of(placed.shape) if in_force(one, self.on))

    def _questions(self) -> Iterator[Question]:
        for asked in self.written.questions:
            shape = asked.shape
            if in_force(shape, self.on):
                yield Question(
                    id=shape.id,
                    words=words(shape.ask),
                    kind=shape.kind,
                    answers=tuple(_answer(one) for one in shape.answers if in_force(one, self.on)),
                    default=shape.default,
                    ask_if=shape.ask_if,
                    auto=shape.auto,
                )


def _limit(shape: LimitShape) -> TimeLimit:
    return TimeLimit(
        kind=shape.kind,
        words=Words(shape.zh, shape.en),
        working_days=shape.working_days,
        months=shape.months,
    )


def _answer(shape: AnswerShape) -> Answer:
    return Answer(
        value=shape.value,
        words=words(shape.label) if shape.label else (_YES if shape.value is True else _NO),
        pinyin=shape.pinyin,
        materials=shape.materials,
        waive_materials=shape.waive_materials,
        fill=shape.fill,
        facts=shape.facts,
        also_open=shape.also_open,
        stop=_stop(shape.stop) if shape.stop else None,
        second_check=shape.second_check,
        note=words(shape.note) if shape.note else None,
        on_paper=words(shape.on_paper) if shape.on_paper else None,
    )


def _stop(shape: StopShape) -> Stop:
    return Stop(
        go=shape.go,
        why=words(shape.why),
        see_matter=shape.see_matter,
        only_if=shape.only_if,
        reason=shape.reason,
    )


def _material(shape: MaterialShape) -> Material:
    return Material(
        id=shape.id,
        words=Words(shape.zh, shape.en),
        required=shape.need == "required",
        conditional=shape.need == "conditional",
        condition=words(shape.condition) if shape.condition else None,
        originals=shape.originals,
        copies=shape.copies,
        form_number=shape.form_number,
        commitment_allowed=shape.commitment_allowed,
        e_licence_allowed=shape.e_licence_allowed,
        tolerance_allowed=shape.tolerance_allowed,
        reason=shape.reason,
        source=shape.source,
        pages_field=shape.pages_field,
    )
