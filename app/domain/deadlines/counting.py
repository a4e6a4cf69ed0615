"""Steps of a count, written down as they are made: receipt, length, rest days."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct, field

from app.domain.deadlines.request import Deadline, DeadlineRequest, missing
from app.domain.matter import Words
from app.domain.months import add_months
from app.domain.refusals import No, Refused
from app.domain.workdays import Calendar

PRESUMED_DAYS = 15
"""a notice counts as received 15 days after dispatch (专利法实施细则第四条, 商标法实施条例第十条)"""
_SAME_DAY_SINCE = date(2024, 1, 20)
_SERVICES = ("paper", "electronic")


class Count(Struct):
    """One count from its first day to its end."""

    request: DeadlineRequest
    calendar: Calendar
    steps: list[Words] = field(default_factory=list)
    confidence: str = "high"

    def say(self, zh: str, en: str) -> None:
        self.steps.append(Words(zh, en))

    def start(self, *facts: str) -> date | Refused:
        """The first of these facts that is known."""
        for fact in facts:
            day = getattr(self.request, fact)
            if day is not None:
                self.say(f"{_NAMES[fact].zh}：{day}", f"{_NAMES[fact].en}: {day}")
                return date.fromisoformat(day.isoformat())
        return missing(facts[0])

    def receipt(self, line: str) -> date | Refused:
        """The day a notice counts as received; the presumed day itself is not moved past rest days."""
        request = self.request
        if request.received or request.notice:
            return self.start("received", "notice")
        if request.dispatched is None:
            return missing("received")
        return self.presumed(request.dispatched, line, request.service)

    def presumed(self, dispatched: date, line: str, service: str) -> date | Refused:
        """Paper, and all trademark service: 15 days later. Patents served electronically: the same day."""
        if not service:
            return missing("service")
        if service not in _SERVICES:
            return Refused.because(No.NOT_AN_OPTION, "service", found=service)
        if service == "electronic" and line != "trademark":
            self.say(
                f"{dispatched} 电子送达，当日视为收到",
                f"served electronically on {dispatched}: received that day",
            )
            if dispatched < _SAME_DAY_SINCE:
                self.confidence = "medium"
            return dispatched
        day = dispatched + timedelta(days=PRESUMED_DAYS)
        self.say(
            f"{dispatched} 发文，满 {PRESUMED_DAYS} 日，推定 {day} 收到",
            f"dispatched {dispatched}, presumed received after {PRESUMED_DAYS} days, on {day}",
        )
        return day

    def after(self, start: date, months: int = 0, days: int = 0) -> date:
        """So many months and days after; the first day is not counted."""
        end = add_months(start, months) + timedelta(days=days)
        length = _length(months, days)
        self.say(f"加 {length.zh}：{end}", f"plus {length.en}: {end}")
        return end

    def ends(self, kind: str, raw_end: date, basis: str, confidence: str = "high") -> Deadline:
        """The end moved past rest days, or as counted where the calendar of that year is not known yet."""
        rolled = self.calendar.roll_forward(raw_end)
        missing_year: int | None = None
        end = raw_end
        if isinstance(rolled, Refused):
            # The year to come may be the unknown one: a rest day at the end of December.
            missing_year = int(rolled.refusals[0].facts["year"])
            self.say(
                f"{missing_year} 年放假安排未收入，未顺延；届满日不早于 {raw_end}",
                f"calendar of {missing_year} not packaged: the end is not before {raw_end}",
            )
        elif rolled != raw_end:
            end = rolled
            self.say(f"{raw_end} 是休息日，顺延到 {end}", f"{raw_end} is a rest day: moved to {end}")
        elif raw_end.weekday() >= 5:
            self.confidence = "medium"
        return Deadline(
            type=kind,
            date=end,
            raw_end=raw_end,
            steps=tuple(self.steps),
            basis=basis,
            confidence=self.confidence if confidence == "high" else confidence,
            calendar_missing=missing_year,
        )

    def rolled(self, day: date) -> date:
        """A second end (grace period), moved where the calendar is known."""
        moved = self.calendar.roll_forward(day)
        return day if isinstance(moved, Refused) else moved


def _length(months: int, days: int) -> Words:
    zh, en = [], []
    if months and months % 12 == 0:
        zh.append(f"{months // 12} 年")
        en.append(f"{months // 12} years")
    elif months:
        zh.append(f"{months} 个月")
        en.append(f"{months} months")
    if days or not months:
        zh.append(f"{days} 日")
        en.append(f"{days} days")
    return Words("零 ".join(zh), " ".join(en))


_NAMES = {
    "filing": Words("申请日", "filing date"),
    "priority": Words("优先权日", "priority date"),
    "received": Words("收到日", "received"),
    "notice": Words("收到缴费通知书之日", "payment notice received"),
    "published": Words("公告日", "published"),
    "granted": Words("授权公告日", "grant announced"),
    "exploited": Words("首次商业利用日", "first commercial exploitation"),
    "paid": Words("缴费日", "paid"),
    "requested": Words("请求日", "requested"),
    "event": Words("起算日", "starting day"),
}
