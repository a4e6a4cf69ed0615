"""The print centre: what is still owed to a visitor, the history for reprints, and the paper itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSplitter, QWidget

from app.domain import numbering
from app.domain.obstacles import Obstacle
from app.domain.paper import Paper, Printer
from app.domain.refusals import Refused
from app.ui.page import Frame, Page
from app.ui.pages.printing.listing import Listing
from app.ui.pages.printing.rows import paper_rows
from app.ui.pages.printing.shown import ShownPaper
from app.ui.preview.view import Preview
from app.ui.sending import Sending
from app.ui.theme.look import look
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.kept_widths import keep_widths
from app.ui.widgets.pick import Pick
from app.ui.widgets.plain import PlainLabel
from app.ui.widgets.table import DataTable
from app.words.catalogue import _

NARROW = 860


class PrintingPage(Page):
    stem = "printing"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.listing = Listing(self)
        self._printers: tuple[str, ...] = ()
        self.sending = Sending(self, "printing.print", self._reload)
        self.tabs = {name: Button(f"printing_{name}", kind="tab") for name in ("owed", "history")}
        self.printer = Pick("printing_printer")
        self.printer_label = PlainLabel()
        self.printer_label.setBuddy(self.printer)
        self.table = DataTable("papers", paper_rows())
        self.preview = Preview("paper_preview", self.tasks)
        self._shown = ShownPaper(self, self.preview, self.table.current)
        self._lay_out()
        self.table.rows.fetch_with(self.listing.fetch)
        self.table.chosen.connect(lambda _paper: self._on_chosen())
        self.table.opened.connect(lambda _paper: self._print())
        for name, tab in self.tabs.items():
            tab.clicked.connect(lambda _checked=False, name=name: self._turn(history=name == "history"))
        keep_widths(self.table, self.desk.settings)
        self.bind("printing.read", self.table.rows.restart)
        self.bind("printing.preview", self._to_preview)
        self.bind("printing.save", lambda: self._print(printer=""))
        self.bind("printing.all", self._print_all)
        self.bind("printing.print", self._print)

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        head = QHBoxLayout()
        head.setSpacing(8)
        for tab in self.tabs.values():
            tab.setCheckable(True)
            group.addButton(tab)
            head.addWidget(tab)
        self.tabs["owed"].setChecked(True)
        head.addStretch(1)
        head.addWidget(self.printer_label)
        head.addWidget(self.printer)
        card = Card("papers_card")
        card.title.hide()
        card.hint.hide()
        card.body.addLayout(head)
        card.body.addWidget(self.table, 1)
        self.split = QSplitter()
        self.split.setObjectName("printing_split")
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(8)
        self.split.addWidget(card)
        self.split.addWidget(self.preview)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.table.setMinimumWidth(look().metrics.px(360))
        self.preview.setMinimumWidth(look().metrics.px(280))
        self.body.addWidget(self.split, 1)
        self._list_card = card

    # words

    def retranslate(self) -> None:
        self.head.say(_("Printing"))
        self.tabs["owed"].say(_("Prints owed"))
        self.tabs["history"].say(_("History and reprints"))
        self.printer_label.setText(_("Printer"))
        self.printer.name(_("Printer"))
        empty = (
            (_("No papers yet."), _("Every paper that is made appears here."), "")
            if self.listing.history
            else (
                _("Nothing is owed."),
                _("A paper that could not be printed waits here until it is."),
                _("Older papers: history and reprints."),
            )
        )
        self.table.say(_("Papers"), (_("Paper"), _("Number"), _("State"), _("Printed"), _("Made")), empty)
        if not self.preview.sheet_count:
            self.preview.say(_("Choose a paper to see it"))
        self._offer()

    # content

    def opened(self, request: Mapping[str, object]) -> None:
        wanted = request.get("print") or request.get("paper_id") or ()
        if wanted:
            self._show_named((wanted,) if isinstance(wanted, str) else tuple(wanted))  # type: ignore[arg-type]
        else:
            self._turn(history=bool(request.get("history", self.listing.history and not self.listing.named)))
        if request.get("print"):
            self._print_named()
        self.tasks.work(
            self.desk.printers, on_done=self._on_printers, on_obstacle=self._no_printers, owner=self
        )

    def refresh(self, stems: frozenset[str]) -> None:
        if "papers" in stems and self.isVisible():
            self.table.rows.reload()

    def first_field(self) -> QWidget | None:
        return self.table

    def scanned(self, code: str) -> bool:
        """A slip in hand: its paper comes to the front for a reprint."""
        from app.usecases.read_papers import find_paper

        def found(paper: Paper) -> None:
            self._show_named((paper.id,))

        parsed = numbering.parse(code)
        if isinstance(parsed, Refused) or parsed.kind is numbering.NumberKind.CASE:
            return False
        self.tasks.run(find_paper, "", code, on_done=found, owner=self)
        return True

    def _reload(self) -> None:
        self.table.rows.reload()

    def _show_named(self, paper_ids: tuple[str, ...]) -> None:
        """Only these, printed or owed: whatever is pressed next concerns them."""
        self._turn(history=True, named=paper_ids)

    def _print_named(self) -> None:
        """F12 of another page: its papers, at once and in their order."""
        self.listing.read_named(lambda papers: self.sending.send(papers, self._chosen_printer()))

    def _turn(self, *, history: bool, named: tuple[str, ...] = ()) -> None:
        self.listing.history, self.listing.named = history, named
        self.tabs["history" if history else "owed"].setChecked(True)
        self.retranslate()
        self.table.rows.restart()

    def _on_printers(self, printers: Sequence[Printer]) -> None:
        self._printers = tuple(printer.name for printer in printers)
        self._offer()

    def _no_printers(self, _obstacle: Obstacle) -> None:
        """Nothing was printed yet, so nothing went wrong yet: a hint, no error."""
        self._on_printers(())
        self.head.tell(_("No print service on this computer; papers can be saved as PDF"), "hint")

    def _offer(self) -> None:
        """The printer of the settings stands first; an empty one saves as PDF."""
        items = [(name, name) for name in self._printers]
        self.printer.offer([(None, _("As in the settings")), *items, ("", _("Save as PDF"))])
        if self.printer.currentIndex() < 0:
            self.printer.set_value(None)
        self.printer.setMinimumWidth(look().metrics.px(160))

    def _on_chosen(self) -> None:
        paper = self.table.current()
        for deed in ("printing.print", "printing.save", "printing.preview"):
            self.allow(deed, paper is not None, _("No paper is chosen"))
        owed = not self.listing.history and bool(self.table.rows.rows)
        words = _("Only in the list of prints owed") if self.listing.history else _("Nothing is owed.")
        self.allow("printing.all", owed, words)
        self._shown.follow()

    # deeds

    def _print(self, printer: str | None = None) -> None:
        paper = self.table.current()
        if paper is not None:
            self.sending.send([paper], self._chosen_printer() if printer is None else printer)

    def _print_all(self) -> None:
        """One after another, oldest first."""
        self.sending.send(list(reversed(self.table.rows.rows)), self._chosen_printer())

    def _chosen_printer(self) -> str | None:
        chosen = self.printer.value()
        return None if chosen is None else str(chosen)

    def _to_preview(self) -> None:
        """To the paper and back; on a narrow window one of the two is in front."""
        back = self.preview.hasFocus()
        if self._narrow():
            self._list_card.setVisible(back)
            self.preview.setVisible(not back)
        (self.table if back else self.preview).setFocus()

    def _narrow(self) -> bool:
        return self.width() < look().metrics.px(NARROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._list_card.setVisible(True)
        self.preview.setVisible(not self._narrow())
