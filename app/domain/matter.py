"""A matter as data: what the rule files say, parsed and frozen. Built by `app.rulebook`, read by all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

Scalar: TypeAlias = str | int | bool | None
Condition: TypeAlias = Mapping[str, Scalar | tuple[Scalar, ...]]
"""Every pair must hold. Key: field id, question id, or `group_field.member` (true if any row
matches). Value: a scalar (equal), a list (one of), None (empty). Evaluated by `domain.conditions`."""


class Line(StrEnum):
    PATENT = "patent"
    TRADEMARK = "trademark"
    GI = "gi"
    IC = "ic"
    GENERAL = "general"


class Service(StrEnum):
    ACCEPTANCE = "acceptance"
    PAYMENT = "payment"
    INQUIRY = "inquiry"
    CONSULTATION = "consultation"
    EVALUATION = "evaluation"


class WindowRole(StrEnum):
    ACCEPT = "accept"
    ACCEPT_SOME_WINDOWS = "accept_some_windows"
    ACCEPT_WITH_APPLICATION = "accept_with_application"
    PROVINCIAL = "provincial"
    FORWARD = "forward"
    SELF_SERVICE = "self_service"


class ReceiptTitle(StrEnum):
    """收件回执 where the office decides later; 受理通知书 only where this body is the authority."""

    RECEIPT = "receipt"
    ACCEPTANCE_NOTICE = "acceptance_notice"


class Privacy(StrEnum):
    PUBLIC = "public"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


class OnReceipt(StrEnum):
    PRINT = "print"
    MASK = "mask"
    OMIT = "omit"


class Outcome(StrEnum):
    """What a coded reason leads to (guides.yaml)."""

    ON_THE_SPOT = "on_the_spot"
    CORRECTION = "correction"
    REFUSE = "refuse"
    TRANSFER = "transfer"
    NOTICE = "notice"


class Words(Struct, frozen=True):
    """One text in both languages. Chinese is the law's; English is for reading."""

    zh: str
    en: str


class Option(Struct, frozen=True, kw_only=True):
    value: Scalar
    words: Words
    pinyin: tuple[str, ...] = ()
    """Full pinyin and initials for type-ahead, computed when the data was built."""
    suits: tuple[str, ...] = ()
    """Kinds of party this option is for; empty: all."""


class FieldType(Struct, frozen=True, kw_only=True):
    """How values of a type look. The shape of each type's value stands in `domain.values`."""

    id: str
    words: Words
    rule: str = ""
    min: int | None = None
    max: int | None = None
    pattern: str | None = None
    any_of: tuple[str, ...] = ()
    check: str | None = None
    severity: str = "error"
    normalise: tuple[str, ...] = ()
    table: str = ""
    """Id of the long option list that values come from."""
    codes: tuple[str, ...] = ()
    """What stands in that list."""


class Field(Struct, frozen=True, kw_only=True):
    """One box of the form. `section` is the heading it stands under."""

    id: str
    words: Words
    help: Words
    type: str
    section: str = ""
    """Id of the heading; its words stand in `Rulebook.sections`."""
    required: bool = False
    required_if: Condition | None = None
    show_if: Condition | None = None
    options: tuple[Option, ...] = ()
    repeating: bool = False
    min: int | None = None
    max: int | None = None
    warn_above: int | None = None
    """Longer or larger than usual: ask the clerk to look again, do not block."""
    earliest: str | None = None
    """First date a date field takes (ISO), when it differs from the type's."""
    future: bool = False
    """A date field that may lie after today (`max: null` in the data)."""
    effective_from: date | None = None
    """The field belongs to the form only from this day on."""
    fields: tuple[Field, ...] = ()
    """The columns of a row, for type `group`."""
    default: Scalar | tuple[Scalar, ...] = None
    computed: str | None = None
    """`rules` when the fee or calendar rules fill it, else an expression."""
    privacy: Privacy = Privacy.PERSONAL
    on_receipt: OnReceipt = OnReceipt.OMIT


class Stop(Struct, frozen=True, kw_only=True):
    """Not at this window, or not possible. `go` is a destination's id."""

    go: str
    why: Words
    see_matter: str | None = None
    only_if: Condition | None = None
    reason: str | None = None
    """Coded reason a refusal or transfer would give, when the data knows it."""


