"""What was logged lately: today, the promised call-backs, or all; with the day's figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy

from app.domain import numbering
from app.domain.consultation import ConsultationResult
from app.ui.desk import Desk
from app.ui.pages.consultation.talk_words import TONES, category_words, result_words
from app.ui.state_words import delivery
from app.ui.tasks import Tasks
from app.ui.theme.look import look
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.rows import Column, Rows
from app.ui.widgets.table import DataTable
from app.usecases.read_consultations import (
    ConsultationDay,
    ConsultationRow,
    consultation_day,
    consultation_page,
)
from app.words.catalogue import _

LISTS = ("today", "call_back", "all")


class LogCard(Card):
    opened = Signal(str)
    """id of the consultation"""
    counted = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__("log_card")
        self._desk, self._tasks = desk, tasks
        self.shown = "today"
        self._day: ConsultationDay | None = None
        self.tabs = {name: Button(f"log_{name}", kind="tab") for name in LISTS}
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(4)
        for name, tab in self.tabs.items():
            tab.setCheckable(True)
            tab.setChecked(name == self.shown)
            tab.clicked.connect(partial(self._on_tab, name))
            group.addButton(tab)
            row.addWidget(tab)
        row.addStretch(1)
        self.title.hide()
        self.head.insertLayout(0, row)
        self.table: DataTable[ConsultationRow] = DataTable("log_table", self._rows())
        self.table.setMinimumHeight(look().metrics.px(96))
        # the list takes what is left; it never pushes the form out of sight
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.body.addWidget(self.table, 1)
        self.table.rows.fetch_with(self._fetch)
        self.table.opened.connect(lambda row: self.opened.emit(row.id))

    def _rows(self) -> Rows[ConsultationRow]:
        return Rows(
            (
                Column(id="number", text=lambda c: numbering.grouped(c.number), width=232, wide_only=True),
                Column(id="question", text=lambda c: " ".join(c.question.split()), width=0),
                Column(
                    id="category",
                    text=lambda c: category_words(self._desk.rulebook, c.category),
                    width=130,
                    wide_only=True,
                ),
                Column(
                    id="result",
                    text=lambda c: result_words(c.result),
                    tone=lambda c: TONES[c.result],
                    width=124,
                ),
                Column(id="due", text=_due, width=110),
                Column(
                    id="delivery",
                    text=lambda c: delivery(c.delivery)[0],
                    tone=lambda c: delivery(c.delivery)[1],
                    width=96,
                    wide_only=True,
                ),
            ),
            key=lambda c: c.id,
        )

    def retranslate(self) -> None:
        day = self._day
        today = _("Today {count}").format(count=day.count) if day else _("Today")
        back = _("Call-backs {count}").format(count=day.call_backs) if day else _("Call-backs")
        self.say(_("Logged today"), _("F9 here   Enter opens"))
        self.title.hide()
        self.tabs["today"].say(today)
        self.tabs["call_back"].say(back)
        self.tabs["all"].say(_("All"))
        for tab in self.tabs.values():
            tab.setMinimumWidth(round(tab.fontMetrics().horizontalAdvance(tab.text()) * 1.12) + 28)
        self.table.say(
            _("Logged today"),
            (_("Number"), _("Question"), _("Category"), _("Result"), _("Day, due"), _("Delivery")),
            (
                _("Nothing logged here yet."),
                _("Each saved consultation appears here."),
                _("Type the question and press F10."),
            ),
        )
        self.table.rows.show(self.table.rows.rows)

    def read(self) -> None:
        """The list from its start, and the figures."""
        self.table.rows.restart()
        self._tasks.run(consultation_day, on_done=self._on_day, owner=self)

    def _on_day(self, day: ConsultationDay) -> None:
        self._day = day
        self.retranslate()
        self.counted.emit(day)

    def _on_tab(self, name: str, _checked: bool = False) -> None:
        self.shown = name
        self.table.rows.restart()

    def _fetch(self, after: object, limit: int, show: Callable[[Sequence[ConsultationRow]], None]) -> None:
        self._tasks.run(consultation_page, self.shown, after, limit, on_done=show, owner=self)


def _due(row: ConsultationRow) -> str:
    """The promised day of a call-back, else the day it was asked."""
    if row.result is ConsultationResult.CALL_BACK and row.due_on:
        return _("by {day}").format(day=row.due_on[5:])
    return row.started_on[5:]
