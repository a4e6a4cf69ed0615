"""Annual fees: the year's tier, the best reduction, the surcharge ladder, the end of the grace period.

专利法实施细则 art.114, 115; 审查指南 part 5 ch.9 s.4.2.1. The surcharge is a part of the full fee, even
where that is reduced.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from app.domain.fees import QuoteLine
from app.domain.matter import Words
from app.domain.money import share, yuan
from app.domain.months import add_months, anniversary, months_begun
from app.domain.pricing.reckoning import KINDS, Outcome, Priced, Reckoning, gather, noted
from app.domain.reductions import annual_waiver
from app.domain.refusals import No, Refused
from app.domain.workdays import Calendar

SURCHARGE = "pat.annuity.surcharge"
RESTORATION = "pat.restore"
_RANGE = re.compile(r"(\d{1,2})\s*[-–—~至到]\s*(\d{1,2})", re.ASCII)
_LONG_DESIGN_TERM = date(2021, 6, 1)
"""designs filed from this day on run 15 years (专利法 art.42)"""
_LONGEST_REST = timedelta(days=12)
"""no run of rest days has ever been longer: beyond it, no calendar is needed to know a term is over"""


class Lateness(Struct, frozen=True):
    """Months begun after the due date: 0 on time, above the ladder's length lapsed."""

    months: int
    due: date | None = None
    ended: date | None = None
    """last day of the grace period"""
    notes: tuple[Words, ...] = ()


def annual_fee(ask: Reckoning) -> Outcome:
    """One year's fee with its surcharge, several years on time, or the fee due at grant."""
    request = ask.request
    if request.compensation_days is not None and request.patent_year is None:
        return compensation(ask)
    missing = ask.need("kind")
    if missing is None and not request.years and request.patent_year is None:
        missing = ask.need("grant_patent_year") and ask.need("patent_year")
    if missing:
        return missing
    if request.years:
        return _several(ask)
    year = request.patent_year or request.grant_patent_year or 0
    fee = _year(ask, year)
    if isinstance(fee, Refused):
        return fee
    late = lateness(ask, year)
    if isinstance(late, Refused):
        return late
    if late.months > ask.table.rules.grace_months:
        return _lapsed(late, ask.table.rules.grace_months)
    surcharge = _surcharge(ask, fee.lines[0], late)
    return gather(fee, surcharge, Priced(notes=late.notes))


def restoration(ask: Reckoning) -> Outcome:
    """Restoration fee, and with a patent year the annual fee and the highest surcharge besides.

    Force majeure pays no restoration fee (专利法实施细则 art.6).
    """
    request = ask.request
    fee = Priced() if request.force_majeure else ask.price(RESTORATION)
    if request.patent_year is None:
        return fee
    annual = _year(ask, request.patent_year)
    if isinstance(annual, Refused):
        return annual
    if request.patent_year == request.grant_patent_year:
        return gather(fee, annual)
    return gather(fee, annual, _surcharge(ask, annual.lines[0], Lateness(ask.table.rules.grace_months)))


