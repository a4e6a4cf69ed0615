"""Open and close a visit: one identity entry, any number of transactions."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from app.contract.kinds import Kind
from app.domain.refusals import No, Refused
from app.domain.staff import Actor
from app.domain.visit import Visit
from app.usecases.desk import Desk, new_id, new_query_code
from app.usecases.ledger import enter
from localdb import drafts, visits
from localdb.connection import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenVisit:
    """Who is here. Everything may be empty: many visitors only ask."""

    visitor_name: str = ""
    visitor_kind: str = ""
    certificate_kind: str = ""
    certificate_number: str = ""
    phone: str = ""
    role: str = "self"
    organisation: str = ""
    ticket: str = ""


def open_visit(tx: Tx, desk: Desk, actor: Actor, request: OpenVisit, visit_id: str = "") -> Visit:
    """`visit_id` is the draft's id: the same id twice gives one visit."""
    if visit_id:
        drafts.discard(tx, visit_id)
        known = visits.load(tx, visit_id)
        if known:
            return known
    visit = Visit(
        id=visit_id or new_id(),
        opened_at=desk.stamp(),
        visitor_name=request.visitor_name.strip(),
        visitor_kind=request.visitor_kind,
        certificate_kind=request.certificate_kind,
        certificate_number=request.certificate_number.strip(),
        phone=request.phone.strip(),
        role=request.role,
        organisation=request.organisation.strip(),
        ticket=request.ticket.strip(),
        clerk_id=actor.staff_id,
        outlet=actor.station.outlet,
        window=actor.station.window,
        query_code=new_query_code(),
    )
    enter(tx, desk, actor, Kind.VISIT_OPEN, visit)
    return visit


def close_visit(tx: Tx, desk: Desk, actor: Actor, visit_id: str) -> Visit | Refused:
    visit = visits.load(tx, visit_id)
    if visit is None:
        return Refused.because(No.NO_SUCH_RECORD, "visit_id", found=visit_id)
    if visit.closed_at:
        return visit
    closed = replace(visit, closed_at=desk.stamp())
    enter(tx, desk, actor, Kind.VISIT_CLOSE, closed, before=visit)
    return closed


def visit_of(tx: Tx, desk: Desk, actor: Actor, visit_id: str, person: OpenVisit | None) -> Visit | Refused:
    """The visit a deed belongs to: the named one, or a new one for the person given (or for nobody)."""
    if not visit_id:
        return open_visit(tx, desk, actor, person or OpenVisit())
    visit = visits.load(tx, visit_id)
    return visit or Refused.because(No.NO_SUCH_RECORD, "visit_id", found=visit_id)
