"""Delivery: three facts, what is not delivered record by record, and the counts that must tie out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.staff import Permission
from app.sync.status import SyncStatus
from app.ui.page import Frame, Page
from app.ui.pages.sync.export import export_to
from app.ui.pages.sync.facts import Facts
from app.ui.pages.sync.lines import PAGE_OF, delivery_rows
from app.ui.theme.look import look
from app.ui.widgets.card import Card
from app.ui.widgets.kept_widths import keep_widths
from app.ui.widgets.lines import ErrorLine
from app.ui.widgets.plain import WrappedLabel
from app.ui.widgets.table import DataTable
from app.words import set_aside
from app.words.catalogue import _

if TYPE_CHECKING:
    from app.usecases.read_delivery import DeliveryBook, DeliveryLine


class SyncPage(Page):
    stem = "sync"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.facts = Facts()
        self.card = Card("delivery_card")
        self.table = DataTable("delivery_table", delivery_rows(self.desk.clock.now))
        self.count_card = Card("delivery_counts")
        self.sums = WrappedLabel()
        self.tie = ErrorLine("delivery_tie")
        self.aside = ErrorLine("delivery_set_aside")
        self.card.body.addWidget(self.table)
        self.count_card.body.addWidget(self.sums)
        self.count_card.body.addWidget(self.tie)
        self.count_card.body.addWidget(self.aside)
        self.body.addWidget(self.facts)
        self.body.addWidget(self.card, 1)
        self.body.addWidget(self.count_card)
        self.table.setMinimumHeight(look().metrics.px(120))
        self.table.opened.connect(self._open)
        self.table.chosen.connect(
            lambda line: self.allow("sync.open", line is not None, _("Nothing is chosen"))
        )
        self._book: DeliveryBook | None = None
        keep_widths(self.table, self.desk.settings)
        self.bind("sync.open", self._open_current)
        self.bind("sync.export", self._choose_file)
        self.bind("sync.send", self._send)

    def retranslate(self) -> None:
        self.head.say(_("Delivery"))
        self.card.say(_("Not delivered yet"), _("Enter opens the record"))
        self.table.say(
            _("Not delivered yet"),
            (_("Number"), _("Step"), _("State"), _("Since"), _("What you need to do")),
            (
                _("Everything is delivered."),
                _("The province has a receipt for every step of this desk."),
                _("F5 asks it again."),
            ),
        )
        self.count_card.say(_("Counted"))
        self._show_status(self.desk.sync_status())
        self._show_book()

    # content

    def opened(self, request: Mapping[str, object]) -> None:
        actor = self.desk.actor
        self.allow(
            "sync.export",
            actor is not None and actor.may(Permission.EXPORT),
            _("Exporting needs the lead"),
        )
        self._show_status(self.desk.sync_status())
        self._read()

    def refresh(self, stems: frozenset[str]) -> None:
        if self.isVisible():
            self._read()

    def first_field(self) -> QWidget | None:
        return self.table

    def show_sync(self, status: SyncStatus) -> None:
        self._show_status(status)
        if self.isVisible():
            self._read()

    def _show_status(self, status: SyncStatus) -> None:
        self.facts.show_status(status, self.desk.clock.now())

    def _read(self) -> None:
        from app.usecases.read_delivery import read_delivery

        self.tasks.run(read_delivery, on_done=self._on_read, owner=self)

    def _on_read(self, book: DeliveryBook) -> None:
        self._book = book
        self._show_book()

    def _show_book(self) -> None:
        book = self._book
        if book is None:
            return
        self.table.rows.show(book.lines)
        self.sums.setText(
            _(
                "steps captured {captured} = delivered {delivered} + not delivered {waiting} "
                "+ need you {parked}; delivered today {today}"
            ).format(
                captured=book.captured,
                delivered=book.delivered,
                waiting=book.undelivered,
                parked=book.parked,
                today=book.delivered_today,
            )
        )
        self.aside.say("\n".join(set_aside.sentence(one) for one in book.set_aside), "warning")
        if book.captured == book.delivered:
            self.tie.say(_("Everything of this desk is delivered; the shift can end"), "ok")
        else:
            self.tie.say(
                _("The shift can end: what is not delivered stays safe here and goes up by itself"), "hint"
            )

    # deeds

    def _send(self) -> None:
        self.desk.send_now()
        self.head.tell(_("Asked the province again"), "hint")

    def _open_current(self) -> None:
        line = self.table.current()
        if line is not None:
            self._open(line)

    def _open(self, line: DeliveryLine) -> None:
        self.frame.go(PAGE_OF[line.stem], record_id=line.record_id, stem=line.stem)

    def _choose_file(self) -> None:
        day = self.desk.clock.now().date()
        name, _filter = QFileDialog.getSaveFileName(
            self, _("Export everything"), f"onewindow-{day}.jsonl", "JSON lines (*.jsonl)"
        )
        if name:
            self.export(Path(name))

    def export(self, path: Path) -> None:
        """Every record and op, one JSON object a line."""
        self.tasks.run(
            export_to,
            path,
            on_done=lambda count: self.head.tell(
                _("{count} lines written to {file}").format(count=count, file=path.name)
            ),
            owner=self,
        )
