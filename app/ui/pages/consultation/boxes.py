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
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        top = Qt.AlignmentFlag.AlignTop
        cells = self.cells
        grid.addWidget(cells["question"], 0, 0, 1, 2)
        grid.addWidget(cells["answer"], 1, 0, 1, 2)
        grid.addWidget(cells["result"], 2, 0, top)
        grid.addWidget(cells["channel"], 2, 1, top)
        grid.addWidget(cells["due_on"], 3, 0, top)
        grid.addWidget(cells["referred_to"], 4, 0, 1, 2, top)
        grid.addWidget(cells["category"], 5, 0, top)
        grid.addWidget(cells["phone"], 5, 1, top)
        grid.addWidget(cells["person"], 6, 0, top)
        grid.addWidget(cells["need"], 6, 1, top)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        tab_through(cells[name].box for name in READING)

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
