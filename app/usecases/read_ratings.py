"""What may be rated at this desk, and whether it was: never how."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.staff import Actor
from app.usecases.desk import Desk
from localdb import cases, evaluations, visits
from localdb.connection import Tx
from localdb.paging import Filter

STAGE = "acceptance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rateable:
    """A case, or a visit that made none (`case_id` None). `on` is an ISO date."""

    visit_id: str
    case_id: str | None
    number: str
    title: str
    who: str
    matter: str
    on: str
    rated: bool


def rateable(tx: Tx, desk: Desk, actor: Actor, limit: int = 50) -> tuple[Rateable, ...]:
    """The newest cases, then today's visits without a case."""
    of_cases = [
        Rateable(
            visit_id=case.visit_id,
            case_id=case.id,
            number=case.number,
            title=case.title,
            who=case.applicant_name,
            matter=case.matter,
            on=row.received_on,
            rated=evaluations.given(tx, case.visit_id, case.id, STAGE),
        )
        for row in cases.page(tx, None, None, limit)
        if (case := cases.load(tx, row.id)) is not None
    ]
    served = {one.visit_id for one in of_cases}
    day = desk.today().isoformat()
    alone = [
        Rateable(
            visit_id=row.id,
            case_id=None,
            number=row.ticket,
            title="",
            who=row.organisation or row.visitor_name,
            matter="",
            on=row.opened_on,
            rated=evaluations.given(tx, row.id, None, STAGE),
        )
        for row in visits.page(tx, Filter(since=day, until=day), None, limit)
        if row.id not in served
    ]
    return (*of_cases, *alone)
