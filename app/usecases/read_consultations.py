"""Read logged consultations: one with its slip, lists, and the figures of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.consultation import Consultation, ConsultationResult
from app.domain.paper import Paper
from app.domain.refusals import No, Refused
from app.domain.staff import Actor
from app.usecases.desk import Desk
from localdb import consultations, papers, sync_state
from localdb.connection import Tx
from localdb.consultations import ConsultationRow
from localdb.paging import Filter

__all__ = [
    "ConsultationDay",
    "ConsultationRow",
    "OpenConsultation",
    "consultation_day",
    "consultation_page",
    "read_consultation",
]

MOST = 500
"""More than anybody logs in a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenConsultation:
    consultation: Consultation
    papers: tuple[Paper, ...]
    delivery: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationDay:
    """`average_s` is the mean time of one consultation today, in seconds; 0 when there is none."""

    count: int
    average_s: int
    call_backs: int
    """promised call-backs, of any day"""


def read_consultation(tx: Tx, desk: Desk, actor: Actor, consultation_id: str) -> OpenConsultation | Refused:
    found = consultations.load(tx, consultation_id)
    if found is None:
        return Refused.because(No.NO_SUCH_RECORD, "consultation_id", found=consultation_id)
    return OpenConsultation(
        consultation=found,
        papers=tuple(papers.of_record(tx, found.id)),
        delivery=str(sync_state.delivery_of(tx, found.id).word),
    )


def consultation_page(
    tx: Tx, desk: Desk, actor: Actor, shown: str, after: str | None, limit: int
) -> tuple[ConsultationRow, ...]:
    """The newest first. `shown`: today, call_back or all."""
    day = desk.today().isoformat()
    narrowed = {
        "today": Filter(since=day, until=day),
        "call_back": Filter(status=(ConsultationResult.CALL_BACK,)),
    }
    return tuple(consultations.page(tx, narrowed.get(shown), after, limit))


def consultation_day(tx: Tx, desk: Desk, actor: Actor) -> ConsultationDay:
    day = desk.today().isoformat()
    rows = consultations.page(tx, Filter(since=day, until=day), None, MOST)
    talks = [talk for row in rows if (talk := consultations.load(tx, row.id)) is not None]
    seconds = [_seconds(talk) for talk in talks]
    back = consultations.page(tx, Filter(status=(ConsultationResult.CALL_BACK,)), None, MOST)
    return ConsultationDay(
        count=len(rows),
        average_s=round(sum(seconds) / len(seconds)) if seconds else 0,
        call_backs=len(back),
    )


def _seconds(talk: Consultation) -> float:
    if not talk.started_at or not talk.ended_at:
        return 0.0
    taken = datetime.fromisoformat(talk.ended_at) - datetime.fromisoformat(talk.started_at)
    return max(0.0, taken.total_seconds())
