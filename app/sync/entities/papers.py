"""Papers: what was printed, how often and from where."""

from __future__ import annotations

from app.contract.kinds import Stem
from app.sync.entities.entity import Body, Entity, Line, Writer, told
from localdb.groups import WHOLE

_GROUP = WHOLE[Stem.PAPERS]


def _summary(body: Body) -> Line:
    return Line(told(body, _GROUP, "number"), told(body, _GROUP, "kind"))


ENTITY = Entity(
    stem=Stem.PAPERS,
    groups=(_GROUP,),
    writer=Writer.ANY_WINDOW,
    conflict="paper_changed_at_another_window",
    summary=_summary,
)
