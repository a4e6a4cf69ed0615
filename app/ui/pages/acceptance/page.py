"""The acceptance page: joins picker, form and result, and keeps the draft on disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.domain import numbering
from app.domain.case import Draft
from app.ui.page import Frame, Page
from app.ui.pages.acceptance.coming import Coming
from app.ui.pages.acceptance.deeds import deeds_of, fit_deeds, say_parked, taken_over, title_of
from app.ui.pages.acceptance.filing import draft_of
from app.ui.pages.acceptance.picker import MatterPicker
from app.ui.pages.acceptance.result import ResultView
from app.ui.pages.acceptance.worksheet import Worksheet
from app.ui.sending import print_here
from app.usecases.accept_case import Filed
from app.usecases.begin_case import Begun, begin_case
from app.usecases.desk import new_id
from app.usecases.drafts import discard_draft, keep_draft, resume_draft
from app.usecases.read_case import OpenCase, read_case
from app.words.catalogue import _


class AcceptancePage(Page):
    stem = "acceptance"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.picker = MatterPicker(self.desk)
        self.result = ResultView(self.desk, self.tasks)
        self.sheet: Worksheet | None = None
        self._visit_id = self._visitor = ""
        self._filed: OpenCase | None = None
        self.stack = QStackedWidget()
        self.stack.setObjectName("acceptance_stack")
        self._coming = Coming(self.stack, self.tasks)
        self.stack.addWidget(self.picker)
        self.stack.addWidget(self.result)
        self.body.addWidget(self.stack, 1)
        self.picker.picked.connect(self._on_picked)
        self.result.answer.connect(self._answer)
        self.result.reviewed.connect(self._on_filed)
        self.result.pay.connect(lambda case_id: frame.go("payment", case_id=case_id))
        self.result.rate.connect(lambda case_id: frame.go("evaluation", case_id=case_id))
        self.result.papers.opened.connect(lambda paper: frame.go("printing", paper_id=paper.id))
        for name, deed in deeds_of(self).items():
            self.bind(f"acceptance.{name}", deed)
        self._fit_deeds()

    def on_sheet(self, deed: Callable[[Worksheet], object]) -> None:
        if self.sheet is not None and self.stack.currentWidget() is self.sheet:
            deed(self.sheet)

    @property
    def filed(self) -> OpenCase | None:
        """The case in front; None while a form or the picker is."""
        return self._filed if self.stack.currentWidget() is self.result else None

    # words

    def retranslate(self) -> None:
        self.picker.retranslate()
        self.result.retranslate()
        if self.sheet is not None:
            self.sheet.retranslate()
        self._fit_deeds()

    def _title(self) -> None:
        if self.sheet is not None and self.stack.currentWidget() is self.sheet:
            said = title_of(self.sheet.matter, self._visitor)
            self.head.say(_("Acceptance"), " · ".join(filter(None, (self.sheet.sum_in_head(), said))))
        else:
            self.head.say(_("Acceptance"))

    # coming and going

    def opened(self, request: Mapping[str, object]) -> None:
        if request.get("visit_id") or request.get("new"):
            # a new form asked for elsewhere and without a visit is for somebody else
            self._visit_id = str(request.get("visit_id", ""))
        if request.get("draft_id"):
            self.tasks.run(resume_draft, str(request["draft_id"]), on_done=self._open_draft, owner=self)
        elif request.get("record_id"):
            self._read(str(request["record_id"]))
        elif request.get("matter"):
            self._on_picked(str(request["matter"]))
        elif request.get("new") or self.stack.currentWidget() is self.result:
            self.start()

    def left(self) -> None:
        if self.sheet is not None:
            self.sheet.keep_now()

    def refresh(self, stems: frozenset[str]) -> None:
        shown = self._filed
        if shown is not None and self.stack.currentWidget() is self.result and stems & {"cases", "papers"}:
            self._read(shown.case.id)

    def first_field(self) -> QWidget | None:
        if self.sheet is not None and self.stack.currentWidget() is self.sheet:
            return None
        return self.picker.wanted

    def start(self) -> None:
        """A fresh start; what was open is a draft on disk already."""
        self._close_sheet()
        self._filed = None
        self.stack.setCurrentWidget(self.picker)
        self.picker.restart()
        self._fit_deeds()

    def _on_picked(self, code: str) -> None:
        self.tasks.run(begin_case, code, self._visit_id, on_done=self._begin, owner=self)

    def _begin(self, begun: Begun) -> None:
        """The visit's person and parties stand there already; the title says whose they are."""
        self._visit_id = begun.draft.visit_id
        self._open_sheet(begun.draft, None, begun.visitor, taken_over(begun.source))

    def _open_draft(self, draft: Draft) -> None:
        if draft.case_id:
            self.tasks.run(read_case, draft.case_id, on_done=partial(self._open_sheet, draft), owner=self)
        else:
            self._open_sheet(draft, None)

    def _open_sheet(self, draft: Draft, before: OpenCase | None, visitor: str = "", told: str = "") -> None:
        """Built behind what is in front, a part a turn; a key or a click finds it whole."""
        self._close_sheet()
        self._visitor = visitor
        self._coming.build(Worksheet(self, draft, before), partial(self._bring, told))

    def _bring(self, told: str, sheet: Worksheet) -> None:
        sheet.filed.connect(self._on_filed)
        sheet.told.connect(self.head.tell)
        sheet.fee_told.connect(self._title)
        self.sheet = sheet
        self.stack.setCurrentWidget(sheet)
        sheet.take_first()
        self.head.tell(told, "hint")
        self._fit_deeds()

    def _close_sheet(self) -> None:
        self._coming.drop()
        if self.sheet is not None:
            self.sheet.keep_now()
            self.stack.removeWidget(self.sheet)
            self.sheet.deleteLater()
            self.sheet = None

    # deeds

    def save(self) -> None:
        if self.sheet is not None:
            self.sheet.keep_now(tell=True)

    def park(self) -> None:
        """挂起: kept with a word of its own; the next visitor comes."""
        if self.sheet is not None:
            self.sheet.park(partial(self._on_parked, self.sheet.draft().id))

    def _on_parked(self, draft_id: str) -> None:
        self.start()
        self.head.tell("")
        say_parked(self.frame, draft_id)

    def void(self) -> None:
        if self.sheet is None:
            return
        draft = self.sheet.draft()
        self.sheet.abandon()
        self.tasks.run(discard_draft, draft.id, owner=self)
        self.start()
        self.frame.say(_("Draft voided"), _("Take back"), lambda: self._take_back(draft))

    def _take_back(self, draft: Draft) -> None:
        self.tasks.run(keep_draft, draft, on_done=self._open_draft, owner=self)

    def _answer(self, case_id: str) -> None:
        """Open the case's form with only what the notice named active."""
        found = self._filed
        if found is None or found.case.id != case_id:
            return
        self._open_sheet(draft_of(found.case, new_id()), found)

    def _on_filed(self, filed: Filed) -> None:
        self._filed = None  # what stood behind the sheet is the state of before
        self._close_sheet()
        self.head.tell("")
        self.frame.say(_("Case saved: {number}").format(number=numbering.grouped(filed.case.number)))
        self._read(filed.case.id)

    def _read(self, case_id: str) -> None:
        self.tasks.run(read_case, case_id, on_done=self._show_case, owner=self)

    def _show_case(self, found: OpenCase) -> None:
        self._filed = found
        if self.sheet is not None and self.stack.currentWidget() is self.sheet:
            return
        self.result.show_case(found.case, found.papers, found.delivery)
        self.stack.setCurrentWidget(self.result)
        self._title()
        self._fit_deeds()
        if self.isVisible() and not self.isAncestorOf(QApplication.focusWidget() or self.window()):
            self.result.papers.setFocus()

    def pay(self) -> None:
        found = self._filed
        if found is not None and self.stack.currentWidget() is self.result:
            self.frame.go("payment", case_id=found.case.id)

    def print_papers(self) -> None:
        found = self._filed
        if found is not None and self.stack.currentWidget() is self.result:
            print_here(self, "acceptance.print", found.papers)

    def _fit_deeds(self) -> None:
        """What can be done now; the reason stands in words on the bar."""
        fit_deeds(self, form=self.sheet is not None and self.stack.currentWidget() is self.sheet)
        self._title()
        self.frame.refresh_bar()
