"""Working days from packaged holiday calendars. A year that is not packaged is never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from app.domain.refusals import No, Refused

_DAY = timedelta(days=1)
_SATURDAY = 5


class Year(Struct, frozen=True, kw_only=True):
    """One year's announcement of the State Council: rest days on weekdays, work days on weekends."""

    year: int
    holidays: frozenset[date]
    make_up_days: frozenset[date]
    source: str


class Calendar(Struct, frozen=True):
    """The packaged years. Every answer outside them is Refused(CALENDAR_NOT_PACKAGED, year=)."""

    years: Mapping[int, Year]

    @classmethod
    def parse(cls, raw: Iterable[Mapping[str, Any]]) -> Calendar:
        """From [{"year": 2026, "holidays": [iso…], "make_up_days": [iso…], "source": str}, …].

        ValueError names what is wrong: a day of another year, a day in both lists, a year twice, a
        make-up day that is no weekend day.
        """
        years: dict[int, Year] = {}
        for row in raw:
            year = _year(row)
            if year.year in years:
                raise ValueError(f"calendar {year.year}: packaged twice")
            years[year.year] = year
        return cls(years)

    def covers(self, day: date) -> bool:
        return day.year in self.years

    def is_workday(self, day: date) -> bool | Refused:
        """Make-up weekend days are working days. Compare with `is True`: a Refused is no yes."""
        year = self.years.get(day.year)
        if year is None:
            return Refused.because(No.CALENDAR_NOT_PACKAGED, "calendar", year=day.year)
        if day in year.make_up_days:
            return True
        return day.weekday() < _SATURDAY and day not in year.holidays

    def is_rest_day(self, day: date) -> bool | Refused:
        works = self.is_workday(day)
        return works if isinstance(works, Refused) else not works

    def add_working_days(self, day: date, count: int) -> date | Refused:
        """The count-th working day after `day` (before it when negative); `day` itself is not counted.

        Count 0 gives the day itself, working or not.
        """
        step = _DAY if count > 0 else -_DAY
        left = abs(count)
        while left:
            day += step
            works = self.is_workday(day)
            if isinstance(works, Refused):
                return works
            left -= works
        return day

    def working_days_between(self, start: date, end: date) -> int | Refused:
        """Working days after `start` up to and including `end`; negative when `end` lies before."""
        if end < start:
            back = self.working_days_between(end, start)
            return back if isinstance(back, Refused) else -back
        count = 0
        day = start
        while day < end:
            day += _DAY
            works = self.is_workday(day)
            if isinstance(works, Refused):
                return works
            count += works
        return count

    def roll_forward(self, day: date) -> date | Refused:
        """The end of a term: a rest day moves it to the first working day after.

        Where that is a make-up Saturday or Sunday it moves on to the Monday, or to the working day after
        when that is a rest day too (专利法实施细则 art.5; 审查指南 part 5 ch.7 s.2.3). A term that itself
        ends on a make-up day stays: that is the earlier, safer reading.
        """
        moved = False
        while True:
            works = self.is_workday(day)
            if isinstance(works, Refused):
                return works
            if works and not (moved and day.weekday() >= _SATURDAY):
                return day
            moved = True
            day += _DAY


def _year(row: Mapping[str, Any]) -> Year:
    number = int(row["year"])
    holidays = frozenset(_day(item) for item in row["holidays"])
    make_up_days = frozenset(_day(item) for item in row["make_up_days"])
    for day in holidays | make_up_days:
        if day.year != number:
            raise ValueError(f"calendar {number}: {day} belongs to another year")
    for day in make_up_days:
        if day.weekday() < _SATURDAY or day in holidays:
            raise ValueError(f"calendar {number}: {day} cannot be a make-up day")
    return Year(year=number, holidays=holidays, make_up_days=make_up_days, source=str(row.get("source", "")))


def _day(item: object) -> date:
    return item if isinstance(item, date) else date.fromisoformat(str(item))
