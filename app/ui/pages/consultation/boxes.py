"""The boxes of the consultation form: what stands where, and in which words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.domain.consultation import ConsultationResult
from app.ui.desk import Desk
from app.ui.pages.consultation.question_box import QuestionBox
from app.ui.pages.consultation.talk_words import RESULTS, channel_choices, result_words
from app.ui.widgets.card import Card
from app.ui.widgets.date_line import DateLine
from app.ui.widgets.labelled import Labelled
from app.ui.widgets.pick import Pick
from app.ui.widgets.search_combo import Choice, SearchCombo
from app.ui.widgets.tab_order import tab_through
from app.ui.widgets.text_box import TextBox
from app.words.catalogue import _, pick

READING = (
    "question",
    "answer",
    "result",
    "channel",
    "due_on",
    "referred_to",
    "category",
    "phone",
    "person",
    "need",
)
_ROWS = (
    ("question",),
    ("answer",),
    ("result", "channel"),
    ("due_on",),
    ("referred_to",),
    ("category", "phone"),
    ("person", "need"),
)
_WIDE = ("question", "answer", "referred_to")


class TalkBoxes(Card):
    """`cells` by the names that refusals use."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("talk_card")
        self._desk = desk
        self.question = QuestionBox("talk_question", lines=3)
        self.answer = TextBox("talk_answer", lines=5)
        self.category = SearchCombo("talk_category")
        self.channel = Pick("talk_channel")
        self.result = Pick("talk_result")
        self.due_on = DateLine("talk_due", lambda: desk.clock.now().date())
        self.referred = SearchCombo("talk_referred")
        self.person, self.phone, self.need = (QLineEdit() for _n in range(3))
        for line, name in ((self.person, "person"), (self.phone, "phone"), (self.need, "need")):
            line.setObjectName(f"talk_{name}")
        self.phone.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText)
        boxes: dict[str, QWidget] = {
            "question": self.question,
            "answer": self.answer,
            "category": self.category,
            "channel": self.channel,
            "result": self.result,
            "due_on": self.due_on,
            "referred_to": self.referred,
            "person": self.person,
            "phone": self.phone,
            "need": self.need,
        }
        self.cells = {name: Labelled(box) for name, box in boxes.items()}
        self._lay_out()

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self.set_columns(2)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        tab_through(self.cells[name].box for name in READING)

    def set_columns(self, columns: int) -> None:
        """One below the other where the room is narrow; the reading order is the same."""
        row = 0
        for line in _ROWS:
            wide = columns if line[0] in _WIDE else 1
            for at, name in enumerate(line):
                row, column = (row, at) if columns == 2 else (row + bool(at), 0)
                self._grid.addWidget(self.cells[name], row, column, 1, wide, Qt.AlignmentFlag.AlignTop)
            row += 1
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)

    def retranslate(self) -> None:
        self.say(_("Consultation"))
        rules = self._desk.rulebook
        options = rules.option_lists.get("knowledge_categories", ())
        pinyin = {str(option.value): option.pinyin for option in options}
        self.category.offer(
            [
                Choice(value=name, text=pick(w.zh, w.en), pinyin=pinyin.get(name, ()))
                for name, w in rules.consultation_categories.items()
            ]
        )
        self.channel.offer(channel_choices(rules))
        self.result.offer([(one, result_words(one)) for one in RESULTS])
        if self.result.value() is None:
            self.result.set_value(ConsultationResult.ANSWERED)
        # neutral lists first: a market service is never told by one name
        referrals = sorted(rules.referrals.values(), key=lambda one: not one.neutral)
        self.referred.offer([Choice(value=r.id, text=pick(r.words.zh, r.words.en)) for r in referrals])
        cells = self.cells
        cells["question"].say(_("Question"), required=True)
        self.question.setPlaceholderText(_("What is asked; Enter takes the suggestion in front"))
        cells["answer"].say(_("Answer"))
        cells["category"].say(_("Category"))
        cells["channel"].say(_("Came by"))
        cells["result"].say(_("Result"))
        cells["due_on"].say(_("Call back by"), required=True)
        cells["person"].say(_("Name"))
        self.person.setPlaceholderText(_("may stay empty"))
        cells["phone"].say(_("Phone"))
        cells["need"].say(_("Need"))
        self.need.setPlaceholderText(_("a problem or need to collect"))
