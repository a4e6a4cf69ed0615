"""Check the hash chain of the journal and every body against its digest."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.obstacles import Obstacle, Trouble
from app.domain.staff import Actor
from app.usecases.desk import Desk
from localdb import journal
from localdb.connection import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalSound:
    """`entries` checked; `head_hash` is what a printed receipt or the province can be held against."""

    entries: int
    head_hash: str


def verify_journal(tx: Tx, desk: Desk, actor: Actor) -> JournalSound:
    """Raises Obstacle JOURNAL_BROKEN with the first number that does not fit."""
    told = journal.verify(tx)
    if isinstance(told, journal.Broken):
        raise Obstacle(Trouble.JOURNAL_BROKEN, seq=told.seq, why=told.why)
    return JournalSound(entries=told.count, head_hash=told.head)
