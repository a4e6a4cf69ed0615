"""Who asks: this desk's credential, how far it holds the exchange, its counts and its clocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.obstacles import Obstacle, Trouble
from app.sync.failures import Failed, Failure, FailureKind
from app.sync.http import skew_s
from app.sync.standing import Held
from app.sync.status import Queue
from localdb import sync_state
from localdb.connection import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """`now`: local time with offset, for people and evidence. `monotonic`: seconds, for every decision."""

    now: Callable[[], datetime]
    monotonic: Callable[[], float]

    def stamp(self) -> str:
        return self.now().isoformat(timespec="seconds")

    def skew(self, server_time: str, asked: float) -> int:
        """Province minus desk in seconds, for a request that began at `asked` (monotonic). Raises Failed."""
        answered = self.now()
        took = timedelta(seconds=self.monotonic() - asked)
        return skew_s(server_time, answered - took, answered)


@dataclass(frozen=True, slots=True)
class Asker:
    """Read in one transaction."""

    token: str
    install: str
    scope: str
    held: Held


def asker_of(tx: Tx) -> Asker:
    """Raises Failed when this desk has not joined."""
    credential, identity = sync_state.credential(tx), sync_state.identity(tx)
    if credential is None or identity is None:
        raise Failed(Failure(FailureKind.UNAUTHORISED, "not_enrolled"))
    return Asker(credential.token, identity.install, credential.scope, held_of(tx))


def held_of(tx: Tx) -> Held:
    position = sync_state.position(tx)
    return Held(
        epoch=position.epoch,
        acked_n=position.acked_n,
        highest_n=position.highest_n,
        cursor=position.cursor,
    )


def queue_of(tx: Tx) -> Queue:
    counts = sync_state.counts(tx)
    return Queue(
        unsent=counts.unsent,
        waiting=counts.waiting,
        parked=counts.parked,
        delivered=counts.delivered,
        oldest_at=counts.oldest_at,
    )


def failure_of(obstacle: Obstacle) -> Failure:
    """The store's own refusal of a reply is the province's fault, anything else this machine's."""
    if obstacle.trouble is Trouble.NOT_THE_PROVINCE:
        return Failure(FailureKind.NOT_THE_PROVINCE, str(obstacle.facts.get("why", "")), status=200)
    return Failure(FailureKind.LOCAL, obstacle.trouble.value)