class Answer(Struct, frozen=True, kw_only=True):
    """What choosing this answer changes."""

    value: Scalar
    words: Words
    pinyin: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    """Ids of conditional materials that now apply."""
    waive_materials: tuple[str, ...] = ()
    fill: Mapping[str, Scalar] | None = None
    facts: Mapping[str, Scalar] | None = None
    also_open: tuple[str, ...] = ()
    stop: Stop | None = None
    second_check: bool = False
    note: Words | None = None
    on_paper: Words | None = None
    """The answer as it is said without its question; None: its own words say enough."""


class Question(Struct, frozen=True, kw_only=True):
    """A situation question (情形引导)."""

    id: str
    words: Words
    kind: str
    """yes_no | choice"""
    answers: tuple[Answer, ...]
    default: Scalar = None
    ask_if: Condition | None = None
    auto: str | None = None
    """`window_setting` or an expression: answered by the program, not asked."""


class Material(Struct, frozen=True, kw_only=True):
    """One paper of the list. None of a flag means: not known, to be set by the province."""

    id: str
    words: Words
    required: bool
    conditional: bool = False
    condition: Words | None = None
    originals: int = 1
    copies: int = 0
    form_number: str | None = None
    commitment_allowed: bool | None = None
    e_licence_allowed: bool | None = None
    tolerance_allowed: bool | None = None
    reason: str | None = None
    """Coded reason to propose when the paper is missing; None: the general one."""
    source: str = ""
    pages_field: str | None = None
    """The field of the form that holds how many pages this paper has."""


class TimeLimit(Struct, frozen=True, kw_only=True):
    """A limit of a matter. `working_days` None: the text alone is authoritative."""

    kind: str
    """statutory | promised | correction (for the applicant, printed on the one-time notice)"""
    words: Words
    working_days: int | None = None
    months: int | None = None


class Reason(Struct, frozen=True, kw_only=True):
    """A coded reason for correction or refusal; papers use these words and no others."""

    code: str
    group: str
    outcome: Outcome
    words: Words
    remedy: Words
    basis: str
    second_check: bool = False


class Matter(Struct, frozen=True, kw_only=True):
    """Everything the desk knows of one matter, as of its effective dates."""

    code: str
    version: str
    effective_from: date
    effective_to: date | None
    line: Line
    service: Service
    words: Words
    short: Words
    pinyin: tuple[str, ...]
    sayings: tuple[str, ...]
    """What visitors say (plain speech), for search."""
    window_role: WindowRole
    receipt_title: ReceiptTitle
    authority: Words
    handling: str
    """即办件 instant | 承诺件 promised"""
    legal_basis: tuple[str, ...]
    applicant_kinds: tuple[str, ...]
    fields: tuple[Field, ...]
    questions: tuple[Question, ...]
    materials: tuple[Material, ...]
    fee_ids: tuple[str, ...]
    fee_facts: Mapping[str, Scalar]
    """fact -> literal or "=expression" over field and question ids"""
    limits: tuple[TimeLimit, ...]
    result: Words
    papers: tuple[str, ...]
    """Stems of app.printing.documents that this matter may print."""
    reasons: tuple[str, ...]
    """Codes of the shared reasons that fit this matter."""
    second_check: str
    """never | refusal | always"""
    official_forms: tuple[str, ...]
    applicant_field: str = "applicants"
    """Where the applicant's name stands: a group field, or a plain name field."""
    title_field: str | None = None
    """The field that names the thing (invention title, mark, GI product, layout); `group.member`
    means that member of the first row."""
    number_field: str | None = None
    """The field with the right's own number, if any; `group.member` as above."""
    note: Words | None = None
    confidence: str = "medium"
    source: tuple[str, ...] = ()


class Knowledge(Struct, frozen=True, kw_only=True):
    """One consultation answer with its validity."""

    id: str
    version: int
    category: str
    question: str
    answer: str
    keywords: tuple[str, ...]
    matters: tuple[str, ...]
    source: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    boundary: str | None = None
    confidence: str = "medium"
