"""What is asked of the deadline rules, and what they answer. JSON-convertible."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
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


FACT_NAMES: Mapping[str, Words] = {
    "filing": Words("申请日", "filing date"),
    "priority": Words(
        "最早优先权日或在先申请日", "earliest priority date, or date of the earlier application"
    ),
    "received": Words("收到通知的日子", "day on which the notice was received"),
    "dispatched": Words("发文日", "day of dispatch"),
    "service": Words("送达方式（纸件或电子）", "how it was served: paper or electronic"),
    "notice": Words("收到缴费通知的日子", "day of receipt of the payment notice"),
    "notice_received": Words("收到受理通知书的日子", "day of receipt of the acceptance notice"),
    "notice_dispatched": Words("受理通知书发文日", "day of dispatch of the acceptance notice"),
    "published": Words("公告日", "day of publication"),
    "granted": Words("授权公告日", "day of the grant announcement"),
    "expires": Words("有效期届满日", "last day of the term"),
    "registered": Words("注册日", "day of registration"),
    "exploited": Words("首次商业利用日", "first commercial exploitation"),
    "event": Words("起算日", "day from which the term runs"),
    "raw_end": Words("届满日", "last day before rest days move it"),
    "months": Words("月数", "number of months"),
    "days": Words("天数", "number of days"),
    "working_days": Words("工作日数", "number of working days"),
    "patent_year": Words("年度", "patent year"),
    "due": Words("应缴期限届满日", "due date"),
    "paid": Words("缴费日", "day of payment"),
    "requested": Words("请求日", "day of the request"),
    "kind": Words("专利类型", "kind of patent"),
}
"""What a fact is called, for the sentence of FACT_MISSING."""


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
