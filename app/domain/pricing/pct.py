"""International applications: national phase, international phase, designs under the Hague Agreement."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.matter import Words
from app.domain.money import share, yuan
from app.domain.months import add_months, months_begun
from app.domain.pricing import patent
from app.domain.pricing.reckoning import KINDS, Outcome, Priced, Reckoning, gather
from app.domain.pricing.table import FeeItem
from app.domain.reductions import granted
from app.domain.refusals import No, Refused

NORMAL_MONTHS = 30
LAST_MONTHS = 32
"""专利法实施细则 art.120"""
_SEARCH_EXEMPT = Words(
    "国家知识产权局受理并作国际检索的，免申请费和附加费（公告594第5项）",
    "received and searched by the national office: filing and excess fees exempt (notice 594 item 5)",
)
_EXAM_EXEMPT = Words(
    "国家知识产权局作出国际检索报告或初审报告的，免实质审查费（公告594第5项）",
    "international report by the national office: examination fee exempt (notice 594 item 5)",
)
_NOT_HERE = Words(
    "国际阶段费用不能在代办处柜台或账户缴纳",
    "fees of the international phase cannot be paid at an agency office",
)
_HAGUE_WAY = Words("海牙费用按国家知识产权局海牙专页办理", "Hague fees: see the national office's Hague page")


def national(ask: Reckoning) -> Outcome:
    """Entry into the national phase, with the exemptions of 公告594 and the grace fee of months 31 and 32."""
    if ask.request.item and ask.request.item not in ("entry", "filing"):
        return _single(ask, "pct.nat.")
    if not ask.request.kind and ask.request.exam:
        ask = replace(ask, request=replace(ask.request, kind="invention"))
    missing = ask.need("kind", "claims", "pages", "priorities", "ro_cnipa", "isa_cnipa")
    month = _month(ask)
    wrong = missing or (month if isinstance(month, Refused) else None)
    if wrong or isinstance(month, Refused):
        return gather(*(part for part in (missing, month) if isinstance(part, Refused)))
    if ask.request.kind not in ("invention", "utility_model"):
        return Refused.because(No.NOT_AN_OPTION, "kind", found=ask.request.kind)
    if month > LAST_MONTHS:
        return Refused.because(No.RIGHT_LAPSED, "month", ended=_last_day(ask))
    return gather(*_national_parts(ask, month))


def _national_parts(ask: Reckoning, month: int) -> list[Outcome]:
    request = ask.request
    waiver = granted(request.waived_percent, ask.table.rules)
    parts: list[Outcome] = []
    if request.ro_cnipa and request.isa_cnipa:
        exempt: tuple[Words, ...] = (_SEARCH_EXEMPT,)
    else:
        parts.append(ask.price(f"pat.{KINDS[request.kind]}.application", waiver))
        exempt = ()
    if request.kind == "invention":
        parts.append(ask.price("pat.inv.publication"))
    if not exempt:
        parts += [ask.price("pat.claims_extra"), ask.price("pat.spec_pages")]
    parts.append(ask.price("pat.priority"))
    if month > NORMAL_MONTHS:
        parts.append(ask.price("pct.nat.grace"))
    if request.exam and (request.isa_cnipa or request.ipea_cnipa):
        exempt = (*exempt, _EXAM_EXEMPT)
    elif request.exam:
        parts.append(patent.examination(ask))
    parts.append(Priced(remarks=exempt))
    return parts


def _month(ask: Reckoning) -> int | Refused:
    """The month of entry, given or counted; a term that ends on a rest day is still that month."""
    request = ask.request
    if request.month is not None:
        return request.month
    if request.priority_date is None:
        return ask.need("month") or 0
    entered = request.paid or ask.on
    month = months_begun(request.priority_date, entered)
    for limit in (NORMAL_MONTHS, LAST_MONTHS):
        if month == limit + 1 and ask.calendar:
            rolled = ask.calendar.roll_forward(add_months(request.priority_date, limit))
            if not isinstance(rolled, Refused) and entered <= rolled:
                return limit
    return month


def _last_day(ask: Reckoning) -> str:
    priority = ask.request.priority_date
    return add_months(priority, LAST_MONTHS).isoformat() if priority else f"第 {LAST_MONTHS} 个月末"


def international(ask: Reckoning) -> Outcome:
    """Search, filing and sheets, priority documents; with a demand the preliminary examination too."""
    if ask.request.item and ask.request.item not in ("filing", "application"):
        return gather(_single(ask, "pct.int."), Priced(remarks=(_NOT_HERE,)))
    missing = ask.need("pages", "priorities", "isa_cnipa")
    if missing:
        return missing
    search = "pct.int.search" if ask.request.isa_cnipa else "pct.int.search.epo"
    parts = [ask.price(search), ask.price("pct.int.filing"), ask.price("pct.int.sheet")]
    parts.append(ask.price("pct.int.priority_doc", quantity=ask.request.priorities))
    if ask.request.demand:
        parts += [ask.price("pct.int.ipe"), ask.price("pct.int.handling")]
    return gather(*parts, Priced(remarks=(_NOT_HERE,)))


def _single(ask: Reckoning, prefix: str) -> Outcome:
    item = ask.request.item
    identity = item if item.startswith("pct.") else prefix + item
    if identity == "pct.int.late_payment":
        return _late_payment(ask)
    if identity == "pct.int.copy":
        missing = ask.need("pages")
        return missing or ask.price(identity)
    return ask.price(identity)


def _late_payment(ask: Reckoning) -> Outcome:
    """Half of what is unpaid, at most half of the international filing fee."""
    missing = ask.need("unpaid_fen")
    item, filing = ask.item("pct.int.late_payment"), ask.item("pct.int.filing")
    if missing or isinstance(item, Refused) or isinstance(filing, Refused):
        return missing or gather(*(part for part in (item, filing) if isinstance(part, Refused)))
    unpaid, most = ask.request.unpaid_fen or 0, share(filing.amount_fen or 0, 50)
    amount = min(share(unpaid, 50), most)
    one = replace(
        ask.line(item, amount, 1),
        why_zh=f"欠缴 {yuan(unpaid)} × 50%，不超过 {yuan(most)} = {yuan(amount)} 元",
        why_en=f"unpaid {yuan(unpaid)} × 50 %, at most {yuan(most)} = {yuan(amount)} yuan",
    )
    return Priced((one,))


def hague(ask: Reckoning) -> Outcome:
    """The individual fee for China of one of the three periods."""
    missing = ask.need("item")
    if missing:
        return missing
    item = ask.request.item
    identity = item if item.startswith("hague.") else f"hague.cn.{item}"
    found: FeeItem | Refused = ask.table.item(identity, ask.on)
    if isinstance(found, Refused):
        return found
    return gather(ask.price(identity, patent.waiver_for(ask, identity)), Priced(remarks=(_HAGUE_WAY,)))
