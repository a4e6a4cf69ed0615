"""The situation questions (情形引导): short answers that shrink the list of papers."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.acceptance import AnsweredBy, Asked, FormState
from app.domain.matter import Answer, Question
from app.domain.refusals import No, Refusal
from app.ui.forms.choosing import NO, YES
from app.ui.theme.look import look
from app.ui.widgets.card import Card
from app.ui.widgets.lines import ErrorLine, mark
from app.ui.widgets.plain import WrappedLabel
from app.ui.widgets.search_combo import Choice, SearchCombo
from app.words.catalogue import _, joined, pick


class QuestionsCard(Card):
    """Only the questions that matter now stand here; what the clerk answered is kept when one hides."""

    answered = Signal()

    def __init__(self) -> None:
        super().__init__("questions_card")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        for column, share in enumerate((4, 3, 4, 3)):
            self._grid.setColumnStretch(column, share)
        self.body.addLayout(self._grid)
        self.notes = ErrorLine("question_notes")
        self.body.addWidget(self.notes)
        self._boxes: dict[str, SearchCombo] = {}
        self._labels: dict[str, WrappedLabel] = {}
        self._questions: dict[str, Question] = {}
        self._answers: dict[str, object] = {}

    def answers(self) -> dict[str, object]:
        """What the clerk answered, also for questions that are hidden now."""
        return dict(self._answers)

    def load(self, answers: Mapping[str, object]) -> None:
        self._answers = dict(answers)

    def show_state(self, state: FormState) -> None:
        asked = {one.question.id: one for one in state.asked}
        for name in [name for name in self._boxes if name not in asked]:
            self._drop(name)
        for place, one in enumerate(state.asked):
            self._show(place, one)
        self._tell_notes(state)
        self.setVisible(bool(asked))

    def _show(self, place: int, one: Asked) -> None:
        name = one.question.id
        if name not in self._boxes:
            self._make(one.question)
        box, label = self._boxes[name], self._labels[name]
        row, side = divmod(place, 2)
        self._grid.addWidget(label, row, side * 2)
        self._grid.addWidget(box, row, side * 2 + 1)
        if one.by is not AnsweredBy.NOBODY and box.value() != one.answer:
            box.set_value(one.answer)

    def _make(self, question: Question) -> None:
        box = SearchCombo(f"question_{question.id}")
        label = WrappedLabel()
        label.setBuddy(box)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        box.setMaximumWidth(look().metrics.px(420))
        box.picked.connect(lambda value, name=question.id: self._on_answer(name, value))
        self._boxes[question.id], self._labels[question.id] = box, label
        self._questions[question.id] = question
        self._word(question.id)

    def _word(self, name: str) -> None:
        question, box = self._questions[name], self._boxes[name]
        words = pick(question.words.zh, question.words.en)
        self._labels[name].setText(words)
        box.offer(
            [
                Choice(
                    value=a.value,
                    text=pick(a.words.zh, a.words.en) or _yes_no(a.value),
                    pinyin=_spoken(a),
                )
                for a in question.answers
            ]
        )
        box.name(words)

    def _on_answer(self, name: str, value: object) -> None:
        self._answers[name] = value
        self.answered.emit()

    def _drop(self, name: str) -> None:
        for widget in (self._boxes.pop(name), self._labels.pop(name)):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._questions.pop(name)

    def _tell_notes(self, state: FormState) -> None:
        stops = [pick(s.stop.why.zh, s.stop.why.en) for s in state.stops]
        notes = [pick(note.zh, note.en) for note in state.notes]
        if stops:
            self.notes.say(_("Cannot go on here: {why}").format(why=joined(stops)), "error")
        else:
            self.notes.say(joined(notes), "hint")

    def retranslate(self) -> None:
        self.say(_("Situation"), "Alt+1")
        for name in self._boxes:
            self._word(name)

    def as_typed(self, refusals: tuple[Refusal, ...]) -> tuple[Refusal, ...]:
        """A question with words in it that are no answer is told so, not that it is empty."""
        return tuple(self._as_typed(refusal) for refusal in refusals)

    def _as_typed(self, refusal: Refusal) -> Refusal:
        box = self._boxes.get(refusal.where.removeprefix("answers."))
        if refusal.code is not No.UNANSWERED_QUESTION or box is None or not box.holds_enter:
            return refusal
        return Refusal(No.NOT_AN_OPTION, refusal.where, {"found": box.typed().strip()})

    def show_errors(self, told: Mapping[str, str]) -> None:
        """Question id -> sentence; the others are cleared."""
        for name, box in self._boxes.items():
            mark(box, "error" if name in told else "", told.get(name, ""))

    def boxes(self) -> list[QWidget]:
        return list(self._boxes.values())

    def label_at(self, where: str) -> str:
        label = self._labels.get(where.removeprefix("answers."))
        return label.text() if label is not None else ""

    def take_cursor(self, where: str = "") -> bool:
        name = where.removeprefix("answers.")
        box: QWidget | None = self._boxes.get(name) if name else next(iter(self._boxes.values()), None)
        if box is None:
            return False
        box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True


def _spoken(answer: Answer) -> tuple[str, ...]:
    """What finds an answer besides its words: pinyin, initials, the other language, yes and no as typed."""
    usual = {True: YES, False: NO}.get(answer.value, ()) if isinstance(answer.value, bool) else ()
    return (*usual, *answer.pinyin, pick(answer.words.en, answer.words.zh))


def _yes_no(value: object) -> str:
    return _("Yes") if value is True else _("No") if value is False else str(value)
