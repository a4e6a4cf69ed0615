"""What may be rated at this desk, and whether it was: never how."""

from __future__ import annotations

from dataclasses import dataclass

from app.contract.kinds import Stem
from app.domain.staff import Actor
from app.usecases.desk import Desk
from localdb import cases, consultations, evaluations, payments, visits
from localdb.connection import Tx
from localdb.paging import Filter
from localdb.visits import VisitRow

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
    stem: str = ""
    """of a visit where nobody gave a name: what was done in it (payments, consultations)"""


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
        _of_visit(tx, row)
        for row in visits.page(tx, Filter(since=day, until=day), None, limit)
        if row.id not in served
    ]
    return (*of_cases, *alone)


def _of_visit(tx: Tx, row: VisitRow) -> Rateable:
    """A visit without a case. One that only carries a payment or a call is called by that."""
    named = row.organisation or row.visitor_name or row.ticket
    stem, number, who = ("", "", "") if named else _carried(tx, row.id)
    return Rateable(
        visit_id=row.id,
        case_id=None,
        number=row.ticket or number,
        title="",
        who=row.organisation or row.visitor_name or who,
        matter="",
        on=row.opened_on,
        rated=evaluations.given(tx, row.id, None, STAGE),
        stem=stem,
    )


def _carried(tx: Tx, visit_id: str) -> tuple[str, str, str]:
    """Stem, number and name of the newest payment or consultation of a visit; empty when there is none."""
    for paid in payments.page(tx, Filter(visit_id=visit_id), None, 1):
        return Stem.PAYMENTS, paid.number, paid.payer_name
    for row in consultations.page(tx, Filter(visit_id=visit_id), None, 1):
        talk = consultations.load(tx, row.id)
        return Stem.CONSULTATIONS, row.number, talk.person if talk else ""
    return "", "", ""
