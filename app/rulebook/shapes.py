"""The shape of each rule file, key by key. Unknown keys are refused.

What the keys mean stands in `app/domain/matter.py` and, for rule keepers, in `resources/README.md`.
Anything with `effective_from` / `effective_to` counts on those days only, both included.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from app.domain.evaluation import Grade
from app.domain.matter import Line, OnReceipt, Outcome, Privacy, ReceiptTitle, Service, WindowRole

Text: TypeAlias = Annotated[str, Meta(min_length=1)]
Id: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
Code: TypeAlias = Annotated[str, Meta(pattern=r"^[A-Z0-9]+(-[A-Z0-9]+)+$")]
Confidence: TypeAlias = Literal["high", "medium", "low", "memory"]
Yuan: TypeAlias = Annotated[int, Meta(ge=0)]
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


class PackageShape(Shape, frozen=True, kw_only=True):
    """rules.yaml"""

    version: Annotated[str, Meta(pattern=r"^\d{4}\.\d{1,2}\.\d{1,2}(\.\d+)?$")]
    as_of: date
    title: WordsShape


class SourceShape(Shape, frozen=True, kw_only=True):
    """sources.yaml: one document a rule was read in."""

    title: Text
    issuer: str = ""
    address: str = ""
    articles: str = ""
    note: str = ""


class OptionShape(Dated, frozen=True, kw_only=True):
    value: str | int | bool | None
    zh: Text
    en: Text
    pinyin: tuple[str, ...] = ()
    suits: tuple[str, ...] = ()


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
    materials: tuple[Id, ...] = ()
    waive_materials: tuple[Id, ...] = ()
    fill: dict[str, Plain] | None = None
    facts: dict[str, Plain] | None = None
    also_open: tuple[Code, ...] = ()
    stop: StopShape | None = None
    second_check: bool = False
    note: WordsShape | None = None


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


class LimitShape(Dated, frozen=True, kw_only=True):
    kind: Literal["statutory", "promised"]
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
    source: tuple[Text, ...]


class KnownMatterShape(WordsShape, frozen=True, kw_only=True):
    """matters/codes.yaml: every matter that may be named, packaged or not."""

    line: Line
    window_role: WindowRole


class ReasonShape(WordsShape, frozen=True, kw_only=True):
    group: Id
    outcome: Outcome
    remedy: WordsShape
    basis: Text
    second_check: bool = False


class ReferralShape(Shape, frozen=True, kw_only=True):
    kind: WordsShape
    about: WordsShape
    how: WordsShape
    hotline: str | None = None
    address: str | None = None
    neutral: bool
    """a market service: hand out the public list, never one name"""
    confidence: Confidence


class CategoryShape(WordsShape, frozen=True, kw_only=True):
    pinyin: tuple[str, ...] = ()
    named_in_law: bool = False


class KnowledgeShape(Shape, frozen=True, kw_only=True):
    id: Annotated[str, Meta(pattern=r"^KB-[A-Z]{2}-\d{3}$")]
    version: Annotated[int, Meta(ge=1)]
    question: Text
    answer: Text
    keywords: tuple[Text, ...]
    matters: tuple[Code, ...] = ()
    fees: tuple[str, ...] = ()
    source: tuple[Text, ...]
    valid_from: date
    valid_to: date | None = None
    review_on: date | None = None
    boundary: Literal["market"] | None = None
    confidence: Confidence


class EvaluationOptionShape(WordsShape, frozen=True, kw_only=True):
    code: Annotated[str, Meta(pattern=r"^[1-5]\d\d$")]


class GradeShape(WordsShape, frozen=True, kw_only=True):
    grade: Grade
    digit: Annotated[int, Meta(ge=1, le=5)]
    """first digit of the national codes: 5 is the best"""
    options: tuple[EvaluationOptionShape, ...]


class EvaluationShape(Dated, frozen=True, kw_only=True):
    source: tuple[Text, ...]
    confidence: Confidence
    grades: tuple[GradeShape, ...]


class TierShape(Shape, frozen=True, kw_only=True):
    """Pages or patent years, from and to included; `to` null is without end."""

    from_page: Annotated[int, Meta(ge=1)] | None = None
    to_page: Annotated[int, Meta(ge=1)] | None = None
    from_year: Annotated[int, Meta(ge=1)] | None = None
    to_year: Annotated[int, Meta(ge=1)] | None = None
    amount_yuan: Yuan


class ExtraItemShape(Shape, frozen=True, kw_only=True):
    from_item: Annotated[int, Meta(ge=1)]
    paper_yuan: Yuan
    online_yuan: Yuan
    unit: Literal["per_item_in_class"] = "per_item_in_class"


class FeeShape(Dated, frozen=True, kw_only=True):
    """One item of fees/<line>.yaml: amounts in whole yuan."""

    id: Annotated[str, Meta(pattern=r"^[a-z]+(\.[a-z0-9_]+)+$")]
    name_zh: Text
    name_en: Text
    ip_kinds: tuple[Text, ...]
    unit: Literal[
        "per_case",
        "per_case_per_request",
        "per_request",
        "per_claim",
        "per_page",
        "per_priority",
        "per_month",
        "per_copy",
        "per_item",
        "per_class",
        "per_patent_year",
        "per_full_year",
        "per_additional_invention",
        "percent",
        "percent_of_full_annual_fee",
        "external",
    ]
    reducible: bool
    amount_yuan: Yuan | None = None
    paper_yuan: Yuan | None = None
    online_yuan: Yuan | None = None
    free_units: Annotated[int, Meta(ge=0)] = 0
    tiers: tuple[TierShape, ...] = ()
    extra_item: ExtraItemShape | None = None
    amounts: dict[str, Yuan] | None = None
    rule: Id | None = None
    due: str = ""
    condition: str = ""
    source: tuple[Text, ...]
    confidence: Confidence


class CalendarShape(Shape, frozen=True, kw_only=True):
    year: Annotated[int, Meta(ge=2000, le=2100)]
    source: Text
    confidence: Confidence
    holidays: tuple[date, ...]
    make_up_days: tuple[date, ...]
