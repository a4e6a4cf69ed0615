"""Patent fees other than annual ones: filing, examination, and what is asked for later."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.matter import Words
from app.domain.pricing import annuity
from app.domain.pricing.reckoning import KINDS, Outcome, Priced, Reckoning, gather
from app.domain.reductions import Waiver, granted
from app.domain.refusals import No, Refusal, Refused


def filing(ask: Reckoning) -> Outcome:
    """What a new application owes: 专利法实施细则 art.112, and examination when it is asked for at once."""
    request = ask.request
    missing = ask.need("kind", "claims", "pages", "priorities")
    if request.kind == "design":
        missing = ask.need("priorities")
    unknown = _unknown_kind(ask)
    if missing or unknown:
        return missing or unknown or Priced()
    waiver = granted(request.waived_percent, ask.table.rules)
    parts = [ask.price(f"pat.{KINDS[request.kind]}.application", waiver)]
    if request.kind == "invention":
        parts.append(ask.price("pat.inv.publication"))
    if request.kind != "design":
        parts += [ask.price("pat.claims_extra"), ask.price("pat.spec_pages")]
    parts.append(ask.price("pat.priority"))
    if request.exam:
        parts.append(examination(ask))
    return gather(*parts)


def examination(ask: Reckoning) -> Outcome:
    """Only inventions are examined as to substance."""
    return ask.price("pat.inv.exam", granted(ask.request.waived_percent, ask.table.rules))


def other(ask: Reckoning) -> Outcome:
    """One thing asked for later, by its short name or by a full fee id. UNKNOWN_FEE for anything else."""
    item = ask.request.item
    rule = _RULES.get(_ALIASES.get(item, item))
    if rule is not None:
        return rule(ask)
    if item.startswith(("pat.", "pct.", "hague.")):
        return ask.price(item, waiver_for(ask, item))
    return ask.need("item") or Refused.because(No.UNKNOWN_FEE, "item", found=item)


def waiver_for(ask: Reckoning, identity: str) -> Waiver:
    """The granted reduction, or the sentence that this item is never reduced."""
    percent = ask.request.waived_percent
    item = ask.table.item(identity, ask.on)
    if percent and not isinstance(item, Refused) and not item.reducible:
        return Waiver(0, Words("该项费用不予减缴", "this fee is never reduced"))
    return granted(percent, ask.table.rules)


def reexamination(ask: Reckoning) -> Outcome:
    return _by_kind(ask, "reexam")


def invalidation(ask: Reckoning) -> Outcome:
    return _by_kind(ask, "invalidation")


def _by_kind(ask: Reckoning, stem: str) -> Outcome:
    wrong = ask.need("kind") or _unknown_kind(ask)
    if wrong:
        return wrong
    identity = f"pat.{KINDS[ask.request.kind]}.{stem}"
    return ask.price(identity, waiver_for(ask, identity))


def _unknown_kind(ask: Reckoning) -> Refused | None:
    kind = ask.request.kind
    if kind and kind not in KINDS:
        return Refused.because(No.NOT_AN_OPTION, "kind", found=kind)
    return None


def change(ask: Reckoning) -> Outcome:
    """Per case; a batch that only changes one party's name is one fee (公告594 item 4), the agent is free."""
    request = ask.request
    if request.change_kind not in ("", "name", "inventor", "transfer", "agency"):
        return Refused.because(No.NOT_AN_OPTION, "change_kind", found=request.change_kind)
    if request.change_kind == "agency":
        return ask.price("pat.change.agency")
    if request.cases == 1:
        return ask.price("pat.change")
    missing = ask.need("change_kind")
    if missing:
        return missing
    if request.change_kind != "name":
        each = Waiver(0, Words("权利转移或发明人变更逐件收费", "transfers and inventors: per case"))
        return ask.price("pat.change", each)
    once = Waiver(0, Words(f"{request.cases} 件批量仅变更名称，按一件收", f"{request.cases} cases: one fee"))
    return ask.price("pat.change", once, quantity=1)


def extension(ask: Reckoning) -> Outcome:
    """First and every later extension have their own rate, both by the month."""
    missing = ask.need("times", "months")
    if missing:
        return missing
    return ask.price("pat.extend.first" if ask.request.times == 1 else "pat.extend.again")


def term_compensation(ask: Reckoning) -> Outcome:
    return ask.price("pat.pta.request")


def nothing(ask: Reckoning) -> Outcome:
    """Priority examination, pledge, licence recordal, open licence, secrecy review, reduction filing."""
    return ask.price("pat.agency_filing")


def single(identity: str) -> Callable[[Reckoning], Outcome]:
    """An item whose unit says everything."""

    def rule(ask: Reckoning) -> Outcome:
        return ask.price(identity, waiver_for(ask, identity))

    return rule


def checked(ask: Reckoning) -> Refused | None:
    """Facts no fee can be asked with: a reduction nobody grants, numbers below zero."""
    request, rules = ask.request, ask.table.rules
    refusals: list[Refusal] = []
    if request.waived_percent not in rules.percents:
        refusals.append(Refusal(No.NOT_AN_OPTION, "waived_percent", {"found": request.waived_percent}))
    if (request.applicants or 0) > 1 and request.waived_percent == rules.single_percent:
        bounds: dict[str, str | int] = {
            "min": 0,
            "max": rules.joint_percent,
            "applicants": request.applicants or 0,
        }
        refusals.append(Refusal(No.OUT_OF_RANGE, "waived_percent", bounds))
    for fact, (least, most) in BOUNDS.items():
        number = getattr(request, fact)
        if number is not None and not least <= number <= most:
            refusals.append(Refusal(No.OUT_OF_RANGE, fact, {"min": least, "max": most}))
    if any(not 0 <= number <= 99_999 for number in request.items or ()):
        refusals.append(Refusal(No.OUT_OF_RANGE, "items", {"min": 0, "max": 99_999}))
    return Refused(tuple(refusals)) if refusals else None


BOUNDS = {
    "claims": (0, 99_999),
    "pages": (0, 99_999),
    "priorities": (0, 999),
    "applicants": (0, 999),
    "patent_year": (1, 20),
    "grant_patent_year": (1, 20),
    "late_months": (0, 999),
    "already_paid_fen": (0, 10**12),
    "unpaid_fen": (0, 10**12),
    "times": (1, 99),
    "months": (1, 99),
    "copies": (0, 99_999),
    "cases": (1, 99_999),
    "compensation_days": (0, 5 * 366),
    "count": (0, 999),
    "month": (0, 999),
    "classes": (0, 45),
}
_ALIASES = {
    "restore": "restoration",
    "reexam": "reexamination",
    "open_licence": "priority_examination",
    "pledge": "priority_examination",
    "licence": "priority_examination",
    "secrecy": "priority_examination",
    "reduction": "priority_examination",
    "none": "priority_examination",
}
_RULES: dict[str, Callable[[Reckoning], Outcome]] = {
    "filing": filing,
    "exam": examination,
    "annual_fee": annuity.annual_fee,
    "restoration": annuity.restoration,
    "pta_annuity": annuity.compensation,
    "pta_request": term_compensation,
    "reexamination": reexamination,
    "invalidation": invalidation,
    "change": change,
    "extension": extension,
    "evaluation": single("pat.evaluation"),
    "copy": single("pat.copy"),
    "priority_examination": nothing,
    "registration": single("pat.registration"),
    "stamp_duty": single("pat.stamp_duty"),
    "compulsory": single("pat.compulsory"),
}
