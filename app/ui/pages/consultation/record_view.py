"""A logged consultation, to read: what was asked and answered, by whom, and its slip."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain import numbering
from app.domain.consultation import Consultation
from app.domain.masking import mask_phone
from app.ui.desk import Desk
from app.ui.pages.consultation.talk_words import TONES, category_words, channel_words, result_words
from app.ui.state_words import delivery
from app.ui.widgets.card import Card
from app.ui.widgets.lines import StatusChip
from app.ui.widgets.plain import PlainLabel, WrappedLabel
from app.usecases.read_consultations import OpenConsultation
from app.words.catalogue import _

_TONES = ("ok", "warn", "err")


class TalkView(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("talk_record")
        self._desk = desk
        self.found: OpenConsultation | None = None
        self.card = Card("talk_record_card")
        self.number = PlainLabel(role="total")
        self.number.setObjectName("talk_number")
        self.number.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.result, self.sent = StatusChip("talk_state"), StatusChip("talk_delivery")
        top = QHBoxLayout()
        top.addWidget(self.number)
        top.addWidget(self.result)
        top.addWidget(self.sent)
        top.addStretch(1)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._shown: list[QWidget] = []
        self.card.body.addLayout(top)
        self.card.body.addLayout(self._grid)
        inside = QWidget()
        inside.setObjectName("talk_record_inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addStretch(1)
        room = QScrollArea()
        room.setObjectName("talk_record_room")
        room.setWidgetResizable(True)
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(room)

    def retranslate(self) -> None:
        self.card.say(_("Consultation"))
        if self.found is not None:
            self.show_talk(self.found)

    def show_talk(self, found: OpenConsultation) -> None:
        self.found = found
        talk = found.consultation
        self.number.setText(numbering.grouped(talk.number))
        self.number.setAccessibleName(_("Number"))
        tone = TONES[talk.result]
        self.result.say(result_words(talk.result), tone if tone in _TONES else "quiet")
        words, sent = delivery(found.delivery)
        self.sent.say(words, sent if sent in _TONES else "quiet")
        for widget in self._shown:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = []
        for label, text in self._lines(talk):
            if text:
                self._add(label, text)

    def _lines(self, talk: Consultation) -> tuple[tuple[str, str], ...]:
        rules = self._desk.rulebook
        when = f"{talk.started_at[:10]}  {talk.started_at[11:19]} – {talk.ended_at[11:19]}"
        return (
            (_("Question"), talk.question),
            (_("Answer"), talk.answer),
            (_("Category"), category_words(rules, talk.category)),
            (_("Came by"), channel_words(rules, talk.channel)),
            (_("Call back by"), talk.due_on),
            (_("Passed to"), talk.referred_to),
            (_("Need"), talk.need),
            (_("Name"), talk.person),
            (_("Phone"), mask_phone(talk.phone) if talk.phone else ""),
            (_("Knowledge used"), "  ".join(talk.knowledge)),
            (_("When"), when),
            (_("Clerk"), talk.clerk_name),
        )

    def _add(self, label: str, text: str) -> None:
        row = self._grid.rowCount()
        name, words = PlainLabel(label, role="quiet"), WrappedLabel(text)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(words, row, 1)
        self._shown += [name, words]
