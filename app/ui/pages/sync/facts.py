"""The three facts, kept apart: the network, the queue, the last confirmed success."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.sync.status import Network, SyncStatus
from app.ui.sync_words import AMBER_MINUTES, RED_MINUTES, reason
from app.ui.times import age, ago, clock_time, minutes_since
from app.ui.widgets.card import Card
from app.ui.widgets.lines import StatusChip
from app.ui.widgets.plain import WrappedLabel
from app.words.catalogue import _, joined, ngettext


class Facts(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sync_facts")
        self.chips: dict[str, StatusChip] = {}
        self.notes: dict[str, WrappedLabel] = {}
        self._cards: dict[str, Card] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, name in enumerate(("network", "queue", "confirmed")):
            card, chip, note = (
                Card(f"fact_{name}"),
                StatusChip(f"fact_{name}_chip"),
                WrappedLabel(role="hint"),
            )
            card.body.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
            card.body.addWidget(note)
            card.body.addStretch(1)
            grid.addWidget(card, 0, place)
            grid.setColumnStretch(place, 1)
            self._cards[name], self.chips[name], self.notes[name] = card, chip, note

    def show_status(self, status: SyncStatus, now: datetime) -> None:
        self._cards["network"].say(_("Network"))
        self._cards["queue"].say(_("Waiting here"))
        self._cards["confirmed"].say(_("Last confirmed by the province"))
        self._show_network(status)
        self._show_queue(status, now)
        if not status.anchored:
            self.chips["confirmed"].say(_("Journals differ"), "err")
            self.notes["confirmed"].setText(
                _(
                    "The province holds another journal for this window than the one shown to it. "
                    "Work goes on and nothing is lost; tell the administrator"
                )
            )
            return
        if status.confirmed_at:
            self.chips["confirmed"].say(clock_time(status.confirmed_at, now), "ok")
            self.notes["confirmed"].setText(
                _("{ago}; nothing counts as delivered without a receipt").format(
                    ago=ago(status.confirmed_at, now)
                )
            )
        else:
            self.chips["confirmed"].say(_("Not yet since the start"), "quiet")
            self.notes["confirmed"].setText(
                _("Nothing counts as delivered without a receipt of the province")
            )

    def _show_network(self, status: SyncStatus) -> None:
        words, kind, icon = {
            Network.UNKNOWN: (_("Not tried yet"), "quiet", "sync"),
            Network.ONLINE: (_("Connected"), "ok", "check"),
            Network.OFFLINE: (_("Not connected"), "warn", "offline"),
            Network.REFUSED: (_("Connected, but refused"), "err", "cross"),
        }[status.network]
        self.chips["network"].say(words, kind, icon)
        parts = [reason(status)]
        if status.next_try_s is not None and status.network is not Network.ONLINE:
            parts.append(_("next try in {seconds} s").format(seconds=status.next_try_s))
        if status.skew_s:
            parts.append(_("this computer's clock differs by {seconds} s").format(seconds=abs(status.skew_s)))
        told = joined(part for part in parts if part)
        self.notes["network"].setText(told or _("Work goes on with and without a line"))

    def _show_queue(self, status: SyncStatus, now: datetime) -> None:
        queue = status.queue
        if not queue.unsent and not queue.parked:
            self.chips["queue"].say(_("Nothing"), "ok")
            self.notes["queue"].setText(_("Everything of this desk is with the province"))
            return
        minutes = minutes_since(queue.oldest_at, now)
        kind = (
            "err"
            if queue.parked or minutes >= RED_MINUTES
            else "warn"
            if minutes >= AMBER_MINUTES
            else "quiet"
        )
        parts = []
        if queue.unsent:
            words = ngettext("{count} step not delivered", "{count} steps not delivered", queue.unsent)
            parts.append(words.format(count=queue.unsent))
        if queue.parked:
            parts.append(_("{count} need you").format(count=queue.parked))
        self.chips["queue"].say(", ".join(parts), kind, "upload" if kind == "quiet" else "")
        oldest = _("oldest {age}").format(age=age(queue.oldest_at, now)) if minutes else ""
        self.notes["queue"].setText(
            joined(part for part in (oldest, _("saved on this computer, also without power")) if part)
        )
