"""What a stem's own rules may answer about a record, and what they may look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

from msgspec import Struct

from app.contract.kinds import Kind, Stem


class Accepted(Struct, frozen=True, kw_only=True):
    """The record may stand so. `closes`: id of the record that takes no later edit (void, refund)."""

    number: str = ""
    """unique within the scope and stem, when not empty"""
    refers_to: str = ""
    closes: str = ""
    page: str = ""
    """the code under which the visitor finds this record"""


@dataclass(frozen=True, slots=True)
class Rejected:
    code: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Another record must be here first."""

    record_id: str


Ruling: TypeAlias = Accepted | Rejected | Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A record of the same scope as the rules see it. `fields`: as the desk sent them, by field name."""

    record_id: str
    stem: str
    fields: dict[str, Any]
    closed: bool


class Look(Protocol):
    """The other records of the scope."""

    def known(self, record_id: str) -> Known | None: ...

    def referring(self, record_id: str) -> list[Known]:
        """Records that refer to this one (voids and refunds of a payment)."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One stem at the province: the shape its merged groups must have, and its rules.

    `first`: kinds that may begin a record; any other op on an unknown record waits for it.
    `nested`: fields whose value is itself an object. `single_writer`: only the window that made it writes it.
    `closing`: kinds that the install which closed a record may still send about it.
    """

    stem: Stem
    shape: type
    first: frozenset[Kind]
    rule: Callable[[Kind, Any, Look], Ruling]
    nested: frozenset[str] = field(default_factory=frozenset)
    single_writer: bool = False
    closing: frozenset[Kind] = field(default_factory=frozenset)
