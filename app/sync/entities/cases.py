"""Cases: intake fields are shared by the windows of an outlet, merged group by group."""

from __future__ import annotations

from app.contract.kinds import Stem
from app.sync.entities.entity import Body, Entity, Line, Writer, told
from localdb.groups import CASE_GROUPS


def _summary(body: Body) -> Line:
    return Line(
        told(body, "case", "number"),
        told(body, "case", "matter"),
        told(body, "form", "title") or told(body, "form", "applicant_name"),
    )


ENTITY = Entity(
    stem=Stem.CASES,
    groups=tuple(CASE_GROUPS),
    writer=Writer.ANY_WINDOW,
    conflict="case_changed_at_another_window",
    summary=_summary,
)
