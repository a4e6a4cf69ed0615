"""What waits at this desk now, in one read: the numbers of the tiles and the list under them."""

from __future__ import annotations

from msgspec import Struct

from app.domain.case import CaseStatus, Draft
from app.domain.staff import Actor
from app.usecases.desk import Desk
from localdb import cases, drafts, papers, payments, sync_state
from localdb.cases import CaseRow
from localdb.connection import Tx
from localdb.paging import Filter
from localdb.papers import PaperRow

LIST = 50
WAITING = (CaseStatus.PENDING_CHECK, CaseStatus.RETURNED, CaseStatus.CORRECTION)


class Workbench(Struct, frozen=True, kw_only=True):
    drafts: tuple[Draft, ...]
    parked: tuple[Draft, ...]
    corrections: int
    pending_checks: int
    unconfirmed_payments: int
    undelivered: int
    oldest_undelivered: str
    needs_you: int
    owed_papers: tuple[PaperRow, ...]
    filed_today: int
    paid_today_fen: int
    waiting: tuple[CaseRow, ...]
    """open cases: a second check, a correction or a returned check is due"""
    newest: tuple[CaseRow, ...]


def read_workbench(tx: Tx, desk: Desk, actor: Actor) -> Workbench:
    kept = drafts.every(tx)
    counts = sync_state.counts(tx)
    day = desk.today().isoformat()
    today = cases.counts(tx, day)
    return Workbench(
        drafts=tuple(d for d in kept if not d.parked),
        parked=tuple(d for d in kept if d.parked),
        corrections=today.open_corrections,
        pending_checks=today.pending_check,
        unconfirmed_payments=payments.pending_count(tx),
        undelivered=counts.unsent,
        oldest_undelivered=counts.oldest_at,
        needs_you=counts.needs_you,
        owed_papers=tuple(papers.owed(tx)),
        filed_today=today.filed,
        paid_today_fen=sum(total.total_fen for total in payments.day_totals(tx, day)),
        waiting=tuple(cases.page(tx, Filter(status=WAITING), None, LIST)),
        newest=tuple(cases.page(tx, None, None, LIST)),
    )
