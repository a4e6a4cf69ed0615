"""Header: product, search box, who sits where, and the sync chip."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.domain.staff import Actor, Station
from app.sync.status import SyncStatus
from app.ui.sync_words import chip
from app.ui.theme.look import look
from app.ui.theme.metrics import Width
from app.ui.widgets.button import Button
from app.ui.widgets.plain import PlainLabel, ShortLabel
from app.words.catalogue import _


class Header(QFrame):
    search_wanted = Signal()
    sync_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._product = PlainLabel(role="product")
        self._search = Button("search_box")
        self._search.clicked.connect(self.search_wanted)
        self._place = ShortLabel()
        self._place.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._place.setObjectName("place")
        self._sync = Button("sync_chip")
        self._sync.clicked.connect(self.sync_wanted)
        self._who: tuple[Actor | None, Station] | None = None
        self._width = Width.M
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(12)
        row.addWidget(self._product)
        row.addWidget(self._search)
        row.addWidget(self._place, 1)
        row.addWidget(self._sync)

    def fit(self, width: Width) -> None:
        """Less beside the search box when the window is narrow."""
        self._width = width
        metrics = look().metrics
        self.setFixedHeight(metrics.px(44))
        self._search.setFixedWidth(metrics.px({Width.S: 190, Width.M: 300, Width.L: 420}[width]))
        self.retranslate()

    def retranslate(self) -> None:
        self._product.setText(_("OneWindow"))
        wide = self._width is not Width.S
        hint = _("Search: number, name, paper") if wide else _("Search")
        self._search.setText(f"{hint}  (Ctrl+K)")
        self._search.setAccessibleName(_("Search everything Ctrl+K"))
        self._show_place()

    def show_who(self, actor: Actor | None, station: Station) -> None:
        self._who = (actor, station)
        self._show_place()

    def _show_place(self) -> None:
        if self._who is None:
            return
        actor, station = self._who
        name = f"{actor.name} {actor.staff_id}" if actor else ""
        parts = [station.window_name, name]
        if self._width is not Width.S:
            parts.insert(0, station.outlet_name)
        self._place.setText("  ·  ".join(part for part in parts if part))

    def show_sync(self, status: SyncStatus, now: datetime) -> None:
        said = chip(status, now)
        role = {"warn": "warn", "err": "err"}.get(said.kind, "on_head")
        self._sync.kind(said.kind)
        self._sync.show_icon(said.icon, role)
        self._sync.say(said.text)
        self._sync.setAccessibleName(_("Delivery: {state}").format(state=said.text))

    def sync_text(self) -> str:
        return self._sync.text()
