"""The table of lines: what each says in one row."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.refusals import No, Refusal, Severity, errors
from app.ui.pages.payment.due_panel import notes_of
from app.ui.pages.payment.fee_kinds import FeeKind
from app.ui.pages.payment.sheet_line import Judged
from app.ui.widgets.money import yuan_text
from app.ui.widgets.rows import Column, Rows
from app.words import refusals as words
from app.words.catalogue import _, pick


@dataclass(frozen=True, slots=True)
class Shown:
    """`state` is words and tone."""

    at: int
    judged: Judged
    kind: FeeKind | None
    state: tuple[str, str]


NEEDED = (No.FACT_MISSING, No.REQUIRED)


def line_rows() -> Rows[Shown]:
    return Rows(
        (
            Column(
                id="pay",
                text=lambda s: str(s.at + 1),
                width=64,
                ticked=lambda s: not s.judged.line.out,
            ),
            Column(id="number", text=lambda s: s.judged.number or s.judged.line.number, width=150),
            Column(id="what", text=what_for, width=190),
            Column(id="holder", text=lambda s: s.judged.line.holder, width=140, wide_only=True),
            Column(id="state", text=lambda s: s.state[0], width=0, tone=lambda s: s.state[1]),
            Column(id="amount", text=_amount, width=96, number=True),
        ),
        key=lambda s: s.at,
    )


def what_for(shown: Shown) -> str:
    """The fee and the year or other note that tells two lines of one right apart."""
    quote = shown.judged.quote
    if shown.kind is None:
        names = [pick(line.name_zh, line.name_en) for line in quote.lines] if quote else []
        return names[0] if len(names) == 1 else _("Fee of the case")
    year = shown.judged.line.facts.get("patent_year")
    title = shown.kind.title()
    return _("{fee}, year {year}").format(fee=title, year=year) if year else title


def _amount(shown: Shown) -> str:
    quote = shown.judged.quote
    return yuan_text(quote.total_fen, sign=False) if quote is not None else ""


def state_of(judged: Judged, *, told: bool) -> tuple[str, str]:
    """Words and tone. While a line is typed for the first time it only says what is still needed."""
    if judged.line.out:
        return _("– left out"), "text2"
    wrong = errors(judged.refusals)
    needed = [_needed(r) for r in wrong if r.code in NEEDED]
    others = [r for r in wrong if r.code not in NEEDED]
    if others:
        return (f"✗ {words.sentence(others[0])}", "err") if told else ("", "")
    if needed:
        return _("still needed: {facts}").format(facts=pick("、", ", ").join(needed)), "text2"
    warned = [r for r in judged.refusals if r.severity is Severity.WARNING]
    if warned:
        return f"⚠ {words.sentence(warned[0])}", "warn"
    notes = notes_of(judged.quote) if judged.quote else ()
    if notes:
        return f"⚠ {notes[0]}", "warn"
    return (_("✓ priced"), "ok") if judged.quote else ("", "")


def _needed(refusal: Refusal) -> str:
    return str(refusal.facts.get("fact", "")) or _("Number of the right")
