"""What waits at this desk now, in one read: the numbers of the tiles and the list under them."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.case import Draft
from app.domain.paper import Paper
from app.domain.staff import Actor
from app.usecases.desk import Desk
from localdb import cases, drafts, papers, payments, sync_state
from localdb.connection import Tx

LIST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One line of the clerk's list."""

    stem: str
    record_id: str
    number: str
    title: str
    who: str
    matter: str
    status: str
    due_on: str
    delivery: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbench:
    drafts: tuple[Draft, ...]
    parked: tuple[Draft, ...]
    corrections: int
    pending_checks: int
    unconfirmed_payments: int
    undelivered: int
    oldest_undelivered: str
    needs_you: int
    owed_papers: tuple[Paper, ...]
    taken_today: int
    paid_today_fen: int
    waiting: tuple[Waiting, ...]


def read_workbench(tx: Tx, desk: Desk, actor: Actor) -> Workbench:
    kept = drafts.every(tx)
    counts = sync_state.counts(tx)
    day = desk.today().isoformat()
    today = cases.counts(tx, day)
    return Workbench(
        drafts=tuple(d for d in kept if not d.parked),
        parked=tuple(d for d in kept if d.parked),
        corrections=today.corrections,
        pending_checks=today.pending_checks,
        unconfirmed_payments=payments.unconfirmed(tx),
        undelivered=counts.unsent,
        oldest_undelivered=counts.oldest_at,
        needs_you=counts.needs_you,
        owed_papers=tuple(papers.owed(tx)),
        taken_today=today.taken,
        paid_today_fen=sum(total.total_fen for total in payments.day_totals(tx, day)),
        waiting=tuple(_waiting(tx, row) for row in cases.waiting(tx, LIST)),
    )


def _waiting(tx: Tx, row: cases.CaseRow) -> Waiting:
    return Waiting(
        stem="cases",
        record_id=row.id,
        number=row.number,
        title=row.title,
        who=row.applicant_name,
        matter=row.matter,
        status=row.status,
        due_on=row.due_on,
        delivery=sync_state.delivery_of(tx, row.id).word,
    )
