"""The workbench: what waits today as numbers and words, my list under them, and what happened last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.ui.page import Frame, Page
from app.ui.pages.workbench.lines import ListLine, list_rows, of_case, of_draft
from app.ui.theme.look import look
from app.ui.times import age, minutes_since
from app.ui.widgets.card import Card
from app.ui.widgets.kept_widths import keep_widths
from app.ui.widgets.money import yuan_text
from app.ui.widgets.plain import WrappedLabel
from app.ui.widgets.table import DataTable
from app.ui.widgets.tile import Tile
from app.words.catalogue import _, ngettext

if TYPE_CHECKING:
    from app.usecases.workbench import Workbench

_TILES = (
    ("drafts", "draft"),
    ("parked", "parked"),
    ("corrections", "acceptance"),
    ("checks", "eye"),
    ("unpaid", "payment"),
    ("undelivered", "upload"),
    ("owed", "printing"),
)


class WorkbenchPage(Page):
    stem = "workbench"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._known: Workbench | None = None
        self._shown = "waiting"
        self.tiles = {name: Tile(f"tile_{name}", icon) for name, icon in _TILES}
        self.list_card = Card("my_list")
        self.list = DataTable("my_list_table", list_rows())
        self.news_card = Card("news")
        self.news = WrappedLabel(role="quiet")
        self._lay_out()
        for name, tile in self.tiles.items():
            tile.clicked.connect(lambda _checked=False, name=name: self._on_tile(name))
        self.list.opened.connect(self._open)
        keep_widths(self.list, self.desk.settings)
        self.bind("workbench.new", lambda: frame.go("acceptance", new=True))
        self.bind("workbench.search", lambda: frame.go("inquiry"))
        self.bind("workbench.visit", lambda: frame.go("visit", new=True))
        self.bind("workbench.refresh", self._read)
        self.bind("workbench.open", self._open_current)

    def _lay_out(self) -> None:
        row = QWidget()
        row.setObjectName("tiles")
        self._tile_grid = QGridLayout(row)
        self._tile_grid.setContentsMargins(0, 0, 0, 0)
        self._tile_grid.setSpacing(8)
        for place, tile in enumerate(self.tiles.values()):
            self._tile_grid.addWidget(tile, 0, place)
            self._tile_grid.setColumnStretch(place, 1)
        self.list_card.body.addWidget(self.list)
        self.news_card.body.addWidget(self.news)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(row)
        column.addWidget(self.list_card, 1)
        column.addWidget(self.news_card)
        self.list.setMinimumHeight(look().metrics.px(150))
        self.body.addLayout(column)

    # words

    def retranslate(self) -> None:
        now = self.desk.clock.now()
        day = _weekday(now.weekday())
        self.head.say(_("Workbench"), f"{now:%Y-%m-%d}  {day}")
        self.list.say(
            _("My list"),
            (_("Number"), _("Who and what"), _("Matter"), _("State"), _("Due"), _("Delivery")),
            self._empty_lines(),
        )
        self.news_card.say(_("Last steps"))
        self._show()

    def _empty_lines(self) -> tuple[str, ...]:
        if self._shown in ("drafts", "parked"):
            return (
                _("No forms are open."),
                _("A form is kept here from the first key on, also after a power cut."),
                _("Press F4 for a new acceptance."),
            )
        return (
            _("Nothing waits today."),
            _("Cases with an open correction or second check appear here."),
            _("Press F4 for a new acceptance, or scan a slip."),
        )

    # content

    def opened(self, request: Mapping[str, object]) -> None:
        self._read()

    def refresh(self, stems: frozenset[str]) -> None:
        if self.isVisible():
            self._read()

    def first_field(self) -> QWidget | None:
        return self.list

    def _read(self) -> None:
        from app.usecases.workbench import read_workbench

        self.tasks.run(read_workbench, on_done=self._on_read, owner=self)

    def _on_read(self, known: Workbench) -> None:
        self._known = known
        self._show()

    def _show(self) -> None:
        if self._known is None:
            return
        self._show_tiles(self._known)
        self._show_list(self._known)
        self.news.setText("\n".join(self.frame.said()[-3:]) or _("Nothing yet in this sign-in."))

    def _show_tiles(self, known: Workbench) -> None:
        now = self.desk.clock.now()
        tiles = self.tiles
        tiles["drafts"].show_count(_("Drafts"), len(known.drafts))
        tiles["parked"].show_count(_("Parked"), len(known.parked))
        tiles["corrections"].show_count(_("Open corrections"), known.corrections)
        tiles["checks"].show_count(_("Second checks"), known.pending_checks, tone="warn")
        tiles["unpaid"].show_count(_("Payments to confirm"), known.unconfirmed_payments, tone="warn")
        waits = known.undelivered and minutes_since(known.oldest_undelivered, now)
        oldest = age(known.oldest_undelivered, now) if waits else ""
        tiles["undelivered"].show_count(
            _("Not delivered"),
            known.undelivered,
            _("{count} need you").format(count=known.needs_you)
            if known.needs_you
            else (_("oldest {age}").format(age=oldest) if oldest else ""),
            "err" if known.needs_you else "",
        )
        tiles["owed"].show_count(_("Prints owed"), len(known.owed_papers), tone="warn")
        taken = ngettext("{count} case today", "{count} cases today", known.filed_today)
        self.head.tell(
            _("{taken}, {paid} on record").format(
                taken=taken.format(count=known.filed_today), paid=yuan_text(known.paid_today_fen)
            ),
            "hint",
        )

    def _show_list(self, known: Workbench) -> None:
        rules, today = self.desk.rulebook, self.desk.clock.now().date()
        if self._shown in ("drafts", "parked"):
            kept = known.drafts if self._shown == "drafts" else known.parked
            lines = [of_draft(draft, rules, today) for draft in kept]
            title = _("Drafts") if self._shown == "drafts" else _("Parked")
        else:
            lines = [of_draft(draft, rules, today) for draft in (*known.parked, *known.drafts)]
            lines += [of_case(line, rules, today) for line in known.waiting]
            title = _("My list")
        self.list_card.say(title, _("↑↓ choose   Enter open"))
        self.list.rows.show(lines)

    # deeds

    def _on_tile(self, name: str) -> None:
        """A number leads to what it counts."""
        match name:
            case "unpaid":
                self.frame.go("payment", filter="unconfirmed")
            case "undelivered":
                self.frame.go("sync")
            case "owed":
                self.frame.go("printing")
            case _:
                wanted = name if name in ("drafts", "parked") else "waiting"
                self._shown = "waiting" if self._shown == wanted else wanted
                self.retranslate()
                self.list.setFocus()

    def _open_current(self) -> None:
        line = self.list.current()
        if line is not None:
            self._open(line)

    def _open(self, line: ListLine) -> None:
        if line.page:
            self.frame.go(line.page, **dict(line.request))
        else:
            self.head.tell(_("Another version of the program kept this form; it stays on disk"), "warning")


def _weekday(number: int) -> str:
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )[number]
