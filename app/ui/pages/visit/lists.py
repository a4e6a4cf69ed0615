"""The lists of the visit page: earlier cases, what was done in this visit, and today's visits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QSizePolicy

from app.domain import numbering
from app.domain.consultation import ConsultationResult
from app.domain.visit import Visit
from app.ui.pages.consultation.talk_words import TONES, result_words
from app.ui.state_words import case_status, payment_status
from app.ui.theme.look import look
from app.ui.widgets.card import Card
from app.ui.widgets.rows import Column, Rows
from app.ui.widgets.table import DataTable
from app.usecases.read_cases import CaseRow
from app.usecases.read_visits import Done
from app.words.catalogue import _, pick
from app.words.refusals import N_

if TYPE_CHECKING:
    from app.rulebook import Rulebook
    from app.ui.desk import Desk

R = TypeVar("R")
PAGE_OF = {"cases": "acceptance", "payments": "payment", "consultations": "consultation"}
_STEMS = {"cases": N_("Acceptance"), "payments": N_("Payment"), "consultations": N_("Consultation")}


def matter_name(rules: Rulebook, code: str, on: date) -> str:
    matter = rules.matter(code, on)
    return pick(matter.short.zh, matter.short.en) if matter else code


def state_of(done: Done) -> tuple[str, str]:
    """Words and tone."""
    if done.stem == "cases":
        return case_status(done.status)
    if done.stem == "payments":
        return payment_status(done.status)
    result = ConsultationResult(done.status)
    return result_words(result), TONES[result]


def listed(card: Card, name: str, rows: Rows[R]) -> DataTable[R]:
    """A table that takes what room the card has."""
    table: DataTable[R] = DataTable(name, rows)
    table.setMinimumHeight(look().metrics.px(110))
    table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    card.body.addWidget(table, 1)
    return table


def earlier_rows(rules: Rulebook, today: Callable[[], date]) -> Rows[CaseRow]:
    return Rows(
        (
            Column(id="on", text=lambda c: c.received_on, width=96),
            Column(id="matter", text=lambda c: matter_name(rules, c.matter, today()), width=0),
            Column(id="who", text=lambda c: c.applicant_name, width=150),
            Column(
                id="state",
                text=lambda c: case_status(c.status)[0],
                tone=lambda c: case_status(c.status)[1],
                width=96,
            ),
        ),
        key=lambda c: c.id,
    )


def done_rows(rules: Rulebook, today: Callable[[], date]) -> Rows[Done]:
    def about(done: Done) -> str:
        text = matter_name(rules, done.about, today()) if done.stem == "cases" else done.about
        return " ".join(text.split())

    return Rows(
        (
            Column(id="kind", text=lambda d: _(_STEMS[d.stem]), width=84),
            Column(id="about", text=about, width=0),
            Column(id="number", text=lambda d: numbering.grouped(d.number), width=232, wide_only=True),
            Column(id="state", text=lambda d: state_of(d)[0], tone=lambda d: state_of(d)[1], width=96),
        ),
        key=lambda d: d.record_id,
    )


def visit_rows() -> Rows[Visit]:
    return Rows(
        (
            Column(id="at", text=lambda v: v.opened_at[11:16], width=64),
            Column(id="ticket", text=lambda v: v.ticket, width=84),
            Column(
                id="who",
                text=lambda v: "  ".join(part for part in (v.visitor_name, v.organisation) if part),
                width=0,
            ),
            Column(
                id="state",
                text=lambda v: _("ended") if v.closed_at else _("open"),
                tone=lambda v: "text2" if v.closed_at else "ok",
                width=84,
            ),
        ),
        key=lambda v: v.id,
    )


class DayLists:
    """What was done in the visit in front, and the visits of today."""

    def __init__(self, desk: Desk) -> None:
        self.done_card, self.today_card = Card("visit_done_card"), Card("visit_today_card")
        rows = done_rows(desk.rulebook, lambda: desk.clock.now().date())
        self.done = listed(self.done_card, "visit_done", rows)
        self.today = listed(self.today_card, "visits_today", visit_rows())

    def retranslate(self) -> None:
        self.done_card.say(_("Done in this visit"), _("Enter opens"))
        self.done.say(
            _("Done in this visit"),
            (_("Kind"), _("What about"), _("Number"), _("State")),
            (_("Nothing yet."), _("What is served in this visit appears here."), ""),
        )
        self.today_card.say(_("Visits of today"), _("Enter opens"))
        self.today.say(
            _("Visits of today"),
            (_("Since"), _("Ticket"), _("Who"), _("State")),
            (_("Nobody was here yet."), _("Opened visits appear here."), ""),
        )
        self.done.rows.show(self.done.rows.rows)
        self.today.rows.show(self.today.rows.rows)
