"""Payments: never edited; a void or refund is a record of its own, a second one of either is the clash."""

from __future__ import annotations

from app.contract.kinds import Stem
from app.sync.entities.entity import Body, Entity, Line, Writer, told
from localdb.groups import WHOLE

_GROUP = WHOLE[Stem.PAYMENTS]


def _summary(body: Body) -> Line:
    return Line(told(body, _GROUP, "number"), told(body, _GROUP, "kind"), told(body, _GROUP, "payer_name"))


ENTITY = Entity(
    stem=Stem.PAYMENTS,
    groups=(_GROUP,),
    writer=Writer.ANY_WINDOW,
    conflict="payment_already_voided_or_refunded",
    summary=_summary,
)
