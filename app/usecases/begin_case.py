"""A new form: whose visit it belongs to and what that visit knows already. Reads only."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.carrying import carried
from app.domain.case import Draft
from app.domain.staff import Actor
from app.usecases.desk import Desk, new_id
from localdb import cases, visits
from localdb.connection import Tx
from localdb.paging import Filter


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """`visitor`: who is served, empty without a visit; `source`: number of the case taken over from."""

    draft: Draft
    visitor: str = ""
    source: str = ""


def begin_case(tx: Tx, desk: Desk, actor: Actor, matter_code: str, visit_id: str) -> Begun:
    """A visit that has ended counts as none: whoever sits there now is somebody else."""
    blank = Draft(id=new_id(), kind="acceptance", matter=matter_code)
    visit = visits.load(tx, visit_id) if visit_id else None
    matter = desk.rules.matter(matter_code, desk.today())
    if visit is None or visit.closed_at or matter is None:
        return Begun(draft=blank)
    rows = cases.page(tx, Filter(visit_id=visit.id), None, 1)
    last = cases.load(tx, rows[0].id) if rows else None
    known = carried(matter, visit, last)
    draft = Draft(
        id=blank.id,
        kind="acceptance",
        matter=matter_code,
        visit_id=visit.id,
        values=known.values,
        answers=known.answers,
    )
    return Begun(
        draft=draft,
        visitor=visit.visitor_name or visit.organisation or visit.ticket,
        source=last.number if last is not None else "",
    )
