"""What is asked of the deadline rules, and what they answer. JSON-convertible."""

from __future__ import annotations

import datetime
from datetime import date

from msgspec import Struct
from msgspec.structs import asdict

from app.domain.matter import Words
from app.domain.refusals import No, Refusal, Refused

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
_LARGEST = {"months": 600, "days": 3660, "working_days": 2500, "patent_year": 20}


class DeadlineRequest(Struct, frozen=True, kw_only=True):
    """`type` says which term (`deadlines.TYPES`); a rule names the facts it misses."""

    type: str = ""
    line: str = "patent"
    """patent | trademark | ic: which law counts, where the type leaves it open"""
    kind: str = ""
    """invention | utility_model | design (priority)"""
    filing: date | None = None
    priority: date | None = None
    """earliest priority date, or the date of the earlier application"""
    received: date | None = None
    """day on which a notice was really received, or provably entered the e-system"""
    dispatched: date | None = None
    service: str = ""
    """paper | electronic: how the dispatched notice was served"""
    notice: date | None = None
    """day of receipt of a payment notice"""
    notice_received: date | None = None
    """acceptance notice"""
    notice_dispatched: date | None = None
    published: date | None = None
    granted: date | None = None
    """day of the grant announcement"""
    expires: date | None = None
    """last day of a trademark's term"""
    registered: date | None = None
    exploited: date | None = None
    """first commercial exploitation of a layout design, anywhere"""
    paid: date | None = None
    requested: date | None = None
    due: date | None = None
    event: date | None = None
    """start of a term that has no name of its own"""
    raw_end: date | None = None
    months: int | None = None
    days: int | None = None
    working_days: int | None = None
    patent_year: int | None = None
    law: str = ""
    """2019 | 2026: which trademark law counts"""


class Deadline(Struct, frozen=True, kw_only=True):
    """The last day on which the deed is in time.

    When the calendar of the year is not packaged yet, `date` is the raw end: never later than the true
    end, and `calendar_missing` names the year.
    """

    type: str
    date: datetime.date
    raw_end: datetime.date
    """as counted, before rest days move it"""
    steps: tuple[Words, ...]
    """how it was counted, in order"""
    basis: str
    confidence: str = "high"
    opens: datetime.date | None = None
    """first day on which the deed is possible, where there is one"""
    grace_end: datetime.date | None = None
    """last day with a surcharge, moved past rest days"""
    calendar_missing: int | None = None


def checked(request: DeadlineRequest) -> Refused | None:
    """Dates outside 1900..2199 and counts nobody grants."""
    refusals: list[Refusal] = []
    for name, value in asdict(request).items():
        if isinstance(value, date) and not FIRST_DAY <= value <= LAST_DAY:
            bounds: dict[str, str | int] = {"min": FIRST_DAY.isoformat(), "max": LAST_DAY.isoformat()}
            refusals.append(Refusal(No.OUT_OF_RANGE, name, bounds))
        elif isinstance(value, int) and not 0 <= value <= _LARGEST[name]:
            refusals.append(Refusal(No.OUT_OF_RANGE, name, {"min": 0, "max": _LARGEST[name]}))
    return Refused(tuple(refusals)) if refusals else None


def missing(*facts: str) -> Refused:
    return Refused(tuple(Refusal(No.FACT_MISSING, fact, {"fact": fact}) for fact in facts))
