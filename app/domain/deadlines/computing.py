"""One request, one term: the table where it suffices, its own rule where it does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from msgspec.structs import replace

from app.domain.deadlines.counting import Count
from app.domain.deadlines.request import Deadline, DeadlineRequest, checked, missing
from app.domain.deadlines.terms import TERMS, Term
from app.domain.matter import Words
from app.domain.months import add_months, add_years, anniversary
from app.domain.refusals import No, Refused
from app.domain.workdays import Calendar

_NEW_TRADEMARK_LAW = date(2027, 1, 1)
_GRACE_MONTHS = 6


def compute(request: DeadlineRequest, calendar: Calendar) -> Deadline | Refused:
    """The end of the term asked for.

    FACT_MISSING (`where` = the fact) · NOT_AN_OPTION (type, service, law, kind) · OUT_OF_RANGE ·
    CALENDAR_NOT_PACKAGED for promised working days only; other terms then say `calendar_missing`.
    """
    wrong = checked(request)
    if wrong:
        return wrong
    kind = request.type or _guessed(request)
    count = Count(request, calendar)
    if kind in TERMS:
        return _plain(kind, TERMS[kind], count)
    rule = _RULES.get(kind)
    return rule(count) if rule else Refused.because(No.NOT_AN_OPTION, "type", found=kind)


def _guessed(request: DeadlineRequest) -> str:
    """Facts that belong to one type only."""
    if request.raw_end:
        return "generic"
    if request.published:
        return "trademark_opposition"
    if request.exploited:
        return "ic_exploitation"
    return "trademark_review" if request.line == "trademark" and request.dispatched else ""


def _plain(kind: str, term: Term, count: Count) -> Deadline | Refused:
    request = count.request
    start = count.receipt(term.line) if term.receipt else count.start(*term.start)
    if isinstance(start, Refused):
        return start
    months, days = term.months, term.days
    if term.asked or (kind == "pct_entry" and request.months):
        months, days = request.months or 0, request.days or 0
        if not months and not days:
            return missing("months")
    return count.ends(kind, count.after(start, months, days), term.basis, term.confidence)


def _application_fee(count: Count) -> Deadline | Refused:
    """2 months from filing or 15 days from receipt of the acceptance notice, read as the later one."""
    request = count.request
    filed = count.start("filing")
    if isinstance(filed, Refused):
        return filed
    raw_end = count.after(filed, months=2)
    receipt: date | Refused | None = request.notice_received
    if receipt is None and request.notice_dispatched:
        receipt = count.presumed(request.notice_dispatched, "patent", request.service or "paper")
    if isinstance(receipt, Refused):
        return receipt
    if receipt:
        second = count.after(receipt, days=15)
        raw_end = max(raw_end, second)
        count.say(f"两个期限取后者：{raw_end}", f"the later of the two: {raw_end}")
    return count.ends("application_fee", raw_end, "专利法实施细则第一百一十二条", "medium")


def _annual_fee(count: Count) -> Deadline | Refused:
    """Due before the patent year begins, on the anniversary of filing; 6 months of grace after it."""
    filed, year = count.request.filing, count.request.patent_year
    if filed is None or year is None:
        return missing(*(name for name, fact in (("filing", filed), ("patent_year", year)) if fact is None))
    if year < 2:
        return Refused.because(No.OUT_OF_RANGE, "patent_year", min=2, max=20)
    due = anniversary(filed, year)
    count.say(
        f"申请日 {filed}，第 {year} 年度年费在第 {year - 1} 年度届满前缴：{due}",
        f"filed {filed}: the fee of year {year} is due before year {year - 1} ends, {due}",
    )
    deadline = count.ends("annual_fee", due, "专利法实施细则第一百一十四条、第一百一十五条")
    grace = count.rolled(add_months(due, _GRACE_MONTHS))
    told = Words(f"滞纳期至 {grace}", f"with surcharge until {grace}")
    return replace(deadline, grace_end=grace, steps=(*deadline.steps, told))


def _priority(count: Count) -> Deadline | Refused:
    """12 months for inventions and utility models, 6 for designs and trademarks."""
    request = count.request
    start = count.start("priority", "filing")
    if isinstance(start, Refused):
        return start
    if request.line == "trademark":
        return count.ends("priority", count.after(start, months=6), "商标法第二十五条、第二十六条")
    if not request.kind:
        return missing("kind")
    if request.kind not in ("invention", "utility_model", "design"):
        return Refused.because(No.NOT_AN_OPTION, "kind", found=request.kind)
    months = 6 if request.kind == "design" else 12
    return count.ends("priority", count.after(start, months=months), "专利法第二十九条")


def _refund(count: Count) -> Deadline | Refused:
    """Patents three years from payment, layout designs one; no term is known for trademarks."""
    kind = {"patent": "patent_refund", "ic": "ic_refund"}.get(count.request.line)
    if kind is None:
        return Refused.because(No.NOT_AN_OPTION, "line", found=count.request.line)
    return _plain(kind, TERMS[kind], count)


def _reduction_request(count: Count) -> Deadline | Refused:
    """Two and a half months before the payment is due, on that day at the latest; never moved later."""
    due = count.request.due
    if due is None:
        return missing("due")
    day = add_months(due, -2) - timedelta(days=15)
    count.say(f"缴费期限 {due} 往前两个半月：{day}", f"two and a half months before {due}: {day}")
    return Deadline(
        type="reduction_request",
        date=day,
        raw_end=day,
        steps=tuple(count.steps),
        basis="专利收费减缴办法",
        confidence="medium",
    )


def _opposition(count: Count) -> Deadline | Refused:
    """3 months from preliminary publication; 2 under the law in force from 2027-01-01."""
    request = count.request
    start = count.start("published")
    if isinstance(start, Refused):
        return start
    if request.law not in ("", "2019", "2026"):
        return Refused.because(No.NOT_AN_OPTION, "law", found=request.law)
    new = request.law == "2026" or (not request.law and start >= _NEW_TRADEMARK_LAW)
    raw_end = count.after(start, months=2 if new else 3)
    if new:
        return count.ends("trademark_opposition", raw_end, "商标法（2026年修订）第三十六条", "medium")
    if raw_end >= _NEW_TRADEMARK_LAW and not request.law:
        count.confidence = "medium"
        count.say("跨 2027-01-01 的公告怎样衔接尚未见规定", "no transition rule seen for 2027-01-01")
    return count.ends("trademark_opposition", raw_end, "商标法（2019年修正）第三十三条")


def _renewal(count: Count) -> Deadline | Refused:
    """Twelve months before the last day of the term, then six months of grace. Terms are ten years and
    end on the day before the corresponding day."""
    request = count.request
    expires = request.expires
    if expires is None and request.registered:
        expires = add_years(request.registered, 10) - timedelta(days=1)
        count.say(
            f"核准注册 {request.registered}，十年期满 {expires}", f"registered, ten years end {expires}"
        )
    if expires is None:
        return missing("expires")
    opens = add_months(expires, -12) + timedelta(days=1)
    count.say(f"{opens} 起可以续展，期满 {expires}", f"renewal from {opens}, term ends {expires}")
    deadline = count.ends("trademark_renewal", expires, "商标法第四十条")
    grace = count.rolled(add_months(expires, _GRACE_MONTHS))
    told = Words(f"宽展期至 {grace}，加收延迟费", f"period of grace until {grace}, with a late fee")
    return replace(deadline, opens=opens, grace_end=grace, steps=(*deadline.steps, told))


def _generic(count: Count) -> Deadline | Refused:
    """A day that was counted elsewhere, or a length from an unnamed day."""
    request = count.request
    raw_end = request.raw_end
    if raw_end is None:
        start = count.start("event", "received")
        if isinstance(start, Refused):
            return start
        if not request.months and not request.days:
            return missing("months")
        raw_end = count.after(start, request.months or 0, request.days or 0)
    return count.ends("generic", raw_end, "专利法实施细则第五条；商标法实施条例第十二条")


def _promised(count: Count) -> Deadline | Refused:
    """Working days of a promise, the day of acceptance not counted."""
    start = count.start("event", "received", "requested")
    if isinstance(start, Refused):
        return start
    days = count.request.working_days
    if days is None:
        return missing("working_days")
    end = count.calendar.add_working_days(start, days)
    if isinstance(end, Refused):
        return end
    count.say(f"加 {days} 个工作日：{end}", f"plus {days} working days: {end}")
    return Deadline(type="promised", date=end, raw_end=end, steps=tuple(count.steps), basis="承诺时限")


_RULES: dict[str, Callable[[Count], Deadline | Refused]] = {
    "application_fee": _application_fee,
    "annual_fee": _annual_fee,
    "priority": _priority,
    "refund": _refund,
    "reduction_request": _reduction_request,
    "trademark_opposition": _opposition,
    "trademark_renewal": _renewal,
    "generic": _generic,
    "promised": _promised,
}
