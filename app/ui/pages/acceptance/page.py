"""The acceptance page: joins picker, form and result, and keeps the draft on disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.domain import numbering
from app.domain.case import Draft
from app.ui.page import Frame, Page
from app.ui.pages.acceptance.deeds import deeds_of
from app.ui.pages.acceptance.filing import draft_of
from app.ui.pages.acceptance.picker import MatterPicker
from app.ui.pages.acceptance.result import ResultView
from app.ui.pages.acceptance.worksheet import Worksheet
from app.usecases.accept_case import Filed
from app.usecases.desk import new_id
from app.usecases.drafts import discard_draft, keep_draft, resume_draft
from app.usecases.read_case import OpenCase, read_case
from app.words.catalogue import _, pick


class AcceptancePage(Page):
    stem = "acceptance"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.picker = MatterPicker(self.desk)
        self.result = ResultView(self.desk, self.tasks)
        self.sheet: Worksheet | None = None
        self._visit_id = ""
        self._filed: OpenCase | None = None
        self.stack = QStackedWidget()
        self.stack.setObjectName("acceptance_stack")
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
            matter = pick(self.sheet.matter.words.zh, self.sheet.matter.words.en)
            self.head.say(_("Acceptance"), " · ".join(filter(None, (self.sheet.sum_in_head(), matter))))
        else:
            self.head.say(_("Acceptance"))

    # coming and going

    def opened(self, request: Mapping[str, object]) -> None:
        self._visit_id = str(request.get("visit_id", "")) or self._visit_id
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
        self._open_draft(Draft(id=new_id(), kind="acceptance", matter=code, visit_id=self._visit_id))

    def _open_draft(self, draft: Draft) -> None:
        if draft.case_id:
            self.tasks.run(
                read_case,
                draft.case_id,
                on_done=lambda found: self._open_sheet(draft, found),
                owner=self,
            )
        else:
            self._open_sheet(draft, None)

    def _open_sheet(self, draft: Draft, before: OpenCase | None) -> None:
        self._close_sheet()
        sheet = Worksheet(self, draft, before)
        sheet.filed.connect(self._on_filed)
        sheet.told.connect(self.head.tell)
        sheet.fee_told.connect(self._title)
        self.sheet = sheet
        self.stack.addWidget(sheet)
        self.stack.setCurrentWidget(sheet)
        sheet.retranslate()
        sheet.take_first()
        self.head.tell("")
        self._fit_deeds()

    def _close_sheet(self) -> None:
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
            self.sheet.park(self.start)

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
        if not self.isAncestorOf(QApplication.focusWidget() or self.window()):
            self.result.papers.setFocus()

    def pay(self) -> None:
        found = self._filed
        if found is not None and self.stack.currentWidget() is self.result:
            self.frame.go("payment", case_id=found.case.id)

    def print_papers(self) -> None:
        found = self._filed
        if found is not None and self.stack.currentWidget() is self.result:
            self.frame.go("printing", print=tuple(paper.id for paper in found.papers))

    def _fit_deeds(self) -> None:
        """What can be done now; the reason stands in words on the bar."""
        form = self.sheet is not None and self.stack.currentWidget() is self.sheet
        filed = self._filed is not None and self.stack.currentWidget() is self.result
        for name in ("save", "park", "check", "notice", "submit"):
            self.allow(
                f"acceptance.{name}", form, _("Submitted already") if filed else _("Pick a matter first")
            )
        for name in ("pay", "print"):
            self.allow(f"acceptance.{name}", filed, _("Fees and papers come after submitting"))
        self._title()
        self.frame.refresh_bar()
