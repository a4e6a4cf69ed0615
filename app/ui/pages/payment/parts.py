"""The parts of the payment page: the sheet at once, record and list when they are wanted first."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QStackedWidget

from app.ui.pages.payment.arrivals import Arrivals
from app.ui.pages.payment.sheet import PaymentSheet

if TYPE_CHECKING:
    from app.ui.page import Page
    from app.ui.pages.payment.book import PaymentBook
    from app.ui.pages.payment.record_view import RecordView
    from app.usecases.read_payments import PaymentDay

SHEET, RECORD, BOOK = "sheet", "record", "book"


class PaymentParts(QStackedWidget):
    """One part in front: `front` says which."""

    read_wanted = Signal(str)
    """id of a payment to open"""
    undone = Signal(object)
    print_wanted = Signal()
    paper_opened = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("payment_stack")
        self._page = page
        self.front = SHEET
        self.sheet = PaymentSheet(page)
        self.addWidget(self.sheet)
        self.arrivals = Arrivals(page, self)

    @property
    def sheeting(self) -> bool:
        """The sheet of a new payment is in front."""
        return self.front == SHEET

    @property
    def listing(self) -> bool:
        return self.front == BOOK

    @cached_property
    def record(self) -> RecordView:
        from app.ui.pages.payment.record_view import RecordView

        made = RecordView(self._page.desk, self._page.tasks)
        made.open_other.connect(self.read_wanted)
        made.undone.connect(self.undone)
        made.print_wanted.connect(self.print_wanted)
        made.void_wanted.connect(made.start_undo)
        made.arrival_wanted.connect(self.arrivals.confirm)
        made.papers.opened.connect(lambda paper: self.paper_opened.emit(paper.id))
        made.retranslate()
        self.addWidget(made)
        return made

    @cached_property
    def book(self) -> PaymentBook:
        from app.ui.pages.payment.book import PaymentBook

        made = PaymentBook(self._page.desk, self._page.tasks)
        made.opened.connect(self.read_wanted)
        made.arrival_wanted.connect(self.arrivals.confirm)
        made.table.chosen.connect(self._on_chosen)
        made.retranslate()
        self.addWidget(made)
        return made

    # While the arrival card is open the least height counts, not what the texts inside would like: a page
    # is as high as its parts would like to be, and the card's button would be below the window.

    def hasHeightForWidth(self) -> bool:
        return self.minimumHeight() == 0 and super().hasHeightForWidth()

    def sizeHint(self) -> QSize:
        liked = super().sizeHint()
        return QSize(liked.width(), self.minimumHeight() or liked.height())

    def _on_chosen(self, _row: object) -> None:
        if self.listing:
            self.arrivals.fit()
            self._page.frame.refresh_bar()

    def bring(self, front: str) -> None:
        """Put a part in front."""
        self.arrivals.put_away()
        if front == SHEET:
            self.setCurrentWidget(self.sheet)
        else:
            self.setCurrentWidget(self.record if front == RECORD else self.book)
        self.front = front

    def retranslate(self) -> None:
        self.sheet.retranslate()
        self.arrivals.retranslate()
        if "record" in self.__dict__:
            self.record.retranslate()
        if "book" in self.__dict__:
            self.book.retranslate()

    def show_day(self, day: PaymentDay) -> None:
        """The day's sums go under the list, once there is one."""
        if "book" in self.__dict__:
            self.book.show_day(day)

    def stop(self) -> None:
        """The page is left: what is typed is kept, nothing is asked any more."""
        self.sheet.keeper.keep_now()
        if "book" in self.__dict__:
            self.book.stop()
