"""Consultations: logged once by the window that gave the advice."""

from __future__ import annotations

from app.contract.kinds import Stem
from app.sync.entities.entity import Body, Entity, Line, Writer, told
from localdb.groups import WHOLE

_GROUP = WHOLE[Stem.CONSULTATIONS]


def _summary(body: Body) -> Line:
    return Line(told(body, _GROUP, "number"), told(body, _GROUP, "category"), told(body, _GROUP, "person"))


ENTITY = Entity(
    stem=Stem.CONSULTATIONS,
    groups=(_GROUP,),
    writer=Writer.ITS_WINDOW,
    conflict="consultation_changed_at_another_window",
    summary=_summary,
)
