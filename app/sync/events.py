"""What can happen to the engine, and what it may order. Frozen values; `now` is monotonic seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from app.sync.failures import Failure
from app.sync.status import Queue, SyncStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    now: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalCommit:
    """Something was captured (or parked, or requeued): the counts as they stand now."""

    now: float
    queue: Queue


@dataclass(frozen=True, slots=True, kw_only=True)
class HelloAnswered:
    now: float
    failure: Failure | None = None
    queue: Queue | None = None
    at: str = ""
    """desk wall time of the answer, ISO 8601"""
    skew_s: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PushAnswered:
    """`sent` ops went out, `settled` of them left the queue; both 0 when nothing was unsent.

    With a `failure`, `sent` tells how many ops were on their way, `settled` how many before them.
    """

    now: float
    failure: Failure | None = None
    sent: int = 0
    settled: int = 0
    queue: Queue | None = None
    greet: bool = False
    """the reply shows another epoch or a lost acknowledgement: greet before anything else"""
    anchored: bool = True
    at: str = ""
    skew_s: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedAnswered:
    now: float
    failure: Failure | None = None
    items: int = 0
    more: bool = False
    queue: Queue | None = None
    greet: bool = False
    at: str = ""
    skew_s: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkChanged:
    now: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SendNow:
    now: float


@dataclass(frozen=True, slots=True, kw_only=True)
class InFront:
    now: float
    front: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    now: float


Event: TypeAlias = (
    Tick
    | LocalCommit
    | HelloAnswered
    | PushAnswered
    | FeedAnswered
    | NetworkChanged
    | SendNow
    | InFront
    | Stopped
)


@dataclass(frozen=True, slots=True)
class SayHello:
    """Ask who is there and compare what both sides hold."""


@dataclass(frozen=True, slots=True)
class Push:
    """Send the oldest unsent ops: at least one, at most `max_ops`, about `max_bytes` before packing.

    `run_s`: go on with the next batch for about so many seconds while every op is delivered (0: one batch),
    each twice as large as the one before, up to `top_ops` and `top_bytes`.
    """

    max_ops: int
    max_bytes: int
    run_s: float = 0.0
    top_ops: int = 0
    top_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Pull:
    """Ask for the next page. The province may keep the question open for `wait_s` seconds.

    Pages that are there already follow for a few seconds (`Rules.run_s`).
    """

    wait_s: int


@dataclass(frozen=True, slots=True)
class Park:
    """The one op of the last push can never be sent as it is: set it aside for a person."""

    code: str


@dataclass(frozen=True, slots=True)
class Sleep:
    """Nothing to do before `until` (monotonic seconds) unless something happens."""

    until: float


@dataclass(frozen=True, slots=True)
class Show:
    status: SyncStatus


Command: TypeAlias = SayHello | Push | Pull | Park | Sleep | Show
