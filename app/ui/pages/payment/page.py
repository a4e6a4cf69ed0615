"""The payment page: joins sheet, record and list, and keeps what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain import numbering
from app.domain.case import Draft
from app.domain.payment import PaymentStatus
from app.ui.page import Frame, Page
from app.ui.pages.payment.deeds import deeds_of, fit_deeds
from app.ui.pages.payment.parts import BOOK, RECORD, SHEET, PaymentParts
from app.ui.pages.payment.tabs import LISTS, NEW, PaymentTabs
from app.ui.sending import print_here
from app.ui.widgets.later import Later
from app.usecases.drafts import discard_draft, keep_draft, resume_draft
from app.usecases.read_payments import (
    OpenPayment,
    Payable,
    PaymentDay,
    payment_day,
    read_payable,
    read_payment,
)
from app.usecases.record_payment import Paid
from app.words.catalogue import _

if TYPE_CHECKING:
    from app.ui.pages.payment.book import PaymentBook
    from app.ui.pages.payment.record_view import RecordView


class PaymentPage(Page):
    stem = "payment"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.stack = PaymentParts(self)
        self.sheet = self.stack.sheet
        self.tabs = PaymentTabs()
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.stack, 1)
        self._later = Later(self, (self.sheet.lines.editor.facts.build, lambda: self.sheet.payer))
        self._visit_id = ""
        self._left_out = 0
        self.rest = False  # what the last record left out waits on the sheet
        self._started = False
        self.sheet.recorded.connect(self._on_recorded)
        self.tabs.chosen.connect(self._on_tab)
        self.stack.read_wanted.connect(self._read)
        self.stack.undone.connect(self._on_undone)
        self.stack.print_wanted.connect(self.print_papers)
        self.stack.paper_opened.connect(lambda paper_id: frame.go("printing", paper_id=paper_id))
        for name, deed in deeds_of(self).items():
            self.bind(name, lambda deed=deed: deed())  # type: ignore[misc]

    @property
    def record(self) -> RecordView:
        return self.stack.record

    @property
    def book(self) -> PaymentBook:
        return self.stack.book

    def retranslate(self) -> None:
        self.head.say(_("Payment records"), _("A mirror of the money, never a fiscal bill"))
        self.stack.retranslate()
        self.tabs.retranslate()

    # coming and going

    def opened(self, request: Mapping[str, object]) -> None:
        self._later.start()
        if request.get("visit_id") or request.get("new"):
            # a new sheet asked for elsewhere and without a visit is for somebody else
            self._visit_id = str(request.get("visit_id", ""))
        self._count()
        if request.get("draft_id"):
            self.tasks.run(resume_draft, str(request["draft_id"]), on_done=self._open_draft, owner=self)
        elif request.get("case_id"):
            self.tasks.run(read_payable, str(request["case_id"]), on_done=self._open_case, owner=self)
        elif request.get("record_id"):
            self._read(str(request["record_id"]))
        elif request.get("filter") in LISTS:
            self.to_list(str(request["filter"]))
        elif request.get("new") or request.get("visit_id") or self.stack.front == RECORD or not self._started:
            self.start()
        else:
            self._fit_deeds()

    def left(self) -> None:
        self.stack.stop()

    def refresh(self, stems: frozenset[str]) -> None:
        if not self.isVisible() or not stems & {"payments", "papers"}:
            return
        shown = self._found()
        if shown is not None:
            self._read(shown.payment.id)
        self.reload()

    def reload(self) -> None:
        """The list in front, and the figures of the tabs."""
        if self.stack.front == BOOK:
            self.book.table.rows.reload()
        self._count()

    def _count(self) -> None:
        self.tasks.run(payment_day, on_done=self._on_day, owner=self)

    def _on_day(self, day: PaymentDay) -> None:
        self.tabs.show_day(day)
        self.stack.show_day(day)

    def _found(self) -> OpenPayment | None:
        """The record in front, if one is."""
        return self.record.found if self.stack.front == RECORD else None

    def first_field(self) -> QWidget | None:
        if self.stack.front == SHEET:
            return None
        return self.book.table if self.stack.front == BOOK else self.record.papers

    def show_part(self, front: str) -> None:
        self.stack.bring(front)
        if front != RECORD:
            self.tabs.show_chosen(self.book.shown if front == BOOK else NEW)
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
        self.show_part(SHEET)
        self.sheet.lines.take_cursor()

    def to_list(self, shown: str) -> None:
        self.sheet.keeper.keep_now()
        self.book.show_list(shown)
        self._count()
        self.show_part(BOOK)
        self.book.table.setFocus()

    def search(self) -> None:
        if self.stack.front != BOOK:
            self.to_list("all")
        self.book.wanted.setFocus()
        self.book.wanted.selectAll()

    # sheets

    def start(self) -> None:
        """A fresh sheet; what was open is a draft on disk already."""
        self._started, self.rest = True, False
        self.sheet.start(self._visit_id)
        self._to_sheet()

    def _open_draft(self, draft: Draft) -> None:
        self._started, self.rest = True, False
        self._visit_id = draft.visit_id
        self.sheet.open_draft(draft)
        self._to_sheet()

    def _open_case(self, found: Payable) -> None:
        self._started, self.rest = True, False
        case = found.case
        self._visit_id = found.visit.id if found.visit and not found.visit.closed_at else ""
        matter = self.desk.rulebook.matter_of(case.matter, case.matter_version)
        self.sheet.open_case(found, matter.line.value)
        self.show_part(SHEET)
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
        self._left_out = self.sheet.lines.left_out()
        self.rest = self._left_out > 0
        self.sheet.start_after(paid.payment.visit_id if self.rest else self._visit_id)
        self._on_undone(paid)

    def _on_undone(self, paid: Paid) -> None:
        self.frame.say(_("Payment saved: {number}").format(number=numbering.grouped(paid.payment.number)))
        self._read(paid.payment.id)

    def _read(self, payment_id: str) -> None:
        self.tasks.run(read_payment, payment_id, on_done=self._show_payment, owner=self)

    def _show_payment(self, found: OpenPayment) -> None:
        again = self.stack.front == RECORD and self.record.shows(found.payment.id)
        self.record.show_payment(found, self._left_out)
        self.tabs.show_payment(found.payment, self.desk.clock.now().date())
        if again:
            self._fit_deeds()
            return
        self._left_out = 0
        self.show_part(RECORD)
        if found.payment.status is PaymentStatus.CONFIRMED:
            self.head.tell(_("Recorded {time}").format(time=found.payment.recorded_at[11:19]))
        self.record.papers.setFocus()

    def print_papers(self) -> None:
        found = self._found()
        if found is not None:
            print_here(self, "payment.print", found.papers)

    def preview(self) -> None:
        found = self._found()
        if found is not None and found.papers:
            paper = self.record.papers.current() or found.papers[0]
            self.frame.go("printing", paper_id=paper.id)

    def _fit_deeds(self) -> None:
        fit_deeds(self)
        self.frame.refresh_bar()
