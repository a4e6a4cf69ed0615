"""The packaged holiday calendars, one file a year."""

from __future__ import annotations

from pathlib import Path

from app.domain.workdays import Calendar
from app.rulebook.list_shapes import CalendarShape
from app.rulebook.rule_file import RuleFile, names_in


def read(root: Path) -> Calendar:
    """Every calendar/cn-<year>.yaml. Raises Obstacle(RULES_BAD)."""
    raw: list[dict[str, object]] = []
    for name in names_in(root, "calendar"):
        file = RuleFile.read(root, name)
        shape = file.shaped(CalendarShape, file.content)
        if name != f"calendar/cn-{shape.year}.yaml":
            raise file.wrong(("year",), f"the file is named {name}")
        content = file.mapping()
        for key in ("holidays", "make_up_days"):
            days = getattr(shape, key)
            for position, day in enumerate(days):
                if day.year != shape.year:
                    raise file.wrong((key, position), f"{day} belongs to another year")
                if day in days[:position]:
                    raise file.wrong((key, position), f"{day} stands here twice")
        for position, day in enumerate(shape.make_up_days):
            if day.weekday() < 5 or day in shape.holidays:
                raise file.wrong(("make_up_days", position), f"{day} cannot be a make-up day")
        raw.append(content)
    return Calendar.parse(raw)
