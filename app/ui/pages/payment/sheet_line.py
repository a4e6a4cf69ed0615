"""One line of the payment sheet as typed, and what the rules say about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from app.domain import identifiers
from app.domain.case import Case, Draft
from app.domain.fees import Quote
from app.domain.pricing import FACT_NAMES, request_of
from app.domain.refusals import No, Refusal, Refused, Severity, errors
from app.ui.pages.payment.fee_kinds import FIRST, FeeKind
from app.usecases.desk import Desk, new_id
from app.usecases.record_payment import PayLine, price_lines
from app.words.catalogue import pick

CASE = "case"
"""Not a fee of the list: priced with the facts that a case was priced with."""
DATES = ("filing_date", "due", "expires")
KEPT_FACTS = ("waived_percent", "channel")
"""Carried over to the next line: an agency's batch has them in common."""


class SheetLine(Struct, frozen=True, kw_only=True):
    """`out` lines stay on the sheet but are not paid now. `facts` hold plain JSON."""

    number: str = ""
    fee: str = FIRST
    holder: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    out: bool = False
    matter: str = ""
    line: str = ""
    """the matter's line of business, for a line that comes from a case"""

    @property
    def of_case(self) -> bool:
        return self.fee == CASE

    @property
    def blank(self) -> bool:
        """Nothing was typed yet."""
        return not (self.number.strip() or self.holder.strip() or self.of_case or self._typed())

    def _typed(self) -> bool:
        return any(value not in ("", None) for name, value in self.facts.items() if name not in KEPT_FACTS)

    def following(self) -> SheetLine:
        """An empty line for the next right of the same batch."""
        kept = {name: value for name, value in self.facts.items() if name in KEPT_FACTS}
        return SheetLine(fee=FIRST if self.of_case else self.fee, facts=kept)


def line_of_case(case: Case, line: str) -> SheetLine:
    """The case's own fee. `line` is the matter's line of business."""
    facts = dict(case.quote.facts) if case.quote else {}
    return SheetLine(
        number=case.right_number,
        fee=CASE,
        holder=case.applicant_name,
        facts=facts,
        matter=case.matter,
        line=line,
    )


def to_plain(line: SheetLine) -> dict[str, object]:
    """As a draft keeps it."""
    return {
        "number": line.number,
        "fee": line.fee,
        "holder": line.holder,
        "facts": dict(line.facts),
        "out": line.out,
        "matter": line.matter,
        "line": line.line,
    }


def from_plain(kept: Mapping[str, Any]) -> SheetLine:
    """Back from a draft; what an older draft did not know stays empty."""
    return SheetLine(
        number=str(kept.get("number", "")),
        fee=str(kept.get("fee", FIRST)),
        holder=str(kept.get("holder", "")),
        facts=dict(kept.get("facts") or {}),
        out=bool(kept.get("out")),
        matter=str(kept.get("matter", "")),
        line=str(kept.get("line", "")),
    )


def rest_of(sheet: Draft, visit_id: str) -> Draft:
    """A new sheet with the lines that `sheet` left out; how they are paid is asked anew."""
    kept: Any = sheet.values["lines"]
    asked = {
        "lines": [{**line, "out": False} for line in kept if line["out"]],
        "channel": "",
        "reference": "",
    }
    values = {**sheet.values, **asked, "paid_on": ""}
    return replace(sheet, id=new_id(), values=values, visit_id=visit_id)


class Judged(Struct, frozen=True, kw_only=True):
    """A line with its price or what stands against it; `where` of a refusal is a fact or `number`."""

    line: SheetLine
    quote: Quote | None = None
    refusals: tuple[Refusal, ...] = ()
    number: str = ""
    """the right's number in its fixed form"""

    @property
    def fen(self) -> int:
        return self.quote.total_fen if self.quote and not self.line.out else 0

    @property
    def ready(self) -> bool:
        return self.quote is not None and not errors(self.refusals)