def compensation(ask: Reckoning) -> Outcome:
    """One sum for the whole years of the compensated term; a part of a year is not charged."""
    missing = ask.need("compensation_days")
    return missing or ask.price("pat.pta.annuity", quantity=(ask.request.compensation_days or 0) // 365)


def _several(ask: Reckoning) -> Outcome:
    found = _RANGE.fullmatch(ask.request.years.strip())
    if found is None or int(found[1]) > int(found[2]):
        return Refused.because(No.PATTERN, "years", found=ask.request.years)
    fees = [_year(ask, year) for year in range(int(found[1]), int(found[2]) + 1)]
    note = Words(
        "多个年度合计按现行标准、按期缴纳计算，以后年度的标准可能调整",
        "several years: at today's amounts and on time; later years may change",
    )
    return gather(*fees, Priced(notes=(note,)))


def _year(ask: Reckoning, year: int) -> Priced | Refused:
    """The line of one patent year. OUT_OF_RANGE beyond the term of the right."""
    request = ask.request
    if request.kind not in KINDS:
        return ask.need("kind") or Refused.because(No.NOT_AN_OPTION, "kind", found=request.kind)
    item = ask.item(f"pat.{KINDS[request.kind]}.annuity")
    if isinstance(item, Refused):
        return item
    tier = next((tier for tier in item.tiers if tier.holds(year)), None)
    if tier is None:
        return Refused.because(No.OUT_OF_RANGE, "patent_year", min=1, max=item.tiers[-1].last or 0)
    notes: tuple[Words, ...] = ()
    if request.kind == "design" and year > 10:
        if request.filing_date and request.filing_date < _LONG_DESIGN_TERM:
            return Refused.because(No.OUT_OF_RANGE, "patent_year", min=1, max=10)
        if request.filing_date is None:
            notes = (
                Words("2021-06-01 以前申请的外观设计只有 10 年", "designs filed before 2021-06-01: 10 years"),
            )
    waiver = annual_waiver(
        year, request.grant_patent_year, request.waived_percent, request.open_licence, ask.table.rules
    )
    if isinstance(waiver, Refused):
        return waiver
    one = noted(ask.line(item, tier.amount_fen, 1, waiver), f"第 {year} 年度", f"year {year}")
    return Priced((one,), notes)


def _surcharge(ask: Reckoning, fee: QuoteLine, late: Lateness) -> Priced | Refused:
    """Nothing in the first month; then a part of the full annual fee."""
    percent = ask.table.rules.late_percents[late.months - 1] if late.months else 0
    if not percent:
        return Priced()
    item = ask.item(SURCHARGE)
    if isinstance(item, Refused):
        return item
    amount = share(fee.standard_fen, percent)
    since = f"（应缴日 {late.due}）" if late.due else ""
    since_en = f" (due {late.due})" if late.due else ""
    full = yuan(fee.standard_fen)
    one = replace(
        ask.line(item, amount, 1),
        note=fee.note,
        note_en=fee.note_en,
        why_zh=f"{full} × {percent}% = {yuan(amount)} 元；逾期第 {late.months} 个月{since}，按全额年费计",
        why_en=f"{full} × {percent} % = {yuan(amount)} yuan; month {late.months}{since_en}, on the full fee",
    )
    return Priced((one,))


def lateness(ask: Reckoning, year: int) -> Lateness | Refused:
    """How late the payment is, from the dates where they are known, else from `late_months`."""
    request = ask.request
    at_grant = year == request.grant_patent_year
    due = request.due
    notes: tuple[Words, ...] = ()
    if due is None and request.filing_date and not at_grant:
        due = anniversary(request.filing_date, year)
    elif due and request.filing_date and not at_grant:
        due, notes = _checked(due, anniversary(request.filing_date, year), ask.calendar)
    if due is None:
        months = request.late_months or 0
        if request.late_months is None:
            notes = (Words("未给出应缴日，按期内缴纳计算", "no due date given: taken as paid on time"),)
        return Lateness(months, notes=notes)
    return _counted(ask, due, at_grant, notes)


def _checked(due: date, expected: date, calendar: Calendar | None) -> tuple[date, tuple[Words, ...]]:
    """The due date of the notice against the anniversary of filing, which the ladder counts from."""
    rolled = calendar.roll_forward(expected) if calendar else None
    if due in (expected, rolled):
        return expected, ()
    return due, (
        Words(
            f"应缴日 {due} 与按申请日推算的 {expected} 不一致，请核对",
            f"the due date {due} differs from {expected}, counted from filing; please compare",
        ),
    )


def _counted(ask: Reckoning, due: date, at_grant: bool, notes: tuple[Words, ...]) -> Lateness | Refused:
    paid = ask.request.paid or ask.on
    grace = 0 if at_grant else ask.table.rules.grace_months
    months = months_begun(due, paid)
    if months == 0:
        return Lateness(0, due, notes=notes)
    ended = add_months(due, grace)
    reached = _in_time(paid, ended, ask.calendar)
    if isinstance(reached, Refused):
        return reached
    if not reached:
        return Lateness(ask.table.rules.grace_months + 1, due, ended, notes)
    if at_grant:
        return Lateness(0, due, notes=notes)
    months = min(months, grace)
    step_end = add_months(due, months - 1)
    if months > 1 and ask.calendar and ask.calendar.roll_forward(step_end) == paid:
        notes += (
            Words(
                f"上一档最后一日 {step_end} 是休息日，能否按上一档计以国家局认定为准",
                f"the step before ended on a rest day ({step_end}); the office decides which step applies",
            ),
        )
    return Lateness(months, due, notes=notes)


def _in_time(paid: date, end: date, calendar: Calendar | None) -> bool | Refused:
    """Whether payment came by the end of a term, a rest day at its end moved to the next working day."""
    if paid <= end:
        return True
    if paid - end > _LONGEST_REST:
        return False
    if calendar is None:
        return Refused.because(No.CALENDAR_NOT_PACKAGED, "calendar", year=end.year)
    rolled = calendar.roll_forward(end)
    return rolled if isinstance(rolled, Refused) else paid <= rolled


def _lapsed(late: Lateness, grace_months: int) -> Refused:
    """The right ended; only restoration helps (item `restoration`)."""
    ended = late.ended.isoformat() if late.ended else f"第 {grace_months} 个月末"
    facts: dict[str, str | int] = {"ended": ended}
    if late.due:
        facts["due"] = late.due.isoformat()
    return Refused.because(No.RIGHT_LAPSED, "paid", **facts)
