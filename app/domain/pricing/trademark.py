"""Trademark fees by class and channel; layout designs and geographical indications by request."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from app.domain.matter import Words
from app.domain.months import add_months
from app.domain.pricing.reckoning import Outcome, Priced, Reckoning, gather, noted
from app.domain.pricing.table import ExtraItem
from app.domain.reductions import Waiver
from app.domain.refusals import No, Refused

GRACE_MONTHS = 6
"""续展宽展期 (商标法第四十条)"""
NEW_LAW = date(2027, 1, 1)
_NEW_LAW_NOTE = Words(
    "2027-01-01 起施行的新商标法规定收费标准另行制定，请核对是否已有新标准",
    "the law in force from 2027-01-01 leaves fees to a new list; check whether there is one",
)
_TYPES = {
    "ordinary": "tm.registration",
    "collective": "tm.registration.collective",
    "certification": "tm.registration.certification",
}
_ITEMS = {
    "change": "tm.change",
    "limitation": "tm.change",
    "correction": "tm.correction",
    "assignment": "tm.assignment",
    "transfer": "tm.assignment",
    "license": "tm.license",
    "licence": "tm.license",
    "reissue": "tm.reissue",
    "certificate": "tm.certificate",
    "opposition": "tm.opposition",
    "cancel": "tm.cancel",
    "cancellation": "tm.cancel",
    "review_refusal": "tm.review.refusal",
    "review_nonreg": "tm.review.nonreg",
    "review_cancel": "tm.review.cancel",
    "review_invalidation": "tm.review.inv_review",
    "invalidation": "tm.review.invalidation",
    "pledge": "tm.pledge",
    "withdraw": "tm.withdraw",
    "surrender": "tm.withdraw",
    "madrid": "tm.madrid",
}
_LAYOUT_ITEMS = {
    "registration": "ic.registration",
    "reexamination": "ic.reexam",
    "restoration": "ic.restore",
    "change": "ic.change",
    "extension": "ic.extend",
    "nonvoluntary": "ic.nonvoluntary",
    "remuneration": "ic.nonvoluntary.remuneration",
}


def trademark(ask: Reckoning) -> Outcome:
    """Fees are counted by class; the list is that of 商标业务缴费指南."""
    if ask.on < NEW_LAW:
        return _trademark(ask)
    return gather(_trademark(ask), Priced(notes=(_NEW_LAW_NOTE,)))


def _trademark(ask: Reckoning) -> Outcome:
    classes = _classes(ask)
    if isinstance(classes, Refused):
        return classes
    item = ask.request.item
    if item == "none":
        return Priced()
    if item in ("", "registration", *_TYPES.values()):
        return _registration(classes)
    if item in ("renewal", "tm.renewal"):
        return _renewal(classes)
    identity = item if item.startswith("tm.") else _ITEMS.get(item, "")
    return classes.price(identity) if identity else Refused.because(No.UNKNOWN_FEE, "item", found=item)


def _classes(ask: Reckoning) -> Reckoning | Refused:
    """The number of classes follows from the goods lists where they are given."""
    request = ask.request
    if not request.items:
        # An empty form: no class yet is not known, not nothing to pay.
        return replace(ask, request=replace(request, items=None, classes=request.classes or None))
    if request.classes is not None and request.classes != len(request.items):
        return Refused.because(No.OUT_OF_RANGE, "classes", min=len(request.items), max=len(request.items))
    return replace(ask, request=replace(request, classes=len(request.items)))


def _registration(ask: Reckoning) -> Outcome:
    """One fee a class; in an ordinary application each item above ten in a class costs more."""
    request = ask.request
    identity = request.item if request.item.startswith("tm.") else _TYPES.get(request.type or "ordinary", "")
    if not identity:
        return Refused.because(No.NOT_AN_OPTION, "type", found=request.type)
    missing = ask.need("channel", "classes")
    item = ask.item(identity)
    if missing or isinstance(item, Refused):
        return gather(*(part for part in (missing, item) if isinstance(part, Refused)))
    fee = ask.price(identity)
    if isinstance(fee, Refused) or item.extra is None:
        return fee
    if request.items is None:
        return ask.need("items") or fee
    return gather(fee, _extra(ask, item.extra))


def _extra(ask: Reckoning, extra: ExtraItem) -> Outcome:
    over = [max(0, count - extra.from_item + 1) for count in ask.request.items or ()]
    if not any(over):
        return Priced()
    item = ask.item("tm.registration")
    if isinstance(item, Refused):
        return item
    amount = extra.paper_fen if ask.request.channel == "paper" else extra.online_fen
    told = " + ".join(str(count) for count in over if count)
    because = Waiver(
        0,
        Words(
            f"每类超过 {extra.from_item - 1} 项的部分，共 {told} 项",
            f"items above {extra.from_item - 1} in a class: {told}",
        ),
    )
    one = ask.line(replace(item, unit="per_claim"), amount, sum(over), because)
    one = replace(one, why_en=one.why_en.replace(" claims", " items"))
    return Priced((noted(one, f"第 {extra.from_item} 项起", f"from item {extra.from_item}"),))


def _renewal(ask: Reckoning) -> Outcome:
    """Before expiry one fee a class; in the six months after it the late fee besides; later nothing helps."""
    missing = ask.need("channel", "classes")
    in_grace = _in_grace(ask)
    if missing or isinstance(in_grace, Refused):
        return gather(*(part for part in (missing, in_grace) if isinstance(part, Refused)))
    fee = ask.price("tm.renewal")
    return gather(fee, ask.price("tm.renewal.late")) if in_grace else fee


def _in_grace(ask: Reckoning) -> bool | Refused:
    """As told, or counted from the last day of the term."""
    request = ask.request
    if request.in_grace is not None or request.expires is None:
        missing = ask.need("in_grace")
        return missing or bool(request.in_grace)
    day, expires = request.paid or ask.on, request.expires
    if day <= expires or (ask.calendar and ask.calendar.roll_forward(expires) == day):
        return False
    last = add_months(expires, GRACE_MONTHS)
    rolled = ask.calendar.roll_forward(last) if ask.calendar else last
    if day <= last or (not isinstance(rolled, Refused) and day <= rolled):
        return True
    return Refused.because(No.RIGHT_LAPSED, "expires", ended=last.isoformat(), due=expires.isoformat())


def layout(ask: Reckoning) -> Outcome:
    """Layout designs: 公告246号, never reduced."""
    missing = ask.need("item")
    if missing:
        return missing
    item = ask.request.item
    identity = item if item.startswith("ic.") else _LAYOUT_ITEMS.get(item, "")
    return ask.price(identity) if identity else Refused.because(No.UNKNOWN_FEE, "item", found=item)


def indication(ask: Reckoning) -> Outcome:
    """Geographical indications are free; as a collective or certification mark they pay like one."""
    if ask.request.type in ("collective", "certification"):
        return trademark(ask)
    return ask.price("gi.none")
