"""Evaluations: given once; the clash is a rating that came twice. Who gave it stands in no list."""

from __future__ import annotations

from app.contract.kinds import Stem
from app.sync.entities.entity import Body, Entity, Line, Writer, told
from localdb.groups import WHOLE

_GROUP = WHOLE[Stem.EVALUATIONS]


def _summary(body: Body) -> Line:
    return Line(told(body, _GROUP, "number"), told(body, _GROUP, "grade"))


ENTITY = Entity(
    stem=Stem.EVALUATIONS,
    groups=(_GROUP,),
    writer=Writer.ANY_WINDOW,
    conflict="evaluation_already_given",
    summary=_summary,
)
