"""The payment page: joins sheet, record and list, and keeps what is typed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain import numbering
from app.domain.case import Draft
from app.domain.payment import PaymentStatus
from app.ui.page import Frame, Page
from app.ui.pages.payment.book import PaymentBook
from app.ui.pages.payment.deeds import ON_RECORD, ON_SHEET, deeds_of
from app.ui.pages.payment.record_view import RecordView
from app.ui.pages.payment.sheet import PaymentSheet
from app.ui.pages.payment.tabs import LISTS, NEW, PaymentTabs
from app.usecases.drafts import discard_draft, keep_draft, resume_draft
from app.usecases.read_payments import OpenPayment, Payable, read_payable, read_payment
from app.usecases.record_payment import Paid
from app.words.catalogue import _


class PaymentPage(Page):
    stem = "payment"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.sheet = PaymentSheet(self)
        self.record = RecordView(self.desk, self.tasks)
        self.book = PaymentBook(self.desk, self.tasks)
        self.tabs = PaymentTabs()
        self.stack = QStackedWidget()
        self.stack.setObjectName("payment_stack")
        for part in (self.sheet, self.record, self.book):
            self.stack.addWidget(part)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.stack, 1)
        self._visit_id = ""
        self._left_out = 0
        self._started = False
        self._connect()
        self._bind()

    def _connect(self) -> None:
        self.sheet.recorded.connect(self._on_recorded)
        self.book.opened.connect(self._read)
        self.book.counted.connect(self.tabs.show_day)
        self.record.open_other.connect(self._read)
        self.record.undone.connect(self._on_undone)
        self.record.void_wanted.connect(self.record.start_undo)
        self.record.print_wanted.connect(self.print_papers)
        self.record.papers.opened.connect(lambda paper: self.frame.go("printing", paper_id=paper.id))
        self.tabs.chosen.connect(self._on_tab)

    def _bind(self) -> None:
        for name, deed in deeds_of(self).items():
            self.bind(name, lambda deed=deed: deed())  # type: ignore[misc]

    def retranslate(self) -> None:
        self.head.say(_("Payment records"), _("A mirror of the money, never a fiscal bill"))
        for part in (self.sheet, self.record, self.book, self.tabs):
            part.retranslate()

    # coming and going

    def opened(self, request: Mapping[str, object]) -> None:
        self._visit_id = str(request.get("visit_id", "")) or self._visit_id
        self.book.count()
        if request.get("draft_id"):
            self.tasks.run(resume_draft, str(request["draft_id"]), on_done=self._open_draft, owner=self)
        elif request.get("case_id"):
            self.tasks.run(read_payable, str(request["case_id"]), on_done=self._open_case, owner=self)
        elif request.get("record_id"):
            self._read(str(request["record_id"]))
        elif request.get("filter") in LISTS:
            self.to_list(str(request["filter"]))
        elif self._wants_new(request):
            self.start()
        else:
            self._fit_deeds()

    def _wants_new(self, request: Mapping[str, object]) -> bool:
        """A fresh sheet is asked for, or there is none yet."""
        shown = self.stack.currentWidget()
        asked = request.get("new") or request.get("visit_id")
        return bool(asked) or shown is self.record or not self._started

    def left(self) -> None:
        self.sheet.keeper.keep_now()
        self.book.stop()

    def refresh(self, stems: frozenset[str]) -> None:
        if not self.isVisible() or not stems & {"payments", "papers"}:
            return
        shown = self.record.found
        if self.stack.currentWidget() is self.record and shown is not None:
            self._read(shown.payment.id)
        if self.stack.currentWidget() is self.book:
            self.book.reload()
        else:
            self.book.count()

    def first_field(self) -> QWidget | None:
        if self.stack.currentWidget() is self.sheet:
            return None
        return self.book.table if self.stack.currentWidget() is self.book else self.record.papers

    def _show(self, part: QWidget) -> None:
        self.stack.setCurrentWidget(part)
        names = {self.sheet: NEW, self.book: self.book.shown}
        self.tabs.show_chosen(names.get(part, ""))
        self.head.tell("")
        self._fit_deeds()

    def _on_tab(self, name: str) -> None:
        if name != NEW:
            self.to_list(name)
        elif self._started:
            self._to_sheet()
        else:
            self.start()

    def _to_sheet(self) -> None:
        self._show(self.sheet)
        self.sheet.lines.take_cursor()

    def to_list(self, shown: str) -> None:
        self.sheet.keeper.keep_now()
        self.book.show_list(shown)
        self._show(self.book)
        self.book.table.setFocus()

    def search(self) -> None:
        if self.stack.currentWidget() is not self.book:
            self.to_list("all")
        self.book.wanted.setFocus()
        self.book.wanted.selectAll()

    # sheets

    def start(self) -> None:
        """A fresh sheet; what was open is a draft on disk already."""
        self._started = True
        self.sheet.start(self._visit_id)
        self._to_sheet()

    def _open_draft(self, draft: Draft) -> None:
        self._started = True
        self.sheet.open_draft(draft)
        self._to_sheet()

    def _open_case(self, found: Payable) -> None:
        self._started = True
        case = found.case
        matter = self.desk.rulebook.matter_of(case.matter, case.matter_version)
        self.sheet.open_case(found, matter.line.value)
        self._show(self.sheet)
        self.sheet.payer.take_cursor()

    def void_draft(self) -> None:
        draft = self.sheet.draft()
        self.sheet.keeper.stop()
        self.tasks.run(discard_draft, draft.id, owner=self)
        self.start()
        self.frame.say(_("Draft voided"), _("Take back"), lambda: self._take_back(draft))

    def _take_back(self, draft: Draft) -> None:
        self.tasks.run(keep_draft, draft, on_done=self._open_draft, owner=self)

    # records

    def _on_recorded(self, paid: Paid) -> None:
        self._left_out = self.sheet.left_out()
        self.sheet.start(self._visit_id)
        self._on_undone(paid)

    def _on_undone(self, paid: Paid) -> None:
        self.frame.say(_("Payment saved: {number}").format(number=numbering.grouped(paid.payment.number)))
        self._read(paid.payment.id)

    def _read(self, payment_id: str) -> None:
        self.tasks.run(read_payment, payment_id, on_done=self._show_payment, owner=self)

    def _show_payment(self, found: OpenPayment) -> None:
        again = self.stack.currentWidget() is self.record and self.record.shows(found.payment.id)
        self.record.show_payment(found, self._left_out)
        if again:
            self._fit_deeds()
            return
        self._left_out = 0
        self._show(self.record)
        if found.payment.status is PaymentStatus.CONFIRMED:
            self.head.tell(_("Recorded {time}").format(time=found.payment.recorded_at[11:19]))
        self.record.papers.setFocus()

    def print_papers(self) -> None:
        found = self.record.found
        if found is not None:
            self.frame.go("printing", print=tuple(paper.id for paper in found.papers))

    def preview(self) -> None:
        found = self.record.found
        if found is not None and found.papers:
            paper = self.record.papers.current() or found.papers[0]
            self.frame.go("printing", paper_id=paper.id)

    def _fit_deeds(self) -> None:
        """What can be done now; the reason stands in words on the bar."""
        shown = self.stack.currentWidget()
        for name in ON_SHEET:
            self.allow(name, shown is self.sheet, _("First open a payment sheet (F4)"))
        for name in ON_RECORD:
            self.allow(name, shown is self.record, _("Open a recorded payment first"))
        if shown is self.record:
            self.allow("payment.undo", self.record.may_undo(), _("This record is closed already"))
        self.frame.refresh_bar()
