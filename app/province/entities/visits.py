"""Visits: opened once, closed once; the visitor may rate the whole visit on its page."""

from __future__ import annotations

from app.contract.kinds import Kind, Stem
from app.domain.refusals import No
from app.domain.visit import Visit
from app.province.entities.reading import page_of
from app.province.entities.ruling import Accepted, Entity, Look, Rejected, Ruling


def _rule(kind: Kind, visit: Visit, look: Look) -> Ruling:
    if not visit.opened_at:
        return Rejected(No.REQUIRED, "opened_at")
    if kind is Kind.VISIT_CLOSE and not visit.closed_at:
        return Rejected(No.REQUIRED, "closed_at")
    return Accepted(page=page_of(visit.query_code))


ENTITY = Entity(stem=Stem.VISITS, shape=Visit, first=frozenset({Kind.VISIT_OPEN}), rule=_rule)
