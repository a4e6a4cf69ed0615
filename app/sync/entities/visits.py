"""Visits: opened and closed at one counter; another window may close one that was left open."""

from __future__ import annotations

from app.contract.kinds import Stem
from app.sync.entities.entity import Body, Entity, Line, Writer, told
from localdb.groups import WHOLE

_GROUP = WHOLE[Stem.VISITS]


def _summary(body: Body) -> Line:
    return Line(
        told(body, _GROUP, "ticket"), told(body, _GROUP, "visitor_kind"), told(body, _GROUP, "visitor_name")
    )


ENTITY = Entity(
    stem=Stem.VISITS,
    groups=(_GROUP,),
    writer=Writer.ANY_WINDOW,
    conflict="visit_changed_at_another_window",
    summary=_summary,
)
