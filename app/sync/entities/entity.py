"""A synced entity as a few short answers. No engine code: the engine treats every stem alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from app.contract.kinds import Stem

Body: TypeAlias = Mapping[str, Any]
"""group -> {field: value}, as an op carries it and the feed brings it"""


class Writer(StrEnum):
    """Who may write a record once it exists."""

    ITS_WINDOW = "its_window"
    """the window that made it; the province refuses others with `not_owner`"""
    ANY_WINDOW = "any_window"
    """every window of the outlet; groups merge, a clash goes to a person"""


@dataclass(frozen=True, slots=True)
class Line:
    """One record in one line for lists of what needs a person. Untrusted text: plain labels only."""

    number: str = ""
    what: str = ""
    """the code of a matter, kind or grade: whoever shows it knows the word"""
    whom: str = ""
    """a name or title; empty where none is needed to recognise the record"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    stem: Stem
    groups: tuple[str, ...]
    """field groups in which two windows may differ without a clash"""
    writer: Writer
    conflict: str
    """code of the sentence that names a clash of this entity"""
    summary: Callable[[Body], Line]


def told(body: Body, group: str, field: str) -> str:
    """A text field of a group; empty when the patch does not carry it."""
    part = body.get(group)
    value = part.get(field) if isinstance(part, Mapping) else None
    return value if isinstance(value, str) else ""
