"""What the engine remembers between two events, and the figures it keeps to. Frozen; never on disk:

after a crash everything here is rebuilt from the journal's delivery records and the first greeting.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import msgspec

from app.sync.failures import Failure
from app.sync.status import Network, Queue, SyncStatus


class Errand(StrEnum):
    HELLO = "hello"
    PUSH = "push"
    PULL = "pull"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Every figure of the engine: seconds, ops, bytes before packing. Measured in the sync design."""

    start_ops: int = 500
    start_bytes: int = 512_000
    top_ops: int = 2_000
    top_bytes: int = 2_048_000
    pause_floor_s: float = 2.0
    pause_cap_s: float = 300.0
    watchdog_s: float = 330.0
    flight_limit_s: float = 150.0
    """above every limit of `http`: a request older than this was lost with its driver"""
    poll_front_s: float = 25.0
    poll_back_s: float = 60.0
    poll_rest_s: float = 1.0
    rest_limit_s: float = 900.0
    """the longest rest a province may ask of a desk that owes nothing"""
    tries_of_one_op: int = 8
    run_s: float = 3.0
    """batches of the full size follow one another for so long before the desk looks up again"""


class State(msgspec.Struct, frozen=True, kw_only=True):
    """A Struct, not a dataclass: a copy with changes is made some ten times per event."""

    rules: Rules
    now: float = 0.0
    stopped: bool = False
    in_front: bool = False
    queue: Queue
    flying: Errand | None = None
    flying_since: float = 0.0
    owed_since: float = 0.0
    """when the last attempt for the queue began or ended, or when the first unsent op appeared"""
    greeted: bool = False
    probe: bool = False
    """the last attempt failed: the next push carries one op"""
    pause: float = 0.0
    not_before: float = 0.0
    """nothing at all is asked of the province earlier"""
    push_at: float = 0.0
    push_pause: float = 0.0
    pull_pause: float = 0.0
    pull_at: float = 0.0
    max_ops: int
    max_bytes: int
    ceiling_ops: int
    """lowered by each 413 until the next start"""
    one_op_refusals: int = 0
    hold: Failure | None = None
    failure: Failure | None = None
    page_failure: Failure | None = None
    network: Network = Network.UNKNOWN
    confirmed_at: str = ""
    anchored: bool = True
    skew_s: int = 0
    shown: SyncStatus | None = None


def begin(now: float, queue: Queue, rules: Rules | None = None, *, in_front: bool = False) -> State:
    """The state of a desk that just started: everything is due, nothing is known about the line."""
    rules = rules or Rules()
    return State(
        rules=rules,
        now=now,
        owed_since=now,
        not_before=now,
        push_at=now,
        pull_at=now,
        queue=queue,
        in_front=in_front,
        max_ops=rules.start_ops,
        max_bytes=rules.start_bytes,
        ceiling_ops=rules.top_ops,
    )