def pay_line(desk: Desk, line: SheetLine, kinds: Mapping[str, FeeKind]) -> PayLine | Refused:
    """The line as the deed wants it."""
    if line.of_case:
        request = request_of(line.facts, line.line)
        if isinstance(request, Refused):
            return request
        return PayLine(
            request=request,
            right_number=line.number,
            right_kind="",
            holder=line.holder,
            matter=line.matter,
        )
    kind = kinds[line.fee]
    facts = {name: value for name, value in line.facts.items() if name in kind.facts}
    facts |= {"category": kind.category, "item": kind.item, **kind.fixed}
    if kind.number == "patent":
        gives = identifiers.check("patent", line.number, desk.today()).gives
        facts["kind"] = gives.get("ip_kind", "")
    request = request_of(facts)
    if isinstance(request, Refused):
        return request
    return PayLine(
        request=request,
        right_number=line.number,
        right_kind=kind.number,
        holder=line.holder,
        matter=kind.matter,
    )


def judge(desk: Desk, lines: Sequence[SheetLine], kinds: Mapping[str, FeeKind]) -> tuple[Judged, ...]:
    """Every line on its own, then what two lines say twice."""
    judged = [_judge_one(desk, line, kinds) for line in lines]
    return tuple(_twice(judged))


def _judge_one(desk: Desk, line: SheetLine, kinds: Mapping[str, FeeKind]) -> Judged:
    wanted = pay_line(desk, line, kinds)
    if isinstance(wanted, Refused):
        return Judged(line=line, refusals=wanted.refusals)
    priced = price_lines(desk, (wanted,))
    refusals = [replace(r, where=_local(r.where)) for r in priced.refusals]
    if not line.number.strip() and not line.of_case:
        refusals.insert(0, Refusal(No.REQUIRED, "number"))
    unnamed = not line.of_case and any(r.where == "number" and r.severity is Severity.ERROR for r in refusals)
    if unnamed:
        # the number tells the kind of patent, so the number is what is missing
        refusals = [r for r in refusals if r.where != "kind"]
    return Judged(
        line=line,
        quote=priced.quotes[0] if priced.quotes else None,
        refusals=tuple(_named(r) for r in refusals),
        number=priced.lines[0].right_number if priced.lines else line.number.strip(),
    )


def _local(where: str) -> str:
    path = where.removeprefix("lines[0].")
    return "number" if path == "right_number" else path


def _named(refusal: Refusal) -> Refusal:
    """A missing fact in its own words instead of its name in the rules."""
    if refusal.code is No.WRONG_TYPE:
        return replace(refusal, code=No.NOT_A_DATE if refusal.where in DATES else No.NOT_A_NUMBER)
    fact = refusal.facts.get("fact")
    words = FACT_NAMES.get(str(fact)) if refusal.code is No.FACT_MISSING else None
    if words is None:
        return refusal
    return replace(refusal, facts={**refusal.facts, "fact": pick(words.zh, words.en)})


def at_its_box(refusal: Refusal) -> Refusal:
    """Beside its own box a missing fact is just not filled in yet; the box says its name."""
    return Refusal(No.REQUIRED, refusal.where) if refusal.code is No.FACT_MISSING else refusal


def _twice(judged: list[Judged]) -> list[Judged]:
    """The same fee for the same right, found on a later line, is told there."""
    seen: set[tuple[str, str]] = set()
    told: list[Judged] = []
    for one in judged:
        fees = ",".join(part.fee_id + part.note for part in one.quote.lines) if one.quote else ""
        key = (one.number, fees)
        repeated = bool(one.number and fees) and not one.line.out and key in seen
        if not one.line.out:
            seen.add(key)
        again = Refusal(No.DUPLICATE_VALUE, "number", {"found": one.number})
        told.append(replace(one, refusals=(*one.refusals, again)) if repeated else one)
    return told
