"""One form at work: questions, fields, papers, decision, fee. Judged live, kept on disk, then filed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from PySide6.QtCore import QTimer, Signal

from app.domain.case import Case, Decision, Draft
from app.domain.refusals import Refusal, Refused
from app.ui.pages.acceptance.filing import filing, supplementing
from app.ui.pages.acceptance.judged_sheet import JudgedSheet
from app.usecases.accept_case import Filed, file_case
from app.usecases.assess import Assessment
from app.usecases.drafts import keep_draft, park_draft
from app.usecases.read_case import OpenCase
from app.usecases.supplement_case import supplement_case
from app.words import refusals as words
from app.words.catalogue import _

if TYPE_CHECKING:
    from app.ui.page import Page

KEEP_AFTER_MS = 800
"""A key press is on disk within two seconds (promise 1)."""
JUDGE_AFTER_MS = 120


class Worksheet(JudgedSheet):
    filed = Signal(object)
    told = Signal(str, str)
    """a line for the page's status: words and kind"""

    def __init__(self, page: Page, draft: Draft, before: OpenCase | None) -> None:
        super().__init__(page, draft, before)
        self._dirty = False
        self._checked = self._passed = False
        self._open = True
        self._keep_timer = self._timer(KEEP_AFTER_MS, self.keep_now)
        self._judge_timer = self._timer(JUDGE_AFTER_MS, self._judge)
        self.materials.refused.connect(self._on_forbidden)
        self.edited.connect(self._on_edited)
        self.judged.connect(self._on_judged)

    def _timer(self, ms: int, deed: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(deed)
        return timer

    # the draft

    def _on_edited(self) -> None:
        self._dirty, self._passed = True, False
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
        if not self._passed:  # that all is checked is the newer news
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

    def check(self, *, back: bool = False) -> None:
        """F7: everything at once, in form order; the cursor goes to the next error."""
        self._checked = True
        self._judge_timer.stop()
        self._judge()
        self._passed = self.problems.isHidden()
        if self._passed:
            self.told.emit(_("All checked; F10 submits"), "ok")
        self.problems.go(back=back)

    def _on_judged(self, found: Assessment) -> None:
        if self._checked:
            self._show(self.problems.all_of(found))

    def _on_forbidden(self, refusal: Refusal) -> None:
        self.told.emit(words.sentence(refusal, self.materials.label_at), "error")

    def _show(self, refusals: tuple[Refusal, ...]) -> None:
        refusals = self.questions.as_typed(refusals)
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
