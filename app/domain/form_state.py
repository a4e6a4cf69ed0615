"""The state of a form at one moment, as a frozen value. Built by `app.domain.filling_in`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from app.domain.matter import Material, Question, Scalar, Stop, Words


class AnsweredBy(StrEnum):
    NOBODY = "nobody"
    CLERK = "clerk"
    DEFAULT = "default"
    """preselected by the data; the clerk may change it"""


class Asked(Struct, frozen=True, kw_only=True):
    """A question that stands on the screen now. What the program answers by itself is not asked."""

    question: Question
    answer: Scalar = None
    by: AnsweredBy = AnsweredBy.NOBODY


class Stopped(Struct, frozen=True, kw_only=True):
    """The answer to `question` says: not at this window, or not possible."""

    question: str
    stop: Stop


class FormState(Struct, frozen=True, kw_only=True):
    """Everything the page shows and the case keeps. Paths look like `title`, `applicants[0].name`.

    A key that is absent from what was typed is untouched: it shows the filled, computed or default
    value. A key with an empty value was cleared and stays empty. So a page keeps defaults out of its
    draft and shows `values`.
    """

    asked: tuple[Asked, ...] = ()
    answers: Mapping[str, Scalar] = field(default_factory=dict)
    """effective answers, preselected ones and those of the program included"""
    unanswered: tuple[str, ...] = ()
    visible: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    """of the visible ones"""
    values: Mapping[str, object] = field(default_factory=dict)
    """what is shown and kept: visible fields only, texts normalised"""
    defaults: Mapping[str, object] = field(default_factory=dict)
    """path -> value that came from a default or a computation, not from typing"""
    fills: Mapping[str, object] = field(default_factory=dict)
    """field -> value set by an answer; shown read-only"""
    filled_by: Mapping[str, str] = field(default_factory=dict)
    """field -> the question whose answer fills it"""
    computed: Mapping[str, object] = field(default_factory=dict)
    """path -> value that an expression of the data gives"""
    materials: tuple[Material, ...] = ()
    """papers demanded now, in the order of the list"""
    waived: tuple[Material, ...] = ()
    stops: tuple[Stopped, ...] = ()
    notes: tuple[Words, ...] = ()
    """what the clerk says or watches because of an answer"""
    also_open: tuple[str, ...] = ()
    """other matters to offer in the same visit"""
    facts: Mapping[str, object] = field(default_factory=dict)
    """fee facts for `pricing.request_of`; what is not known is absent"""
    second_check: bool = False
    """an answer asks for a second person"""

    def filled(self, typed: Mapping[str, object] | None = None) -> dict[str, object]:
        """What the case keeps of what was typed: `values`, with fields that do not apply left out."""
        return {name: self.values[name] for name in (*self.values, *(typed or ())) if name in self.values}
