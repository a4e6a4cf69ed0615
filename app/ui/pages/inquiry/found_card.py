"""The list: recent cases while the box is empty, else what the search found."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from app.ui.desk import Desk
from app.ui.pages.inquiry.filters import CaseFilters
from app.ui.pages.inquiry.found_rows import FoundLine, found_rows, of_case, of_hit
from app.ui.tasks import Tasks
from app.ui.theme.look import look
from app.ui.widgets.card import Card
from app.ui.widgets.lines import StatusChip
from app.ui.widgets.rows import PAGE
from app.ui.widgets.table import DataTable
from app.usecases.inquire import Found
from app.usecases.read_cases import CaseRow, case_page
from app.words.catalogue import _, ngettext


class FoundCard(Card):
    opened = Signal(object)
    """the `FoundLine`"""
    chosen = Signal()
    read = Signal()
    """the recent cases were read; `as_of` is new"""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__("found_card")
        self._desk, self._tasks = desk, tasks
        self.found: Found | None = None
        self.searched = ""
        self._read_at = ""
        self.count = StatusChip("found_count")
        self.filters = CaseFilters(lambda: desk.clock.now().date())
        self.table: DataTable[FoundLine] = DataTable("found_table", found_rows())
        self.beside_title(self.count)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.table, 1)
        self.table.setMinimumHeight(look().metrics.px(120))
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.filters.changed.connect(self.show_recent)
        self.table.rows.fetch_with(self._fetch)
        self.table.opened.connect(self.opened)
        self.table.chosen.connect(lambda _line: self.chosen.emit())

    @property
    def as_of(self) -> str:
        """When what is shown was read, ISO."""
        return self.found.inquiry.data_as_of if self.found is not None else self._read_at

    # words

    def retranslate(self) -> None:
        self.filters.retranslate()
        found = self.found
        title = _("Found") if found is not None else _("Recent cases")
        self.say(title, _("Enter opens   PgDn reads on"))
        self.filters.setVisible(found is None)
        self.count.setVisible(found is not None)
        if found is not None:
            self._say_count(found)
        self.table.say(
            title,
            (
                _("Kind"),
                _("Number"),
                _("Title"),
                _("Name"),
                _("State"),
                _("Phone"),
                _("Day"),
                _("Delivery"),
            ),
            self._empty(),
        )
        self.table.rows.show(self._lines())

    def _say_count(self, found: Found) -> None:
        count = len(found.hits)
        words = ngettext("{count} record", "{count} records", count).format(count=count)
        if found.more:
            words = _("more than {count}; add a word").format(count=count)
        self.count.say(words, "ok" if count else "quiet")

    def _empty(self) -> tuple[str, ...]:
        if self.found is not None:
            return (
                _("Nothing under “{text}” at this desk.").format(text=self.searched[:40]),
                _("Only records of this desk were searched, not the whole province."),
                _("F4 shows the recent cases again."),
            )
        return (
            _("No case in this choice."),
            _("Cases appear here as soon as they are filed."),
            _("Choose other days or another state."),
        )

    def _lines(self) -> Sequence[FoundLine]:
        """What is shown, in the language in force."""
        if self.found is None:
            return self.table.rows.rows
        rules, today = self._desk.rulebook, self._desk.clock.now().date()
        return [of_hit(hit, rules, today) for hit in self.found.hits]

    # content

    def show_found(self, found: Found, text: str) -> None:
        self.found, self.searched = found, text
        self.retranslate()

    def show_recent(self) -> None:
        self.found = None
        self.retranslate()
        self.table.rows.restart()

    def reload(self) -> None:
        """The recent cases follow the book; an answer stays as it was given."""
        if self.found is None:
            self.table.rows.reload()

    def _fetch(self, after: object, limit: int, show: Callable[[Sequence[FoundLine]], None]) -> None:
        if self.found is not None:
            show(list(self._lines())[:PAGE])
            return
        narrowed = self.filters.narrowed()

        def got(rows: Sequence[CaseRow]) -> None:
            rules, now = self._desk.rulebook, self._desk.clock.now()
            self._read_at = now.isoformat()
            show([of_case(row, rules, now.date()) for row in rows])
            self.read.emit()

        span = (narrowed.states, narrowed.since, narrowed.until)
        self._tasks.run(case_page, *span, after, limit, on_done=got, owner=self)
