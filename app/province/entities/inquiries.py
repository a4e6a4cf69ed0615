"""Inquiries: the log of one search. The query itself never leaves the desk, only its digest."""

from __future__ import annotations

from app.contract.kinds import Kind, Stem
from app.domain.consultation import Inquiry
from app.domain.refusals import No
from app.province.entities.reading import numbered
from app.province.entities.ruling import Accepted, Entity, Look, Rejected, Ruling


def _rule(kind: Kind, inquiry: Inquiry, look: Look) -> Ruling:
    number = numbered(inquiry.number)
    if inquiry.hits < 0:
        return Rejected(No.OUT_OF_RANGE, "hits")
    if not inquiry.query_digest:
        return Rejected(No.REQUIRED, "query_digest")
    return Accepted(number=number)


ENTITY = Entity(
    stem=Stem.INQUIRIES,
    shape=Inquiry,
    first=frozenset({Kind.INQUIRY_LOG}),
    rule=_rule,
    single_writer=True,
)
