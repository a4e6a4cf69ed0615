"""What the desk knows about its delivery, in one frozen value for the screen and the shell."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from app.sync.failures import FailureKind


class Network(StrEnum):
    """The line, told apart from the queue and from the last confirmed success."""

    UNKNOWN = "unknown"
    """not tried yet since the start or since the network changed"""
    ONLINE = "online"
    OFFLINE = "offline"
    REFUSED = "refused"
    """the line is there, the province wants a person first (credential, new version, new identity)"""


class Queue(Struct, frozen=True, kw_only=True):
    """Counts of the desk's own ops, as the database holds them."""

    unsent: int = 0
    """not yet settled by the province and not parked"""
    waiting: int = 0
    """behind a parked op of the same record"""
    parked: int = 0
    """rejected or in conflict: a person decides"""
    delivered: int = 0
    oldest_at: str = ""
    """captured_at of the oldest op that is not delivered, ISO 8601 with offset"""


NOTHING_QUEUED = Queue()


class SyncStatus(Struct, frozen=True, kw_only=True):
    """Three facts kept apart: the network, the queue, the last confirmed success."""

    network: Network = Network.UNKNOWN
    sending: bool = False
    queue: Queue = NOTHING_QUEUED
    confirmed_at: str = ""
    """desk time of the last complete, matching answer; ISO 8601 with offset; empty = none since the start"""
    next_try_s: int | None = None
    """seconds until the next attempt at the moment of telling; None while one is running"""
    reason: FailureKind | None = None
    reason_detail: str = ""
    anchored: bool = True
    """False: the province holds another journal for this desk than the one it just showed"""
    skew_s: int = 0
    """province minus desk, told only beyond two minutes; evidence, never used for order"""

    @property
    def needs_you(self) -> int:
        """How many things wait for a person: parked ops, and one for a held queue."""
        return self.queue.parked + (1 if self.network is Network.REFUSED else 0)

    @property
    def all_delivered(self) -> bool:
        return not (self.queue.unsent or self.queue.waiting or self.queue.parked)
