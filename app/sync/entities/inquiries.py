"""Inquiries: a log of searches, without the words that were searched."""

from __future__ import annotations

from app.contract.kinds import Stem
from app.sync.entities.entity import Body, Entity, Line, Writer, told
from localdb.groups import WHOLE

_GROUP = WHOLE[Stem.INQUIRIES]


def _summary(body: Body) -> Line:
    return Line(told(body, _GROUP, "number"), told(body, _GROUP, "query_kind"))


ENTITY = Entity(
    stem=Stem.INQUIRIES,
    groups=(_GROUP,),
    writer=Writer.ITS_WINDOW,
    conflict="inquiry_changed_at_another_window",
    summary=_summary,
)
