"""One form at work: questions, fields, papers, decision, fee. Judged live, kept on disk, then filed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.case import Case, Decision, Draft
from app.domain.refusals import Refusal, Refused
from app.ui.forms.factory import Means
from app.ui.forms.form import MatterForm
from app.ui.pages.acceptance.decision import DecisionCard
from app.ui.pages.acceptance.fee_panel import FeePanel
from app.ui.pages.acceptance.filing import Problems, filing, supplementing
from app.ui.pages.acceptance.materials import MaterialsCard
from app.ui.pages.acceptance.questions import QuestionsCard
from app.ui.theme.look import look
from app.ui.theme.metrics import Width
from app.usecases.accept_case import Filed, file_case
from app.usecases.assess import Assessment, assess
from app.usecases.desk import Desk
from app.usecases.drafts import keep_draft, park_draft
from app.usecases.read_case import OpenCase
from app.usecases.supplement_case import supplement_case
from app.words.catalogue import _, pick

if TYPE_CHECKING:
    from app.ui.page import Page

KEEP_AFTER_MS = 800
"""A key press is on disk within two seconds (promise 1)."""
JUDGE_AFTER_MS = 120


class Worksheet(QWidget):
    filed = Signal(object)
    told = Signal(str, str)
    """a line for the page's status: words and kind"""

    def __init__(self, page: Page, draft: Draft, before: OpenCase | None) -> None:
        super().__init__()
        self.setObjectName("worksheet")
        self._page, self._draft, self._before = page, draft, before
        desk = page.desk
        self._desk = Desk(rules=desk.rulebook, clock=desk.clock, public_url=desk.public_url)
        found = (
            desk.rulebook.matter_of(before.case.matter, before.case.matter_version)
            if before
            else desk.rulebook.matter(draft.matter, desk.clock.now().date())
        )
        if found is None:
            raise LookupError(draft.matter)
        self.matter = found
        self.questions = QuestionsCard()
        self.form = MatterForm(found, {}, self._means())
        self.materials = MaterialsCard(desk.rulebook.reasons)
        self.decision = DecisionCard(desk.rulebook.destinations)
        self.fee = FeePanel()
        self.problems = Problems(self)
        self._assessment: Assessment | None = None
        self._dirty = False
        self._checked = False
        self._open = True
        self._keep_timer = self._timer(KEEP_AFTER_MS, self.keep_now)
        self._judge_timer = self._timer(JUDGE_AFTER_MS, self._judge)
        self._lay_out()
        self._load(draft)
        for part in (self.questions.answered, self.form.edited, self.materials.edited, self.decision.edited):
            part.connect(self._on_edited)
        QApplication.instance().focusChanged.connect(self._follow_cursor)  # type: ignore[union-attr]
        self._judge()

    def _follow_cursor(self, _before: QWidget | None, now: QWidget | None) -> None:
        """The cursor is never out of sight."""
        if now is not None and self.room.isAncestorOf(now):
            # after the layout has settled: a table that has just been filled is taller than it was
            QTimer.singleShot(0, now, lambda: self.room.ensureWidgetVisible(now, 20, 40))

    def _timer(self, ms: int, deed: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(deed)
        return timer

    def _means(self) -> Means:
        def work(job: Callable[[], Mapping[str, str]], done: Callable[[Mapping[str, str]], None]) -> None:
            self._page.tasks.work(job, on_done=done, owner=self)

        rules = self._page.desk.rulebook
        return Means(today=self._desk.today, work=work, option_lists=rules.option_lists)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("worksheet_inside")
        left = QVBoxLayout(inside)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(10)
        for part in (self.questions, self.form, self.materials, self.decision):
            left.addWidget(part)
        left.addStretch(1)
        self.room = QScrollArea()
        self.room.setObjectName("worksheet_scroll")
        self.room.setWidgetResizable(True)
        self.room.setFrameShape(QScrollArea.Shape.NoFrame)
        self.room.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.problems)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.room, 1)
        row.addWidget(self.fee)
        column.addLayout(row, 1)
        self._inside = left

    def resizeEvent(self, event: Any) -> None:
        """Three columns on a large screen; on a small one the fee goes below the decision."""
        super().resizeEvent(event)
        window = self.window()
        width = look().metrics.width_class(window.width(), window.height())
        self.form.set_columns(3 if width is Width.L else 2)
        self.fee.setFixedWidth(look().metrics.px({Width.S: 230, Width.M: 286, Width.L: 320}[width]))

    def retranslate(self) -> None:
        sections = self._page.desk.rulebook.sections
        self.form.retranslate({name: pick(w.zh, w.en) for name, w in sections.items()})
        for part in (self.questions, self.materials, self.decision, self.fee, self.problems):
            part.retranslate()
        self._judge()

    # the draft

    def _load(self, draft: Draft) -> None:
        self.questions.load(draft.answers)
        self.form.load(draft.values)
        self.decision.load(draft.extra)

    def draft(self) -> Draft:
        """The form as it stands."""
        about = self._assessment.state.values.get(self.matter.applicant_field) if self._assessment else ""
        return replace(
            self._draft,
            values=self.form.typed_values(),
            answers=self.questions.answers(),
            materials=self.materials.lines() or self._draft.materials,
            extra={**self.decision.extra(), "about": about if isinstance(about, str) else ""},
        )

    def _on_edited(self) -> None:
        self._dirty = True
        self._judge_timer.start()
        if not self._keep_timer.isActive():
            self._keep_timer.start()

    def keep_now(self, tell: bool = False) -> None:
        """On disk at once, if anything changed."""
        self._keep_timer.stop()
        if not self._open or not (self._dirty or tell):
            return
        self._dirty = False
        self._page.tasks.run(
            keep_draft, self.draft(), on_done=self._on_kept, on_obstacle=self._on_not_kept, owner=self
        )

    def _on_kept(self, draft: Draft) -> None:
        self._draft = replace(self._draft, saved_at=draft.saved_at)
        self.told.emit(_("Draft saved {time}").format(time=draft.saved_at[11:19]), "ok")

    def _on_not_kept(self, obstacle: Any) -> None:
        self._dirty = True
        self._page.show_obstacle(obstacle)

    def park(self, after: Callable[[], None]) -> None:
        self._keep_timer.stop()
        self._open = False
        self._page.tasks.run(park_draft, self.draft(), "", on_done=lambda _draft: after(), owner=self._page)

    def abandon(self) -> None:
        """No further saving: the draft is filed or voided."""
        self._open = False
        self._keep_timer.stop()
        self._judge_timer.stop()

    # judging

    @property
    def judging(self) -> bool:
        """Something was typed and the rules have not been asked yet."""
        return self._judge_timer.isActive()

    def _judge(self) -> None:
        """Ask every rule; show what follows."""
        before = self._before.case if self._before else None
        found = assess(self._desk, self.draft(), before=before)
        if isinstance(found, Refused):
            self._page.show_refused(found)
            return
        self._assessment = found
        self.questions.show_state(found.state)
        self.form.show_state(found.state, self._locked_fields())
        self.materials.show_lines(found.state.materials, found.lines, self._locked_papers(found))
        self.decision.show_assessment(found)
        self.fee.show_quote(found.quote, found.quote_refused)
        if self._checked:
            self._show(self.problems.all_of(found))

    def _locked_fields(self) -> frozenset[str] | None:
        if self._before is None or self._before.open.everything:
            return None
        return frozenset(self.form.cells) - self._before.open.fields

    def _locked_papers(self, found: Assessment) -> frozenset[str]:
        if self._before is None or self._before.open.everything:
            return frozenset()
        return frozenset(m.id for m in found.state.materials) - self._before.open.materials

    def check(self, *, back: bool = False) -> None:
        """F7: everything at once, in form order; the cursor goes to the next error."""
        self._checked = True
        self._judge_timer.stop()
        self._judge()
        self.problems.go(back=back)

    def _show(self, refusals: tuple[Refusal, ...]) -> None:
        self.form.show_refusals(refusals)
        self.questions.show_errors(self.problems.of_questions(refusals))
        self.problems.show_refusals(refusals)

    # filing

    def submit_notice(self) -> None:
        """F8: the one-time notice, whatever else was picked."""
        self.submit(Decision.CORRECTION_NOTICE)

    def submit(self, decision: Decision | None = None) -> None:
        self._judge_timer.stop()
        self._keep_timer.stop()
        self._judge()
        draft, told = self.draft(), self.decision.decided()
        told = replace(told, decision=decision or told.decision)
        before: Case | None = self._before.case if self._before else None
        deed, request = (
            (supplement_case, supplementing(before, draft, told, self._before.open))
            if before is not None and self._before is not None
            else (file_case, filing(draft, told))
        )
        self._page.allow("acceptance.submit", False, _("being saved …"))
        self._page.tasks.run(
            deed,
            request,
            on_done=self._on_filed,
            on_refused=self._on_refused,
            on_obstacle=self._on_obstacle,
            owner=self,
        )

    def _on_filed(self, filed: Filed) -> None:
        self.abandon()
        self.filed.emit(filed)

    def _on_refused(self, refused: Refused) -> None:
        """Nothing was filed and nothing typed is lost: every reason, the cursor at the first."""
        self._page.allow("acceptance.submit", True)
        self._checked = True
        self._dirty = True
        self.keep_now()
        self._show(refused.refusals)
        self.problems.go()

    def _on_obstacle(self, obstacle: Any) -> None:
        self._page.allow("acceptance.submit", True)
        self._page.show_obstacle(obstacle)

    # the cursor

    def take_first(self) -> None:
        if self._before is not None and not self._before.open.everything:
            first = next(iter(sorted(self._before.open.materials)), "")
            self.materials.take_cursor(f"materials.{first}" if first else "")
        elif not self.questions.take_cursor():
            self.take_form()

    def take_form(self) -> None:
        cell = self.form.first_open()
        if cell is not None:
            cell.entry.take_cursor()
