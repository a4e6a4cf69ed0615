"""What the rule files say, read and checked: frozen values, all of one version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from app.domain.evaluation import EvaluationOption, Grade
from app.domain.matter import FieldType, Line, Matter, Option, Reason, WindowRole, Words
from app.domain.pricing.table import FeeTable
from app.domain.workdays import Calendar


class Source(Struct, frozen=True, kw_only=True):
    """Where a rule was read."""

    title: str
    address: str = ""
    note: str = ""


class Referral(Struct, frozen=True, kw_only=True):
    """A body or a public list to refer to. Neutral: a market service; the list, never one name."""

    id: str
    words: Words
    about: Words
    how: Words
    neutral: bool
    hotline: str | None = None
    address: str | None = None
    confidence: str = "medium"


class KnownMatter(Struct, frozen=True, kw_only=True):
    """A matter that may be named, whether or not its rules are packaged."""

    code: str
    words: Words
    line: Line
    window_role: WindowRole


class Package(Struct, frozen=True, kw_only=True):
    """One package of rules."""

    version: str
    as_of: date
    fees: FeeTable
    calendar: Calendar
    reasons: Mapping[str, Reason]
    field_types: Mapping[str, FieldType]
    option_lists: Mapping[str, tuple[Option, ...]]
    """every option a list ever has; a matter's fields hold those of its days"""
    sections: Mapping[str, Words]
    """words of the headings that `Field.section` names"""
    destinations: Mapping[str, Words]
    referrals: Mapping[str, Referral]
    consultation_categories: Mapping[str, Words]
    evaluation_options: Mapping[Grade, tuple[EvaluationOption, ...]]
    known_matters: Mapping[str, KnownMatter]
    """by code, whether or not their rules are packaged"""
    sources: Mapping[str, Source]
    versions: Mapping[str, tuple[Matter, ...]]
    """each packaged matter by code, one for each span of days, oldest first"""
