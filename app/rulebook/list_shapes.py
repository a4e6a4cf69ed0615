"""The shape of the lists beside the matters: fees, calendars, reasons, referrals, answers, ratings."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from app.domain.evaluation import Grade
from app.domain.matter import Line, Outcome, WindowRole
from app.rulebook.shapes import Code, Confidence, Dated, Id, Shape, Sources, Text, WordsShape

Yuan: TypeAlias = Annotated[int, Meta(ge=0)]


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
    source: Sources
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
    effective_from: date
    source: Sources
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

    effective_from: date
    """the day from which the amount applies: no fee is for ever"""
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
    source: Sources
    confidence: Confidence


class CalendarShape(Shape, frozen=True, kw_only=True):
    year: Annotated[int, Meta(ge=2000, le=2100)]
    source: Text
    confidence: Confidence
    holidays: tuple[date, ...]
    make_up_days: tuple[date, ...]
