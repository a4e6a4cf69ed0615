"""The form of one consultation: only question and result are needed, the rest helps."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from app.domain import identifiers
from app.domain.consultation import ConsultationResult
from app.domain.matter import Knowledge
from app.domain.refusals import No, Refusal, Refused, errors
from app.ui.desk import Desk
from app.ui.pages.consultation.boxes import TalkBoxes
from app.ui.pages.consultation.talk import OTHER, Talk
from app.words import refusals as words
from app.words.catalogue import _, pick

_REFERS = (ConsultationResult.TRANSFERRED, ConsultationResult.OUTSIDE_SERVICE)


class TalkForm(TalkBoxes):
    edited = Signal()
    question_changed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._loading = False
        self._by_hand: set[str] = set()
        self._knowledge: tuple[str, ...] = ()
        self._inserted = ""
        self._connect()

    def _connect(self) -> None:
        self.question.textChanged.connect(self._on_question)
        self.answer.textChanged.connect(self._on_edited)
        self.category.picked.connect(lambda _value: self._on_hand("category"))
        self.channel.picked.connect(lambda _value: self._on_hand("channel"))
        self.result.picked.connect(lambda _value: self._on_hand("result"))
        self.due_on.textEdited.connect(lambda _text: self._on_edited())
        self.due_on.date_changed.connect(lambda _day: self._on_edited())
        self.referred.picked.connect(lambda _value: self._on_referred())
        referred = self.referred.lineEdit()
        for line in (self.person, self.phone, self.need, *((referred,) if referred else ())):
            line.textEdited.connect(lambda _text: self._on_edited())
        self.phone.editingFinished.connect(self._on_phone_left)

    def retranslate(self) -> None:
        super().retranslate()
        self._fit()

    # content

    def talk(self) -> Talk:
        result = self.result.value()
        chosen = self.referred.value()
        referral = self._desk.rulebook.referrals.get(str(chosen)) if chosen else None
        day = self.due_on.value()
        refers = result in _REFERS
        return Talk(
            question=self.question.text(),
            answer=self.answer.text(),
            category=str(self.category.value() or OTHER),
            channel=str(self.channel.value() or "counter"),
            result=result if isinstance(result, ConsultationResult) else ConsultationResult.ANSWERED,
            due_on=(day.isoformat() if day else self.due_on.text().strip())
            if result is ConsultationResult.CALL_BACK
            else "",
            referral=str(chosen or "") if refers else "",
            referred_to=(referral.words.zh if referral else self.referred.typed().strip()) if refers else "",
            person=self.person.text(),
            phone=self.phone.text(),
            need=self.need.text(),
            knowledge=self._knowledge,
        )

    def load(self, talk: Talk) -> None:
        """A draft, or an empty talk for the next visitor. Nothing is announced."""
        self._loading = True
        self._by_hand = {"category", "result"} if talk.question else set()
        self._knowledge, self._inserted = talk.knowledge, ""
        self.question.setText(talk.question)
        self.answer.setText(talk.answer)
        self.category.set_value(talk.category if talk.question else None)
        self.channel.set_value(talk.channel)
        self.result.set_value(talk.result)
        self.due_on.setText(talk.due_on)
        self.referred.set_value(talk.referral or None)
        if talk.referred_to and not talk.referral:
            self.referred.setEditText(talk.referred_to)
        self.person.setText(talk.person)
        self.phone.setText(talk.phone)
        self.need.setText(talk.need)
        for cell in self.cells.values():
            cell.tell("")
        self._loading = False
        self._fit()

    def suggest_category(self, category: str) -> None:
        """From the knowledge entry in front, unless the clerk has chosen one."""
        if "category" not in self._by_hand:
            self.category.set_value(category)

    def take(self, entry: Knowledge) -> None:
        """The entry's answer; what the clerk wrote before stays above it."""
        before = self.answer.text().strip()
        written = "" if before == self._inserted else before
        self._inserted = entry.answer
        self.answer.setText(f"{written}\n{entry.answer}" if written else entry.answer)
        name = f"{entry.id}@{entry.version}"
        kept = self._knowledge if written else ()
        self._knowledge = (*(one for one in kept if one != name), name)
        self.suggest_category(entry.category)
        if "result" not in self._by_hand:
            beyond = entry.boundary == "market"
            self.result.set_value(
                ConsultationResult.OUTSIDE_SERVICE if beyond else ConsultationResult.ANSWERED
            )
        self.cells["answer"].tell("")
        self._fit()
        self._on_edited()

    def set_result(self, result: ConsultationResult) -> None:
        self.result.set_value(result)
        self._on_hand("result")

    # following what is typed

    def _on_edited(self) -> None:
        if not self._loading:
            self.edited.emit()

    def _on_question(self) -> None:
        if not self._loading:
            self.cells["question"].tell("")
            self.question_changed.emit(self.question.text())
            self.edited.emit()

    def _on_hand(self, name: str) -> None:
        self._by_hand.add(name)
        self._fit()
        self._on_edited()

    def _on_referred(self) -> None:
        self._fit()
        self._on_edited()

    def _on_phone_left(self) -> None:
        text = self.phone.text().strip()
        problems = identifiers.check("phone", text, self._desk.clock.now().date()).problems if text else ()
        wrong = errors(problems)
        self.cells["phone"].tell(words.sentence(wrong[0]) if wrong else "")

    def _fit(self) -> None:
        """Only what the result needs takes room."""
        result = self.result.value()
        back = result is ConsultationResult.CALL_BACK
        self.cells["due_on"].setVisible(back)
        self.cells["referred_to"].setVisible(result in _REFERS)
        self.cells["phone"].say(_("Phone"), required=back)
        if back and not self.due_on.text():
            self._loading = True
            self.due_on.set_value(self._next_day())
            self._loading = False
        referral = self._desk.rulebook.referrals.get(str(self.referred.value() or ""))
        told = ""
        if referral is not None:
            how = pick(referral.how.zh, referral.how.en)
            told = "  ".join(part for part in (how, referral.hotline or "", referral.address or "") if part)
        self.cells["referred_to"].say(_("Passed to"), told, required=result is ConsultationResult.TRANSFERRED)

    def _next_day(self) -> date | None:
        """The next working day; the clerk may promise another."""
        today = self._desk.clock.now().date()
        day = self._desk.rulebook.calendar.add_working_days(today, 1)
        return None if isinstance(day, Refused) else day

    # errors and cursor

    def show_refused(self, refused: Refused) -> bool:
        """Each reason at its field, the cursor at the first. False: none of them belongs to a field."""
        for cell in self.cells.values():
            cell.tell("")
        first = ""
        for refusal in refused.refusals:
            place = self.cells.get(refusal.where)
            if place is not None and not place.told():
                place.tell(words.sentence(refusal))
                first = first or refusal.where
        if first:
            self.cells[first].take_cursor()
        return bool(first)

    def problems(self) -> tuple[Refusal, ...]:
        """What only the form can see: a text that is no date or no phone."""
        found: list[Refusal] = []
        talk = self.talk()
        if talk.due_on and self.due_on.value() is None:
            found.append(Refusal(No.NOT_A_DATE, "due_on"))
        if talk.phone.strip():
            checked = identifiers.check("phone", talk.phone, self._desk.clock.now().date())
            found += [Refusal(r.code, "phone", r.facts) for r in errors(checked.problems)]
        return tuple(found)
