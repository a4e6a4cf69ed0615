"""Terms in months and years, as both laws count them: the day of the event is not counted, the term ends
on the corresponding day of the last month, or on its last day where there is none (专利法实施细则 art.5,
商标法实施条例 art.12)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def add_months(day: date, count: int) -> date:
    """31 January + 1 month = 28 February. Negative counts go back. OverflowError outside years 1..9999."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("date outside the calendar")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, count: int) -> date:
    """29 February + 1 year = 28 February."""
    return add_months(day, 12 * count)


def anniversary(filed: date, patent_year: int) -> date:
    """The day by which the fee of that patent year is due: patent year n ends on the n-th anniversary of
    filing, and its fee is due before it begins (审查指南 part 5 ch.9 s.4.2.1.2)."""
    return add_years(filed, patent_year - 1)


def months_begun(start: date, day: date) -> int:
    """How many months after `start` have begun on `day`: 0 up to `start`, 1 up to one whole month after."""
    if day <= start:
        return 0
    count = (day.year - start.year) * 12 + day.month - start.month
    return count if day <= add_months(start, count) else count + 1
