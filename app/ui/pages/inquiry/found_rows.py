"""One line of the answer: a case, a payment or a consultation, in the same shape."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.domain import numbering
from app.domain.consultation import ConsultationResult
from app.ui.pages.consultation.talk_words import TONES, result_words
from app.ui.state_words import case_status, delivery, payment_status
from app.ui.widgets.rows import Column, Rows
from app.usecases.inquire import Hit
from app.usecases.read_cases import CaseRow
from app.words.catalogue import _, pick
from app.words.refusals import N_

if TYPE_CHECKING:
    from app.rulebook import Rulebook

PAGE_OF = {"cases": "acceptance", "payments": "payment", "consultations": "consultation"}
_STEMS = {"cases": N_("Acceptance"), "payments": N_("Payment"), "consultations": N_("Consultation")}


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLine:
    """`state` and `sent` are words and tone."""

    stem: str
    record_id: str
    number: str
    title: str
    who: str
    state: tuple[str, str]
    phone: str = ""
    on: str = ""
    sent: tuple[str, str] = ("", "")


def found_rows() -> Rows[FoundLine]:
    return Rows(
        (
            Column(id="kind", text=lambda f: _(_STEMS[f.stem]), width=84),
            Column(id="number", text=lambda f: numbering.grouped(f.number), width=232),
            Column(id="title", text=lambda f: f.title, width=0),
            Column(id="who", text=lambda f: f.who, width=190),
            Column(id="state", text=lambda f: f.state[0], tone=lambda f: f.state[1], width=104),
            Column(id="phone", text=lambda f: f.phone, width=110, wide_only=True),
            Column(id="on", text=lambda f: f.on, width=96, wide_only=True),
            Column(
                id="sent",
                text=lambda f: f.sent[0],
                tone=lambda f: f.sent[1],
                width=84,
                wide_only=True,
            ),
        ),
        key=lambda f: f.record_id,
    )


def of_hit(hit: Hit, rules: Rulebook, today: date) -> FoundLine:
    title = _matter(rules, hit.title, today) if hit.stem == "cases" else " ".join(hit.title.split())
    return FoundLine(
        stem=hit.stem,
        record_id=hit.record_id,
        number=hit.number,
        title="" if title == hit.who else title,
        who=hit.who,
        state=_state(hit, rules),
        phone=hit.phone,
        on=hit.at[:10],
        sent=delivery(hit.delivery),
    )


def of_case(row: CaseRow, rules: Rulebook, today: date) -> FoundLine:
    matter = _matter(rules, row.matter, today)
    return FoundLine(
        stem="cases",
        record_id=row.id,
        number=row.number,
        title="  ".join(part for part in (matter, row.title) if part),
        who=row.applicant_name,
        state=case_status(rules, row.status, row.matter),
        on=row.received_on,
        sent=delivery(row.delivery),
    )


def _matter(rules: Rulebook, text: str, today: date) -> str:
    """A matter's code as its short name; a title stays a title."""
    matter = rules.matter(text, today)
    return pick(matter.short.zh, matter.short.en) if matter else text


def _state(hit: Hit, rules: Rulebook) -> tuple[str, str]:
    if hit.stem == "cases":
        return case_status(rules, hit.status, hit.matter)
    if hit.stem == "payments":
        return payment_status(hit.status)
    result = ConsultationResult(hit.status)
    return result_words(result), TONES[result]
