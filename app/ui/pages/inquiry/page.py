"""The inquiry page: search what this desk holds, open it, hand out a result slip."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain import numbering
from app.domain.refusals import Refused
from app.ui.page import Frame, Page
from app.ui.pages.inquiry.found_card import FoundCard
from app.ui.pages.inquiry.found_rows import PAGE_OF, FoundLine
from app.ui.pages.inquiry.search_card import SearchCard
from app.ui.times import clock_time
from app.usecases.inquire import Found, Inquire, inquire
from app.words.catalogue import _


class InquiryPage(Page):
    stem = "inquiry"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.search = SearchCard()
        self.card = FoundCard(self.desk, self.tasks)
        self.table = self.card.table
        self.body.addWidget(self.search)
        self.body.addWidget(self.card, 1)
        self.search.wanted.connect(self._search)
        self.search.emptied.connect(self.card.show_recent)
        self.search.down.connect(self.table.setFocus)
        self.card.opened.connect(self._open)
        self.card.chosen.connect(self._fit_deeds)
        self.card.read.connect(self._tell_scope)
        self.bind("inquiry.box", self._to_box)
        self.bind("inquiry.clear", self._clear)
        self.bind("inquiry.read", self._read_again)
        self.bind("inquiry.open", self._open_current)
        self.bind("inquiry.slip", lambda: self._slip("paper_id"))
        self.bind("inquiry.print", lambda: self._slip("print"))
        self.bind("inquiry.search", self._search)

    def retranslate(self) -> None:
        self.head.say(_("Inquiry"), _("Every search is logged; the text itself is not kept"))
        self.search.retranslate()
        self.card.retranslate()
        self._tell_scope()

    def _tell_scope(self) -> None:
        """What was searched at all, and as of when."""
        when = clock_time(self.card.as_of, self.desk.clock.now())
        self.search.tell_scope(_("Only what this desk holds, as of {time}").format(time=when) if when else "")

    # coming and going

    def opened(self, request: Mapping[str, object]) -> None:
        text = str(request.get("text", ""))
        if text:
            self.search.box.setText(text)
            self._search()
        elif self.card.found is None:
            self.card.show_recent()
        self._fit_deeds()

    def refresh(self, stems: frozenset[str]) -> None:
        if self.isVisible() and "cases" in stems:
            self.card.reload()

    def first_field(self) -> QWidget | None:
        return self.search.box

    def scanned(self, code: str) -> bool:
        """A slip in hand: its record opens; the scan is an inquiry like any other."""
        if isinstance(numbering.parse(code), Refused):
            return False
        self.search.box.setText(code)
        self._search(opens=True)
        return True

    def _clear(self) -> None:
        self.search.box.clear()
        self.search.look()
        self.card.show_recent()
        self._to_box()

    def _to_box(self) -> None:
        self.search.box.setFocus()
        self.search.box.selectAll()

    def _read_again(self) -> None:
        if self.card.found is None:
            self.card.reload()
        else:
            self._search()

    # searching

    def _search(self, *, opens: bool = False) -> None:
        self._ask(Inquire(text=self.search.text(), reason=self.search.reason.text()), opens=opens)

    def _ask(self, request: Inquire, *, opens: bool = False, slip_as: str = "") -> None:
        self.search.look()
        self.tasks.run(
            inquire,
            request,
            on_done=partial(self._on_found, request.text, opens, slip_as),
            on_refused=self._on_refused,
            owner=self,
        )

    def _on_found(self, text: str, opens: bool, slip_as: str, found: Found) -> None:
        self.card.show_found(found, text)
        self._tell_scope()
        self.head.tell("")
        if found.papers:
            paper = found.papers[0].id
            self.frame.go("printing", **{slip_as: paper if slip_as == "paper_id" else (paper,)})
        elif not found.hits:
            self._to_box()
        elif opens and len(found.hits) == 1:
            self._open(self.table.rows.rows[0])
        else:
            self.table.setFocus()

    def _on_refused(self, refused: Refused) -> None:
        self.show_refused(refused)
        self._to_box()

    # deeds

    def _fit_deeds(self) -> None:
        chosen = self.table.current() is not None
        self.allow("inquiry.open", chosen, _("Nothing is chosen"))
        for name in ("inquiry.slip", "inquiry.print"):
            self.allow(name, self.card.found is not None, _("Search first; the slip shows its answer"))
        self.frame.refresh_bar()

    def _open_current(self) -> None:
        line = self.table.current()
        if line is not None:
            self._open(line)

    def _open(self, line: FoundLine) -> None:
        self.frame.go(PAGE_OF[line.stem], record_id=line.record_id, stem=line.stem)

    def _slip(self, slip_as: str) -> None:
        """Asked again for the slip: what is printed is as fresh as its date."""
        request = Inquire(text=self.card.searched, reason=self.search.reason.text(), slip=True)
        self._ask(request, slip_as=slip_as)
