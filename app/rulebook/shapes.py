"""The shape of matters and their forms, key by key. Unknown keys are refused.

What the keys mean stands in `app/domain/matter.py` and, for rule keepers, in `resources/matters/README.md`.
Anything with `effective_from` / `effective_to` counts on those days only, both included.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from app.domain.matter import Line, OnReceipt, Privacy, ReceiptTitle, Service, WindowRole

Text: TypeAlias = Annotated[str, Meta(min_length=1)]
Id: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
Code: TypeAlias = Annotated[str, Meta(pattern=r"^[A-Z0-9]+(-[A-Z0-9]+)+$")]
Sources: TypeAlias = Annotated[tuple[Text, ...], Meta(min_length=1)]
Confidence: TypeAlias = Literal["high", "medium", "low", "memory"]
Plain: TypeAlias = str | int | bool | None
Condition: TypeAlias = dict[str, Plain | tuple[Plain, ...]]


class Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all: nothing but the named keys."""


class Dated(Shape, frozen=True, kw_only=True):
    effective_from: date | None = None
    effective_to: date | None = None


class WordsShape(Shape, frozen=True, kw_only=True):
    zh: Text
    en: Text


class OptionShape(Dated, frozen=True, kw_only=True):
    value: str | int | bool | None
    zh: Text
    en: Text
    pinyin: tuple[str, ...] = ()
    suits: tuple[str, ...] = ()


class RegionShape(WordsShape, frozen=True, kw_only=True):
    """A country, region or office; its code is the key."""

    pinyin: Annotated[tuple[Text, ...], Meta(min_length=1)]


class FieldTypeShape(WordsShape, frozen=True, kw_only=True):
    rule: str = ""
    min: int | None = None
    max: int | None = None
    pattern: str | None = None
    any_of: tuple[str, ...] = ()
    check: str | None = None
    severity: Literal["error", "warning"] = "error"
    normalise: tuple[str, ...] = ()
    options: Id | None = None
    table: Id | None = None
    """a long option list that values come from; offered by every such field, copied into none"""
    rows: bool = False
    """values are rows: `item` names the group of the columns"""


class FieldShape(Dated, frozen=True, kw_only=True):
    id: Id
    label: WordsShape
    help: WordsShape
    type: Id
    section: Id | None = None
    required: bool = False
    required_if: Condition | None = None
    show_if: Condition | None = None
    options: Id | tuple[OptionShape, ...] | None = None
    item: Id | None = None
    repeating: bool = False
    min: int | None = None
    max: int | None = None
    warn_above: int | None = None
    earliest: date | None = None
    future: bool = False
    default: Plain | tuple[Plain, ...] = None
    computed: str | None = None
    privacy: Privacy = Privacy.PERSONAL
    on_receipt: OnReceipt = OnReceipt.OMIT
    confidence: Confidence | None = None


class UseShape(Shape, frozen=True, kw_only=True):
    """Puts a shared group of fields, or a shared question, at this place."""

    use: Id


class GroupShape(WordsShape, frozen=True, kw_only=True):
    section: Id | None = None
    fields: tuple[dict[str, object], ...]


class StopShape(Shape, frozen=True, kw_only=True):
    go: Id
    why: WordsShape
    see_matter: Code | None = None
    only_if: Condition | None = None
    reason: str | None = None


class AnswerShape(Dated, frozen=True, kw_only=True):
    value: str | int | bool
    label: WordsShape | None = None
    pinyin: tuple[str, ...] = ()
    materials: tuple[Id, ...] = ()
    waive_materials: tuple[Id, ...] = ()
    fill: dict[str, Plain] | None = None
    facts: dict[str, Plain] | None = None
    also_open: tuple[Code, ...] = ()
    stop: StopShape | None = None
    second_check: bool = False
    note: WordsShape | None = None
    on_paper: WordsShape | None = None


class QuestionShape(Dated, frozen=True, kw_only=True):
    id: Id
    ask: WordsShape
    kind: Literal["yes_no", "choice"]
    answers: tuple[AnswerShape, ...]
    default: Plain = None
    ask_if: Condition | None = None
    auto: Text | None = None


class MaterialShape(Dated, frozen=True, kw_only=True):
    id: Id
    zh: Text
    en: Text
    need: Literal["required", "conditional", "optional"]
    condition: WordsShape | None = None
    originals: Annotated[int, Meta(ge=0)] = 1
    copies: Annotated[int, Meta(ge=0)] = 0
    form_number: str | None = None
    commitment_allowed: bool | None = None
    e_licence_allowed: bool | None = None
    tolerance_allowed: bool | None = None
    reason: str | None = None
    source: str = ""
    pages_field: Id | None = None


class LimitShape(Dated, frozen=True, kw_only=True):
    kind: Literal["statutory", "promised", "correction"]
    zh: Text
    en: Text
    working_days: Annotated[int, Meta(ge=0)] | None = None
    months: Annotated[int, Meta(ge=0)] | None = None


class BasisShape(Dated, frozen=True, kw_only=True):
    text: Text


class MatterShape(Shape, frozen=True, kw_only=True):
    """matters/<line>/<CODE>.yaml"""

    code: Code
    version: Text
    effective_from: date
    effective_to: date | None = None
    line: Line
    service: Service
    name: WordsShape
    short: WordsShape
    pinyin: tuple[Text, ...]
    sayings: tuple[Text, ...] = ()
    window_role: WindowRole
    receipt_title: ReceiptTitle
    authority: WordsShape
    handling: Literal["instant", "promised"]
    second_check: Literal["never", "refusal", "always"]
    applicant_kinds: tuple[str, ...]
    legal_basis: tuple[str | BasisShape, ...]
    result: WordsShape
    limits: tuple[LimitShape, ...] = ()
    papers: tuple[str, ...]
    official_forms: tuple[str, ...] = ()
    applicant_field: str = ""
    title_field: str | None = None
    number_field: str | None = None
    fields: tuple[dict[str, object], ...]
    questions: tuple[dict[str, object], ...] = ()
    materials: tuple[MaterialShape, ...] = ()
    fee_ids: tuple[str, ...] = ()
    fee_facts: dict[str, Plain] = msgspec.field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    note: WordsShape | None = None
    confidence: Confidence
    source: Sources
