"""One fee item and the facts of one request: how many units, which amount, what is waived, and why."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from app.domain.fees import QuoteLine
from app.domain.matter import Words
from app.domain.money import share, yuan
from app.domain.pricing.request import QuoteRequest
from app.domain.pricing.table import FeeItem, FeeTable
from app.domain.reductions import NO_WAIVER, Waiver
from app.domain.refusals import No, Refusal, Refused
from app.domain.workdays import Calendar

KINDS = {"invention": "inv", "utility_model": "um", "design": "des"}


class Priced(Struct, frozen=True):
    """Lines, what is not certain about them, and what else the visitor should hear."""

    lines: tuple[QuoteLine, ...] = ()
    notes: tuple[Words, ...] = ()
    remarks: tuple[Words, ...] = ()


Outcome = Priced | Refused


def gather(*parts: Outcome) -> Outcome:
    """All lines in order, or every refusal once."""
    refusals: list[Refusal] = []
    for part in parts:
        if isinstance(part, Refused):
            refusals.extend(r for r in part.refusals if r not in refusals)
    if refusals:
        return Refused(tuple(refusals))
    fine = [part for part in parts if isinstance(part, Priced)]
    return Priced(
        tuple(line for part in fine for line in part.lines),
        tuple(note for part in fine for note in part.notes),
        tuple(remark for part in fine for remark in part.remarks),
    )


def not_applicable(where: str, zh: str, en: str) -> Refused:
    """FEE_NOT_APPLICABLE with its reason in both languages."""
    return Refused.because(No.FEE_NOT_APPLICABLE, where, why=zh, why_en=en)


_FACT_OF_UNIT = {
    "per_claim": "claims",
    "per_page": "pages",
    "per_priority": "priorities",
    "per_month": "months",
    "per_copy": "copies",
    "per_item": "copies",
    "per_class": "classes",
    "per_additional_invention": "count",
}
_UNIT_WORDS = {
    "per_claim": Words("项", "claims"),
    "per_page": Words("页", "pages"),
    "per_priority": Words("项", "priorities"),
    "per_month": Words("个月", "months"),
    "per_copy": Words("份", "copies"),
    "per_item": Words("份", "items"),
    "per_class": Words("类", "classes"),
    "per_additional_invention": Words("项", "inventions"),
    "per_case_per_request": Words("件", "cases"),
    "per_full_year": Words("年", "years"),
    "per_patent_year": Words("年", "years"),
}
_ONE = Words("件", "cases")


class Reckoning(Struct, frozen=True):
    """A request against the list of one day."""

    table: FeeTable
    request: QuoteRequest
    on: date
    calendar: Calendar | None = None

    def need(self, *facts: str) -> Refused | None:
        """FACT_MISSING for each fact that is absent, in this order; None when all are there."""
        absent = [fact for fact in facts if getattr(self.request, fact) in (None, "", ())]
        refusals = tuple(Refusal(No.FACT_MISSING, fact, {"fact": fact}) for fact in absent)
        return Refused(refusals) if refusals else None

    def item(self, identity: str) -> FeeItem | Refused:
        """The version of the day; FEE_NOT_APPLICABLE where it is not for this kind of right."""
        item = self.table.item(identity, self.on)
        kind = self.request.kind
        if isinstance(item, FeeItem) and kind and item.ip_kinds and kind not in item.ip_kinds:
            return not_applicable(
                "kind", f"{item.name_zh}不适用于该类权利", f"no {item.name_en} for this kind"
            )
        return item

    def price(self, identity: str, waiver: Waiver = NO_WAIVER, quantity: int | None = None) -> Outcome:
        """The item's lines for this request. `quantity` overrules the fact that the unit asks for."""
        item = self.item(identity)
        if isinstance(item, Refused):
            return item
        if item.tiers and item.unit == "per_page":
            return self._pages(item)
        amount = self._amount(item)
        if isinstance(amount, Refused):
            return amount
        units = self._units(item) if quantity is None else quantity
        if isinstance(units, Refused):
            return units
        return Priced((self.line(item, amount, units, waiver),)) if units else Priced()

    def line(self, item: FeeItem, standard_fen: int, quantity: int, waiver: Waiver = NO_WAIVER) -> QuoteLine:
        """One line with its source."""
        return replace(line(item, standard_fen, quantity, waiver), basis=self.table.cited(item))

    def _amount(self, item: FeeItem) -> int | Refused:
        if item.by_channel:
            return self._by_channel(item)
        if item.amounts:
            amount = item.amounts.get(self.request.kind)
            missing = self.need("kind")
            if missing or amount is None:
                return missing or not_applicable("kind", "清单没有这类权利的标准", "not listed for this kind")
            return amount
        if item.amount_fen is None:
            return not_applicable("item", "收费清单没有固定金额", "the list has no fixed amount")
        return item.amount_fen

    def _by_channel(self, item: FeeItem) -> int | Refused:
        if item.paper_fen is None and item.online_fen is None:
            return not_applicable(
                "item", "由国际局以瑞士法郎另定，以缴费通知为准", "set abroad in Swiss francs; see the notice"
            )
        missing = None if item.paper_fen == item.online_fen else self.need("channel")
        if missing:
            return missing
        channel = self.request.channel or "paper"
        if channel not in ("paper", "online"):
            return Refused.because(No.NOT_AN_OPTION, "channel", found=channel)
        amount = item.paper_fen if channel == "paper" else item.online_fen
        if amount is None:
            return not_applicable("channel", "该项业务没有这一办理渠道", "this business has no such channel")
        return amount

    def _units(self, item: FeeItem) -> int | Refused:
        """How many units beyond the free ones."""
        fact = _FACT_OF_UNIT.get(item.unit)
        if item.unit == "per_case_per_request":
            return self.request.cases
        if fact is None:
            return 1
        missing = self.need(fact)
        return missing or max(0, int(getattr(self.request, fact)) - item.free_units)

    def _pages(self, item: FeeItem) -> Outcome:
        missing = self.need("pages")
        if missing:
            return missing
        pages = self.request.pages or 0
        lines = []
        for tier in item.tiers:
            last = pages if tier.last is None else min(pages, tier.last)
            if last < tier.first:
                continue
            because = Words(f"第 {tier.first} 页至第 {last} 页", f"page {tier.first} to {last}")
            lines.append(self.line(item, tier.amount_fen, last - tier.first + 1, Waiver(0, because)))
        return Priced(tuple(lines))


