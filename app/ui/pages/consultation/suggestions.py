"""Answers from the knowledge base that fit what is being typed; a number key takes one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from app.domain.matter import Knowledge
from app.ui.desk import Desk
from app.ui.pages.consultation.actions import SUGGESTIONS
from app.ui.pages.consultation.talk_words import category_words
from app.ui.tasks import Tasks
from app.ui.theme.look import look
from app.ui.widgets.card import Card
from app.ui.widgets.lines import ErrorLine
from app.ui.widgets.plain import ShortLabel
from app.ui.widgets.rows import Column, Rows
from app.ui.widgets.table import DataTable
from app.words.catalogue import _

if TYPE_CHECKING:
    from datetime import date

    from app.rulebook import Rulebook

ASK_AFTER_MS = 200
_DIGITS = {getattr(Qt.Key, f"Key_{n}"): n for n in range(1, SUGGESTIONS + 1)}


@dataclass(frozen=True, slots=True)
class Suggestion:
    place: int
    entry: Knowledge


class SuggestionsCard(Card):
    taken = Signal(object)
    """the `Knowledge` that goes into the answer"""
    found = Signal(object)
    """the entries that fit now, best first"""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__("suggestions_card")
        self._desk, self._tasks = desk, tasks
        self._asked = ""
        self._entries: tuple[Knowledge, ...] = ()
        self.table: DataTable[Suggestion] = DataTable(
            "suggestions",
            Rows(
                (
                    Column(id="place", text=lambda s: str(s.place), width=36),
                    Column(id="question", text=lambda s: s.entry.question, width=0),
                ),
                key=lambda s: s.entry.id,
            ),
        )
        self.table.horizontalHeader().hide()
        self.table.installEventFilter(self)
        self.answer = QPlainTextEdit()
        self.answer.setObjectName("suggested_answer")
        self.answer.setReadOnly(True)
        self.answer.setTabChangesFocus(True)
        self.answer.setMinimumHeight(look().metrics.px(64))
        self.answer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.source = ShortLabel(role="hint")
        self.boundary = ErrorLine("suggestion_boundary")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(ASK_AFTER_MS)
        self._pause.timeout.connect(self.ask_now)
        self._lay_out()
        self.table.chosen.connect(lambda _row: self._show_current())
        self.table.opened.connect(lambda row: self.taken.emit(row.entry))

    def _lay_out(self) -> None:
        self.table.setFixedHeight(look().metrics.row * SUGGESTIONS + 6)
        self.body.addWidget(self.table)
        self.body.addWidget(self.boundary)
        self.body.addWidget(self.answer, 1)
        self.body.addWidget(self.source)

    def retranslate(self) -> None:
        self.say(_("Suggested answers"), _("Enter or Alt+1-6 take"))
        self.table.say(
            _("Suggested answers"),
            (_("No."), _("Question")),
            (_("Answers appear while you type."), _("They come from the packaged knowledge base."), ""),
        )
        self.answer.setAccessibleName(_("Suggested answers"))
        self._show_current()

    # asking

    def ask(self, text: str) -> None:
        """What is typed now; the knowledge base is asked after a short pause."""
        self._asked = text
        self._pause.start()

    def ask_now(self) -> None:
        """The first question reads the files, so it never runs on the screen's thread."""
        self._pause.stop()
        text = self._asked.strip()
        if not text:
            self._show(text, ())
            return
        job = partial(_consult, self._desk.rulebook, text, self._desk.clock.now().date())
        self._tasks.work(job, on_done=partial(self._show, text), owner=self)

    def _show(self, text: str, entries: Sequence[Knowledge]) -> None:
        """An answer to what was typed before is dropped."""
        if text != self._asked.strip():
            return
        self._entries = tuple(entries)
        self.table.rows.show([Suggestion(place, entry) for place, entry in enumerate(self._entries, 1)])
        self._show_current()
        self.found.emit(self._entries)

    def clear(self) -> None:
        self._asked = ""
        self._pause.stop()
        self._show("", ())

    # taking

    def take(self, place: int) -> bool:
        """The suggestion with this number, from 1."""
        if not 1 <= place <= len(self._entries):
            return False
        self.taken.emit(self._entries[place - 1])
        return True

    def take_current(self) -> bool:
        current = self.table.current()
        return self.take(current.place) if current is not None else False

    def entries(self) -> tuple[Knowledge, ...]:
        return self._entries

    def _show_current(self) -> None:
        current = self.table.current()
        entry = current.entry if current is not None else None
        self.answer.setPlainText(entry.answer if entry else "")
        self.source.setText(self._source(entry) if entry else "")
        beyond = entry is not None and entry.boundary == "market"
        self.boundary.say(
            _("Beyond public service: answer neutrally, hand out the public list, never one name")
            if beyond
            else "",
            "warning",
        )

    def _source(self, entry: Knowledge) -> str:
        category = category_words(self._desk.rulebook, entry.category)
        return "  ".join((f"{entry.id}@{entry.version}", category, "；".join(entry.source)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.table:
            place = _DIGITS.get(Qt.Key(event.key()))
            if place is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                return self.take(place)
        return super().eventFilter(watched, event)


def _consult(rules: Rulebook, text: str, on: date) -> tuple[Knowledge, ...]:
    return tuple(rules.consult(text, on, SUGGESTIONS))
