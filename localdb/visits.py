"""Visits on disk: one identity entry, any number of transactions."""

from __future__ import annotations

from msgspec import Struct

from app.contract.kinds import Stem
from app.domain.visit import Visit
from localdb import search
from localdb.connection import Tx
from localdb.delivery_words import DeliveryWord
from localdb.folding import certificate_key
from localdb.paging import Filter, Listing
from localdb.records import Shelf, at_ms, day_of

_SHELF = Shelf(
    "visits",
    Visit,
    {
        # a visit has no number of its own; its queue ticket is what people read out
        "number": lambda visit: visit.ticket,
        "at_ms": lambda visit: at_ms(visit.opened_at),
        "day": lambda visit: day_of(visit.opened_at),
        "status": lambda visit: "closed" if visit.closed_at else "open",
        "visit_id": lambda visit: visit.id,
        "clerk_id": lambda visit: visit.clerk_id,
        "outlet": lambda visit: visit.outlet,
        "window": lambda visit: visit.window,
        "visitor_name": lambda visit: visit.visitor_name,
        "organisation": lambda visit: visit.organisation,
        "ticket": lambda visit: visit.ticket,
        "certificate_key": lambda visit: certificate_key(visit.certificate_number),
    },
)


class VisitRow(Struct, frozen=True):
    """What a list of visits shows. `status` is `open` or `closed`, `opened_on` an ISO date."""

    id: str
    ticket: str
    visitor_name: str
    organisation: str
    status: str
    opened_on: str
    clerk_id: str
    delivery: DeliveryWord


_LIST = Listing(
    "visits",
    VisitRow,
    {
        "id": str,
        "ticket": str,
        "visitor_name": str,
        "organisation": str,
        "status": str,
        "day": str,
        "clerk_id": str,
    },
)


def put(tx: Tx, *visits: Visit) -> None:
    """Write or replace them, without their search entries."""
    _SHELF.put(tx, *visits)


def words(visit: Visit) -> tuple[str, ...]:
    """What it is found by."""
    return (visit.visitor_name, visit.organisation, visit.ticket, visit.phone)


def save(tx: Tx, visit: Visit) -> None:
    """Write or replace the visit and its search entry."""
    put(tx, visit)
    search.index(tx, Stem.VISITS, visit.id, words(visit))


def load(tx: Tx, visit_id: str) -> Visit | None:
    return _SHELF.get(tx, visit_id)


def by_number(tx: Tx, ticket: str) -> Visit | None:
    """The latest visit with this queue ticket: tickets begin anew every day."""
    sql = "SELECT body FROM visits WHERE ticket = ? AND ticket <> '' ORDER BY at_ms DESC, id DESC LIMIT 1"
    return _SHELF.decoded(tx.one(sql, (ticket,)))


def page(tx: Tx, wanted: Filter | None = None, after: str | None = None, limit: int = 50) -> list[VisitRow]:
    """The newest visits first; `after` is the id of the last row of the page before."""
    return _LIST.page(tx, wanted, after, limit)
