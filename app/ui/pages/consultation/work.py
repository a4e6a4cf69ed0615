"""A consultation at work: form, stopwatch and suggestions; kept on disk, then logged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.case import Draft
from app.domain.consultation import ConsultationResult
from app.domain.matter import Knowledge
from app.domain.refusals import Refused
from app.ui.keeping import DraftKeeper
from app.ui.pages.consultation.form import TalkForm
from app.ui.pages.consultation.stopwatch import Stopwatch
from app.ui.pages.consultation.suggestions import SuggestionsCard
from app.ui.pages.consultation.talk import Talk, talk_of
from app.ui.theme.look import look
from app.ui.theme.metrics import Width
from app.usecases.desk import new_id
from app.usecases.log_consultation import Logged, log_consultation
from app.words.catalogue import _

if TYPE_CHECKING:
    from app.ui.page import Page


@dataclass(frozen=True, slots=True)
class Done:
    """What was logged, in how many seconds, and what comes then: nothing, `print` or `accept`."""

    logged: Logged
    seconds: int
    then: str


class TalkWork(QWidget):
    logged = Signal(object)
    """a `Done`; the form is ready for the next one already"""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("consultation_work")
        self._page = page
        self.form = TalkForm(page.desk)
        self.watch = Stopwatch(page.desk.clock)
        self.form.beside_title(self.watch)
        self.keeper = DraftKeeper(page, self._worth_keeping)
        self._draft_id = new_id()
        self.visit_id = ""
        self._last_channel = "phone"
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.form, 1)
        self._beside: QWidget = QWidget()
        row.addWidget(self._beside)
        self._row = row
        self.form.edited.connect(self._on_edited)
        self.form.question_changed.connect(self._ask)
        self.form.question.entered.connect(self._on_entered)
        self.form.question.down.connect(self._to_suggestions)

    @cached_property
    def suggestions(self) -> SuggestionsCard:
        """Beside the form; built when first wanted."""
        made = SuggestionsCard(self._page.desk, self._page.tasks)
        made.found.connect(self._on_found)
        made.taken.connect(self._on_taken)
        made.retranslate()
        made.setFixedWidth(self._beside.minimumWidth())
        self._row.replaceWidget(self._beside, made)
        self._beside.deleteLater()
        self._beside = made
        made.show()
        return made

    def retranslate(self) -> None:
        self.form.retranslate()
        if "suggestions" in self.__dict__:
            self.suggestions.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        window = self.window()
        width = look().metrics.width_class(window.width(), window.height())
        wide = {Width.S: 300, Width.M: 430, Width.L: 620}[width]
        self._beside.setFixedWidth(look().metrics.px(wide))
        self.form.set_columns(1 if width is Width.S else 2)

    # one after another

    def start(self) -> None:
        """An empty form; what was open is a draft on disk already."""
        self.keeper.keep_now()
        # a visitor of this desk stands at the counter; else as the last one came
        self._open(Talk(channel="counter" if self.visit_id else self._last_channel), new_id())

    def open_draft(self, draft: Draft) -> None:
        self.keeper.keep_now()
        self.visit_id = draft.visit_id
        self._open(talk_of(draft.extra), draft.id)
        self.watch.resume(str(draft.extra.get("started_at", "")))
        self.suggestions.ask(self.form.question.text())

    def _open(self, talk: Talk, draft_id: str) -> None:
        self.keeper.restart()
        self._draft_id = draft_id
        self.watch.reset()
        if "suggestions" in self.__dict__:
            self.suggestions.clear()
        self.form.load(talk)

    @property
    def blank(self) -> bool:
        return self.form.talk().blank

    def draft(self) -> Draft:
        """The form as it stands."""
        talk = self.form.talk()
        about = " ".join(talk.question.split())[:40] or talk.person
        return Draft(
            id=self._draft_id,
            kind="consultation",
            matter="",
            extra={**talk.plain(), "about": about, "started_at": self.watch.started_at},
            visit_id=self.visit_id,
        )

    def _worth_keeping(self) -> Draft | None:
        return None if self.blank else self.draft()

    # typing

    def take_cursor(self) -> None:
        self.form.cells["question"].take_cursor()

    def _on_edited(self) -> None:
        self.watch.start()
        self.keeper.changed()

    def _ask(self, text: str) -> None:
        self.suggestions.ask(text)

    def _to_suggestions(self) -> None:
        self.suggestions.table.setFocus()

    def _on_entered(self) -> None:
        """Enter in the question: the suggestion in front, or on to the answer."""
        self.suggestions.ask_now()
        if not self.suggestions.take_current():
            self.form.cells["answer"].take_cursor()

    def _on_found(self, entries: tuple[Knowledge, ...]) -> None:
        if entries:
            self.form.suggest_category(entries[0].category)

    def _on_taken(self, entry: Knowledge) -> None:
        self.form.take(entry)
        self.form.cells["answer"].take_cursor()

    # saving

    def save(self, *, slip: bool = False, then: str = "") -> None:
        """`then`: what comes after it, see `Done`."""
        problems = self.form.problems()
        if problems:
            self.form.show_refused(Refused(problems))
            return
        seconds = self.watch.seconds()
        request = self.form.talk().request(
            record_id=self._draft_id,
            visit_id=self.visit_id,
            started_at=self.watch.started_at,
            slip=slip,
        )
        self.keeper.keep_now()
        self._page.allow("consultation.save", False, _("being saved …"))
        self._page.tasks.run(
            log_consultation,
            request,
            on_done=partial(self._on_logged, seconds, then),
            on_refused=self._on_refused,
            on_obstacle=self._on_obstacle,
            owner=self,
        )

    def convert(self) -> None:
        """It became a case: logged as such, then the matter it was about opens."""
        if self.form.talk().result is not ConsultationResult.GUIDED_TO_CASE:
            self.form.set_result(ConsultationResult.GUIDED_TO_CASE)
        self.save(then="accept")

    def _on_logged(self, seconds: int, then: str, logged: Logged) -> None:
        self._page.allow("consultation.save", True)
        self.keeper.stop()
        self._last_channel = logged.consultation.channel
        self.start()
        self.logged.emit(Done(logged, seconds, then))

    def _on_refused(self, refused: Refused) -> None:
        """Nothing was logged and nothing typed is lost: every reason at its field."""
        self._page.allow("consultation.save", True)
        if not self.form.show_refused(refused):
            self._page.show_refused(refused)

    def _on_obstacle(self, obstacle: Any) -> None:
        self._page.allow("consultation.save", True)
        self._page.show_obstacle(obstacle)
