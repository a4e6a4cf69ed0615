"""The door: which rules a request calls for, and the finished quote."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec.structs import replace

from app.domain.fees import Quote, QuoteLine
from app.domain.matter import Words
from app.domain.money import yuan
from app.domain.pricing import annuity, patent, pct, trademark
from app.domain.pricing.reckoning import Outcome, Priced, Reckoning
from app.domain.pricing.request import QuoteRequest, facts_of
from app.domain.pricing.table import FeeItem, FeeTable
from app.domain.refusals import No, Refused
from app.domain.workdays import Calendar

_RULES: dict[str, Callable[[Reckoning], Outcome]] = {
    "filing": patent.filing,
    "examination": patent.examination,
    "annual_fee": annuity.annual_fee,
    "other_patent": patent.other,
    "pct_national": pct.national,
    "pct_international": pct.international,
    "hague": pct.hague,
    "trademark": trademark.trademark,
    "ic_layout": trademark.layout,
    "geographical_indication": trademark.indication,
}
_NEVER_REDUCED = frozenset({"trademark", "ic_layout", "geographical_indication"})
_NOT_REDUCED = Words(
    "费减只适用于部分专利收费；本项按全额计算",
    "reductions are for some patent fees only; these are reckoned in full",
)
_LINES = {"ic": "ic_layout", "gi": "geographical_indication"}
_PREFIXES = {
    "tm.": "trademark",
    "ic.": "ic_layout",
    "gi.": "geographical_indication",
    "hague.": "hague",
    "pct.nat.": "pct_national",
    "pct.int.": "pct_international",
    "pat.": "other_patent",
}


def quote(
    table: FeeTable, request: QuoteRequest, on: date, calendar: Calendar | None = None
) -> Quote | Refused:
    """What this costs by the list of that day, line by line; or everything that stands against it.

    FACT_MISSING (`where` = the fact) · UNKNOWN_FEE · FEE_NOT_IN_FORCE · FEE_NOT_APPLICABLE ·
    RIGHT_LAPSED · NOTHING_TO_PAY (a top-up of what is already covered). Without a calendar no term is
    moved past rest days.
    """
    wrong = patent.checked(Reckoning(table, request, on))
    if wrong:
        return wrong
    rule = _RULES.get(category_of(request))
    if rule is None:
        return Refused.because(No.NOT_AN_OPTION, "category", found=request.category)
    priced = rule(Reckoning(table, request, on, calendar))
    if isinstance(priced, Refused):
        return priced
    if request.waived_percent and category_of(request) in _NEVER_REDUCED:
        priced = replace(priced, remarks=(*priced.remarks, _NOT_REDUCED))
    return _finished(table, request, on, priced)


def category_of(request: QuoteRequest) -> str:
    """The category as given, or as the facts tell it."""
    given = _LINES.get(request.category, request.category)
    if given not in ("", "patent", "general", "pct"):
        return given
    if request.route:
        return request.route
    for prefix, category in _PREFIXES.items():
        if request.item.startswith(prefix):
            return category
    if given == "pct":
        return "pct_national"
    if not given and (request.channel or request.classes or request.items is not None):
        return "trademark"
    return _patent_category(request)


def _patent_category(request: QuoteRequest) -> str:
    if request.item:
        return "other_patent"
    yearly = (request.patent_year, request.grant_patent_year, request.compensation_days)
    dated = (request.due, request.paid, request.filing_date, request.late_months)
    if request.years or request.open_licence or any(fact is not None for fact in (*yearly, *dated)):
        return "annual_fee"
    told = (request.claims, request.pages, request.priorities)
    if request.exam and all(fact is None for fact in told):
        return "examination"
    return "filing"


def _finished(table: FeeTable, request: QuoteRequest, on: date, priced: Priced) -> Quote | Refused:
    lines, paid = _credited(priced.lines, request.already_paid_fen)
    if paid < request.already_paid_fen:
        over = request.already_paid_fen - paid
        return Refused.because(No.NOTHING_TO_PAY, "already_paid_fen", overpaid=yuan(over))
    notes = [*_doubts(table, on, priced.lines), *priced.notes]
    return Quote(
        lines=lines,
        total_fen=sum(one.amount_fen for one in lines),
        on=on.isoformat(),
        fees_version=table.version,
        uncertain=tuple(note.zh for note in notes),
        uncertain_en=tuple(note.en for note in notes),
        remarks=tuple(note.zh for note in priced.remarks),
        remarks_en=tuple(note.en for note in priced.remarks),
        facts=facts_of(request),
    )


def _credited(lines: tuple[QuoteLine, ...], paid_fen: int) -> tuple[tuple[QuoteLine, ...], int]:
    """What was paid before is taken off line by line; also how much of it was used."""
    left = paid_fen
    credited = []
    for one in lines:
        part = min(left, one.amount_fen)
        left -= part
        credited.append(_less(one, part) if part else one)
    return tuple(credited), paid_fen - left


def _less(one: QuoteLine, part: int) -> QuoteLine:
    rest = one.amount_fen - part
    return replace(
        one,
        amount_fen=rest,
        credited_fen=part,
        why_zh=f"{one.why_zh}；已缴 {yuan(part)} 元，还应缴 {yuan(rest)} 元",
        why_en=f"{one.why_en}; {yuan(part)} paid before, {yuan(rest)} yuan left",
    )


def _doubts(table: FeeTable, on: date, lines: tuple[QuoteLine, ...]) -> list[Words]:
    """One note for each item whose source is not certain."""
    notes: list[Words] = []
    for identity in dict.fromkeys(one.fee_id for one in lines):
        item = table.item(identity, on)
        if isinstance(item, FeeItem) and not item.certain:
            notes.append(
                Words(
                    f"{item.name_zh}：标准的出处尚不确定，以主管部门公布的为准",
                    f"{item.name_en}: the source of this amount is not certain ({item.confidence})",
                )
            )
    return notes
