"""The consultation page: the form, what was logged, and one logged consultation to read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain import numbering
from app.domain.case import Draft
from app.domain.matter import Service
from app.ui.page import Frame, Page
from app.ui.pages.consultation.actions import SUGGESTIONS
from app.ui.pages.consultation.log_card import LogCard
from app.ui.pages.consultation.record_view import TalkView
from app.ui.pages.consultation.talk_words import duration
from app.ui.pages.consultation.work import Done, TalkWork
from app.ui.theme.look import look
from app.ui.widgets.later import Later
from app.usecases.drafts import discard_draft, keep_draft, resume_draft
from app.usecases.read_consultations import ConsultationDay, OpenConsultation, read_consultation
from app.words.catalogue import _

ON_FORM = tuple(f"consultation.{name}" for name in ("keep", "park", "convert", "save", "void"))


class ConsultationPage(Page):
    stem = "consultation"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.work = TalkWork(self)
        self._day: ConsultationDay | None = None
        front = self._front = QWidget()
        front.setObjectName("consultation_front")
        column = self._column = QVBoxLayout(front)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.work)
        self._below = QWidget()
        self._below.setMinimumHeight(look().metrics.px(150))
        column.addWidget(self._below, 1)
        self.stack = QStackedWidget()
        self.stack.setObjectName("consultation_stack")
        self.stack.addWidget(front)
        self.body.addWidget(self.stack, 1)
        self.work.logged.connect(self._on_logged)
        self._later = Later(self, (lambda: self.work.suggestions, lambda: self.log))
        self._bind()

    @cached_property
    def log(self) -> LogCard:
        """What was logged, below the form; built when first wanted."""
        made = LogCard(self.desk, self.tasks)
        made.opened.connect(self._read)
        made.counted.connect(self._show_day)
        made.retranslate()
        self._column.replaceWidget(self._below, made)
        self._below.deleteLater()
        made.show()
        made.read()
        return made

    @cached_property
    def view(self) -> TalkView:
        """One logged consultation, once one is read."""
        made = TalkView(self.desk)
        made.retranslate()
        self.stack.addWidget(made)
        return made

    @property
    def _viewing(self) -> bool:
        return self.stack.currentWidget() is not self._front

    def _read_log(self) -> None:
        """Its first building reads it."""
        if "log" in self.__dict__:
            self.log.read()

    def _bind(self) -> None:
        work = self.work
        self.bind("consultation.keep", lambda: work.keeper.keep_now(tell=True))
        self.bind("consultation.find", self._to_question)
        self.bind("consultation.new", self._next)
        self.bind("consultation.park", lambda: work.keeper.park(self._parked))
        self.bind("consultation.convert", work.convert)
        self.bind("consultation.slip", self._slip)
        self.bind("consultation.today", self._to_log)
        self.bind("consultation.void", self._void)
        self.bind("consultation.save", work.save)
        for place in range(1, SUGGESTIONS + 1):
            self.bind(f"consultation.take{place}", partial(self._take, place))

    def _take(self, place: int) -> None:
        self.work.suggestions.take(place)

    def retranslate(self) -> None:
        self.work.retranslate()
        for name in self.__dict__.keys() & {"log", "view"}:
            getattr(self, name).retranslate()
        self._say_day()

    def _show_day(self, day: ConsultationDay) -> None:
        self._day = day
        self._say_day()

    def _say_day(self) -> None:
        day, told = self._day, ""
        if day is not None and day.count:
            average = duration(day.average_s)
            told = _("{count} today, {time} on average").format(count=day.count, time=average)
        self.head.say(_("Consultation"), told)

    # coming and going

    def opened(self, request: Mapping[str, object]) -> None:
        if request.get("visit_id"):
            self.work.visit_id = str(request["visit_id"])
        self._later.start()
        self._read_log()
        if request.get("draft_id"):
            self.tasks.run(resume_draft, str(request["draft_id"]), on_done=self._open_draft, owner=self)
        elif request.get("record_id"):
            self._read(str(request["record_id"]))
        elif request.get("new") or self.work.blank or self._viewing:
            self._next()

    def left(self) -> None:
        self.work.keeper.keep_now()

    def refresh(self, stems: frozenset[str]) -> None:
        if self.isVisible() and "consultations" in stems:
            self._read_log()

    def first_field(self) -> QWidget | None:
        return None if self._viewing else self.work.form.question

    def _show(self, part: QWidget) -> None:
        self.stack.setCurrentWidget(part)
        for name in ON_FORM:
            self.allow(name, part is self._front, _("Press F4 for the next consultation"))
        found = None if part is self._front else self.view.found
        slip = part is self._front or bool(found and found.papers)
        self.allow("consultation.slip", slip, _("No slip was made for this consultation"))
        self.frame.refresh_bar()

    def _next(self) -> None:
        self.work.start()
        self._to_question()

    def _to_question(self) -> None:
        self._show(self._front)
        self.work.take_cursor()

    def _to_log(self) -> None:
        self._show(self._front)
        self.log.table.setFocus()

    # drafts

    def _open_draft(self, draft: Draft) -> None:
        self.work.open_draft(draft)
        self._to_question()

    def _parked(self) -> None:
        self._next()
        self.head.tell(_("Parked; it waits on the workbench"))

    def _void(self) -> None:
        if self.work.blank:
            return
        draft = self.work.draft()
        self.work.keeper.stop()
        self.tasks.run(discard_draft, draft.id, owner=self)
        self._next()
        self.frame.say(_("Draft voided"), _("Take back"), lambda: self._take_back(draft))

    def _take_back(self, draft: Draft) -> None:
        self.tasks.run(keep_draft, draft, on_done=self._open_draft, owner=self)

    # logged ones

    def _on_logged(self, done: Done) -> None:
        talk = done.logged.consultation
        self._read_log()
        self._to_question()
        self.head.tell(
            _("Saved {time}, no. {number}, took {seconds}").format(
                time=talk.ended_at[11:19],
                number=numbering.grouped(talk.number),
                seconds=duration(done.seconds),
            )
        )
        if done.then == "print":
            self.frame.go("printing", print=tuple(paper.id for paper in done.logged.papers))
        elif done.then == "accept":
            self.frame.go("acceptance", visit_id=talk.visit_id, **self._matter_of(talk.knowledge))

    def _matter_of(self, knowledge: tuple[str, ...]) -> dict[str, object]:
        """The first matter that the used answers name and that is accepted here."""
        rules, today = self.desk.rulebook, self.desk.clock.now().date()
        for name in knowledge:
            entry = rules.knowledge.get(name.partition("@")[0])
            for code in entry.matters if entry else ():
                matter = rules.matter(code, today)
                if matter is not None and matter.service is Service.ACCEPTANCE:
                    return {"matter": code}
        return {"new": True}

    def _slip(self) -> None:
        """On a logged one: its slip again. On the form: save, and the slip goes to the printer."""
        found = self.view.found if self._viewing else None
        if found is None:
            self.work.save(slip=True, then="print")
        else:
            self.frame.go("printing", print=tuple(paper.id for paper in found.papers))

    def _read(self, consultation_id: str) -> None:
        self.tasks.run(read_consultation, consultation_id, on_done=self._show_talk, owner=self)

    def _show_talk(self, found: OpenConsultation) -> None:
        self.work.keeper.keep_now()
        self.view.show_talk(found)
        self.head.tell("")
        self._show(self.view)
