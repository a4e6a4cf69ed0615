"""Rows of undelivered records in the five words, with the reason in plain language."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from app.contract.kinds import Kind
from app.domain import numbering
from app.ui.state_words import delivery
from app.ui.times import ago, clock_time
from app.ui.widgets.rows import Column, Rows
from app.words.catalogue import _
from app.words.refusals import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.usecases.read_delivery import DeliveryLine

PAGE_OF = {
    "cases": "acceptance",
    "payments": "payment",
    "consultations": "consultation",
    "visits": "visit",
    "papers": "printing",
    "evaluations": "evaluation",
    "inquiries": "inquiry",
}

_DEEDS: dict[Kind, str] = {
    Kind.VISIT_OPEN: N_("visit opened"),
    Kind.VISIT_CLOSE: N_("visit closed"),
    Kind.CASE_FILE: N_("case filed"),
    Kind.CASE_SUPPLEMENT: N_("case supplemented"),
    Kind.CASE_REVIEW: N_("second check"),
    Kind.CASE_VOID: N_("case voided"),
    Kind.PAYMENT_RECORD: N_("payment recorded"),
    Kind.PAYMENT_CONFIRM: N_("payment confirmed"),
    Kind.PAYMENT_VOID: N_("payment voided"),
    Kind.PAYMENT_REFUND: N_("refund recorded"),
    Kind.CONSULTATION_LOG: N_("consultation logged"),
    Kind.INQUIRY_LOG: N_("inquiry logged"),
    Kind.EVALUATION_GIVE: N_("rating given"),
    Kind.PAPER_MAKE: N_("paper made"),
    Kind.PAPER_PRINT: N_("paper printed"),
}

_NAMES = {"visits": N_("Visit"), "evaluations": N_("rating")}
"""of records that may have no number"""

_CODES: dict[str, str] = {
    "conflict": N_("Changed at another place meanwhile; look at both"),
    "not_owner": N_("The province keeps this record under another window"),
    "number_reused": N_("This number was given twice; tell the administrator"),
    "op_reused": N_("Arrived before with another content; tell the administrator"),
    "n_reused": N_("Another computer sends under this window's name; tell the administrator"),
    "bad_body": N_("The province cannot read this record; tell the administrator"),
    "unknown_kind": N_("The province is older than this program; it is sent again after its update"),
}


def deed(kind: str) -> str:
    """What was done, in words."""
    return _(_DEEDS[Kind(kind)])


def why(code: str) -> str:
    """What a person must look at; empty where nobody is needed."""
    if not code:
        return ""
    words = _CODES.get(code)
    return (
        _(words) if words else _("The province refused it ({code}); tell the administrator").format(code=code)
    )


def number_of(line: DeliveryLine) -> str:
    """The record's number in groups; a visit shows its ticket, what has no number its name."""
    if len(line.number) == numbering.LENGTH:
        return numbering.grouped(line.number)
    name = _NAMES.get(line.stem)
    return line.number or (_(name) if name else deed(line.kind))


def steps_of(line: DeliveryLine) -> str:
    """The first deed that waits, and how many there are: all rows together are the steps not delivered."""
    told = deed(line.kind)
    return told if line.waiting < 2 else _("{deed}, {count} steps").format(deed=told, count=line.waiting)


def delivery_rows(now: Callable[[], datetime]) -> Rows[DeliveryLine]:
    return Rows(
        (
            Column(id="number", text=number_of, width=245),
            Column(id="deed", text=steps_of, width=160),
            Column(
                id="state",
                text=lambda line: delivery(line.word)[0],
                tone=lambda line: delivery(line.word)[1],
                width=110,
            ),
            Column(id="since", text=lambda line: _since(line, now()), width=170, wide_only=True),
            Column(id="why", text=lambda line: why(line.code), width=0, tone=lambda _line: "err"),
        ),
        key=lambda line: (line.record_id, line.captured_at),
    )


def _since(line: DeliveryLine, now: datetime) -> str:
    return f"{clock_time(line.captured_at, now)}  {ago(line.captured_at, now)}"
