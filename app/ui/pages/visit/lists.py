"""The lists of the visit page: earlier cases, what was done in this visit, and today's visits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

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
W = TypeVar("W", bound=QWidget)
PAGE_OF = {"cases": "acceptance", "payments": "payment", "consultations": "consultation"}
_STEMS = {"cases": N_("Acceptance"), "payments": N_("Payment"), "consultations": N_("Consultation")}


def matter_name(rules: Rulebook, code: str, on: date) -> str:
    matter = rules.matter(code, on)
    return pick(matter.short.zh, matter.short.en) if matter else code


def state_of(rules: Rulebook, done: Done) -> tuple[str, str]:
    """Words and tone."""
    if done.stem == "cases":
        return case_status(rules, done.status, done.about)
    if done.stem == "payments":
        return payment_status(done.status)
    result = ConsultationResult(done.status)
    return result_words(result), TONES[result]


class ListCard(Card, Generic[R]):
    """A card whose title and room are there at once; its table is made when first wanted."""

    opened = Signal(object)
    """a row was opened"""

    def __init__(self, name: str, table: str, rows: Rows[R]) -> None:
        super().__init__(name)
        self.rows = rows
        self._name = table
        self._room = _roomy(QWidget())
        self.body.addWidget(self._room, 1)

    @cached_property
    def table(self) -> DataTable[R]:
        made: DataTable[R] = DataTable(self._name, self.rows)
        made.opened.connect(self.opened)
        self.body.replaceWidget(self._room, _roomy(made))
        self._room.deleteLater()
        made.show()
        self._say_table(made)
        self.rows.show(self.rows.rows)
        return made

    def retranslate(self) -> None:
        self.say(self.words()[0], _("Enter opens"))
        if "table" in self.__dict__:
            self._say_table(self.table)
            self.rows.show(self.rows.rows)

    def _say_table(self, table: DataTable[R]) -> None:
        table.say(*self.words())

    def words(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """Title, heads of the columns, and what an empty list says."""
        raise TypeError(f"{type(self).__name__} has no words")


def _roomy(widget: W) -> W:
    """It takes what room the card has."""
    widget.setMinimumHeight(look().metrics.px(110))
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    return widget


def earlier_rows(rules: Rulebook, today: Callable[[], date]) -> Rows[CaseRow]:
    return Rows(
        (
            Column(id="on", text=lambda c: c.received_on, width=96),
            Column(id="matter", text=lambda c: matter_name(rules, c.matter, today()), width=0),
            Column(id="who", text=lambda c: c.applicant_name, width=150),
            Column(
                id="state",
                text=lambda c: case_status(rules, c.status, c.matter)[0],
                tone=lambda c: case_status(rules, c.status, c.matter)[1],
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
            Column(
                id="state",
                text=lambda d: state_of(rules, d)[0],
                tone=lambda d: state_of(rules, d)[1],
                width=96,
            ),
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


class DoneCard(ListCard[Done]):
    def words(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        return (
            _("Done in this visit"),
            (_("Kind"), _("What about"), _("Number"), _("State")),
            (_("Nothing yet."), _("What is served in this visit appears here."), ""),
        )


class TodayCard(ListCard[Visit]):
    def words(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        return (
            _("Visits of today"),
            (_("Since"), _("Ticket"), _("Who"), _("State")),
            (_("Nobody was here yet."), _("Opened visits appear here."), ""),
        )


class DayLists:
    """What was done in the visit in front, and the visits of today."""

    def __init__(self, desk: Desk) -> None:
        rows = done_rows(desk.rulebook, lambda: desk.clock.now().date())
        self.done = DoneCard("visit_done_card", "visit_done", rows)
        self.today = TodayCard("visit_today_card", "visits_today", visit_rows())

    def retranslate(self) -> None:
        self.done.retranslate()
        self.today.retranslate()