def line(item: FeeItem, standard_fen: int, quantity: int, waiver: Waiver = NO_WAIVER) -> QuoteLine:
    """standard × quantity − waived, half up to the fen. What is not reducible is never reduced."""
    percent = waiver.percent if item.reducible else 0
    full = standard_fen * quantity
    amount = full - share(full, percent)
    unit = _UNIT_WORDS.get(item.unit, _ONE)
    free = item.free_units
    first = Words(f"第 {free + 1} {unit.zh}起计", f"from no. {free + 1}") if free else Words("", "")
    zh, en = [yuan(standard_fen)], [yuan(standard_fen)]
    plain = quantity == 1 and not free and not percent
    if quantity != 1 or free:
        zh.append(f"× {quantity} {unit.zh}")
        en.append(f"× {quantity} {unit.en}")
    if percent:
        zh.append(f"×（100% − {percent}%）")
        en.append(f"× (100 % − {percent} %)")
    if not plain:
        zh.append(f"= {yuan(amount)}")
        en.append(f"= {yuan(amount)}")
    because = waiver.because
    return QuoteLine(
        fee_id=item.id,
        name_zh=item.name_zh,
        name_en=item.name_en,
        standard_fen=standard_fen,
        quantity=quantity,
        waived_percent=percent,
        amount_fen=amount,
        why_zh="；".join(p for p in (f"{' '.join(zh)} 元", first.zh, because.zh) if p),
        why_en="; ".join(p for p in (f"{' '.join(en)} yuan", first.en, because.en) if p),
    )


def noted(one: QuoteLine, zh: str, en: str) -> QuoteLine:
    """The line with its patent year or its part of a class, as the column of the payment record wants it."""
    return replace(one, note=zh, note_en=en, why_zh=f"{zh}：{one.why_zh}", why_en=f"{en}: {one.why_en}")
