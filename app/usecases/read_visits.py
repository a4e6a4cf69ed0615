"""Read visits: one with everything done in it, and the visits of a day."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.refusals import No, Refused
from app.domain.staff import Actor
from app.domain.visit import Visit
from app.usecases.desk import Desk
from localdb import cases, consultations, evaluations, payments, sync_state, visits
from localdb.connection import Tx
from localdb.paging import Filter

STAGE = "acceptance"
MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One transaction. `status` is the record's own status word, `about` a matter, name or question."""

    stem: str
    record_id: str
    number: str
    about: str
    status: str
    delivery: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFile:
    """`rated`: the visit itself was rated; which grade is never told."""

    visit: Visit
    done: tuple[Done, ...]
    rated: bool
    delivery: str


def read_visit(tx: Tx, desk: Desk, actor: Actor, visit_id: str) -> VisitFile | Refused:
    visit = visits.load(tx, visit_id)
    if visit is None:
        return Refused.because(No.NO_SUCH_RECORD, "visit_id", found=visit_id)
    return VisitFile(
        visit=visit,
        done=_done(tx, visit.id),
        rated=evaluations.given(tx, visit.id, None, STAGE),
        delivery=str(sync_state.delivery_of(tx, visit.id).word),
    )


def visits_of_day(tx: Tx, desk: Desk, actor: Actor) -> tuple[Visit, ...]:
    """Today's visits, the newest first; without those of nobody, which only carry a payment or a call."""
    day = desk.today().isoformat()
    rows = visits.page(tx, Filter(since=day, until=day), None, MOST)
    found = [visit for row in rows if (visit := visits.load(tx, row.id)) is not None]
    return tuple(v for v in found if v.visitor_name or v.organisation or v.ticket)


def _done(tx: Tx, visit_id: str) -> tuple[Done, ...]:
    """What happened in it: cases, then payments, then consultations, the newest of each first."""
    here = Filter(visit_id=visit_id)
    of_cases = [
        Done(
            stem="cases",
            record_id=row.id,
            number=row.number,
            about=row.matter,
            status=str(row.status),
            delivery=str(row.delivery),
        )
        for row in cases.page(tx, here, None, MOST)
    ]
    of_payments = [
        Done(
            stem="payments",
            record_id=row.id,
            number=row.number,
            about=row.payer_name,
            status=str(row.status),
            delivery=str(row.delivery),
        )
        for row in payments.page(tx, here, None, MOST)
    ]
    of_talks = [
        Done(
            stem="consultations",
            record_id=row.id,
            number=row.number,
            about=row.question,
            status=str(row.result),
            delivery=str(row.delivery),
        )
        for row in consultations.page(tx, here, None, MOST)
    ]
    return (*of_cases, *of_payments, *of_talks)
