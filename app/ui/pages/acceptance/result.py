"""What a filed case shows: number, state, what the visitor gets, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain import numbering
from app.domain.case import Case, CaseStatus
from app.domain.paper import Paper
from app.ui.desk import Desk
from app.ui.pages.acceptance.decision import decision_words
from app.ui.pages.acceptance.second_check import SecondCheckCard
from app.ui.state_words import case_status, delivery, paper_kind, print_state
from app.ui.tasks import Tasks
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.lines import StatusChip
from app.ui.widgets.plain import PlainLabel, WrappedLabel
from app.ui.widgets.rows import Column, Rows
from app.ui.widgets.table import DataTable
from app.words.catalogue import _, pick


class ResultView(QWidget):
    answer = Signal(str)
    """id of the case whose notice (or return) is to be answered"""
    reviewed = Signal(object)
    pay = Signal(str)
    rate = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("case_result")
        self._desk = desk
        self._case: Case | None = None
        self.card = Card("case_card")
        self.number = PlainLabel(role="total")
        self.number.setObjectName("case_number")
        self.number.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.status = StatusChip("case_status")
        self.sent = StatusChip("case_delivery")
        self.about = WrappedLabel()
        self.about.setObjectName("case_about")
        self.next = WrappedLabel(role="quiet")
        self.again = Button("case_answer", kind="primary")
        self.collect = Button("case_pay")
        self.ask_rating = Button("case_rate")
        self.papers_card = Card("case_papers")
        self.papers: DataTable[Paper] = DataTable(
            "case_papers_table",
            Rows(
                (
                    Column(id="kind", text=lambda p: paper_kind(p.kind), width=0),
                    Column(id="number", text=lambda p: numbering.grouped(p.number), width=280),
                    Column(
                        id="state",
                        text=lambda p: print_state(p.state)[0],
                        width=150,
                        tone=lambda p: print_state(p.state)[1],
                    ),
                    Column(id="count", text=lambda p: str(p.copies_printed), width=70, number=True),
                ),
                key=lambda p: p.id,
            ),
        )
        self.second = SecondCheckCard(desk, tasks)
        self._lay_out()

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        chips.addWidget(self.number)
        chips.addWidget(self.status)
        chips.addWidget(self.sent)
        chips.addStretch(1)
        buttons = QHBoxLayout()
        for button in (self.again, self.collect, self.ask_rating):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.card.body.addLayout(chips)
        self.card.body.addWidget(self.about)
        self.card.body.addWidget(self.next)
        self.card.body.addLayout(buttons)
        self.papers_card.body.addWidget(self.papers)
        inside = QWidget()
        inside.setObjectName("case_result_inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.card)
        column.addWidget(self.second)
        column.addWidget(self.papers_card, 1)
        room = QScrollArea()
        room.setObjectName("case_result_room")
        room.setWidgetResizable(True)
        room.setFrameShape(QScrollArea.Shape.NoFrame)
        room.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(room)
        self.again.clicked.connect(lambda: self._emit(self.answer))
        self.collect.clicked.connect(lambda: self._emit(self.pay))
        self.ask_rating.clicked.connect(lambda: self._emit(self.rate))
        self.second.reviewed.connect(self.reviewed)

    def retranslate(self) -> None:
        self.papers_card.say(_("Papers of this case"), _("F12 print all   Enter preview"))
        self.papers.say(
            _("Papers of this case"),
            (_("Paper"), _("Number"), _("State"), _("Printed")),
            (
                _("No paper goes with this decision."),
                _("Advice and transfers are told, not printed."),
                _("F4 starts the next acceptance."),
            ),
        )
        self.again.say(_("Answer the notice"))
        self.collect.say(_("Collect fee"), "F9")
        self.ask_rating.say(_("Invite to rate"))
        self.second.retranslate()
        if self._case is not None:
            self.show_case(self._case, self.papers.rows.rows, self._word)

    def _emit(self, signal: Any) -> None:
        if self._case is not None:
            signal.emit(self._case.id)

    _word = "saved"

    def show_case(self, case: Case, papers: Sequence[Paper], word: str) -> None:
        """`word` is the delivery word of the record: saved, sending, delivered, needs_you."""
        self._case, self._word = case, word
        matter = self._desk.rulebook.matter_of(case.matter, case.matter_version)
        self.card.say(pick(matter.words.zh, matter.words.en))
        self.number.setText(numbering.grouped(case.number))
        self.number.setAccessibleName(_("Case number"))
        words, tone = case_status(self._desk.rulebook, case.status, case.matter)
        self.status.say(words, tone if tone in ("ok", "warn", "err") else "quiet")
        told, sent_tone = delivery(word)
        self.sent.say(told, sent_tone if sent_tone in ("ok", "warn", "err") else "quiet")
        self.about.setText("  ·  ".join(part for part in (case.applicant_name, case.title) if part))
        self.next.setText(self._next_step(case))
        self.papers.rows.show(sorted(papers, key=lambda paper: paper.number))
        returned = case.status is CaseStatus.RETURNED
        self.again.say(_("Revise") if returned else _("Answer the notice"))
        self.again.setVisible(case.status in (CaseStatus.CORRECTION, CaseStatus.RETURNED))
        self.collect.setVisible(case.status is CaseStatus.ACCEPTED and bool(case.quote))
        self.ask_rating.setVisible(case.status is CaseStatus.ACCEPTED)
        self.second.setVisible(case.status is CaseStatus.PENDING_CHECK)
        if case.status is CaseStatus.PENDING_CHECK:
            self.second.show_case(case)

    def _next_step(self, case: Case) -> str:
        match case.status:
            case CaseStatus.ACCEPTED:
                due = _("promised by {day}").format(day=case.due_on) if case.due_on else ""
                return "  ".join(filter(None, (decision_words(case.decision), due)))
            case CaseStatus.CORRECTION:
                return _("When the visitor returns, scan the notice: only the open lines are active then.")
            case CaseStatus.PENDING_CHECK:
                return "  ".join(
                    filter(
                        None,
                        (
                            _("Proposed: {decision}").format(decision=decision_words(case.decision)),
                            case.opinion,
                            _("No receipt before the second person has agreed."),
                        ),
                    )
                )
            case CaseStatus.RETURNED:
                told = (case.review.return_reason, case.review.opinion) if case.review else ()
                return _("Sent back: {why}").format(why="  ".join(filter(None, told)))
            case _:
                return decision_words(case.decision)
