"""Lock and scanner of this desk, with a line to try the gun."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from app.ui.page import Frame
from app.ui.widgets.card import Card
from app.ui.widgets.pick import Pick
from app.ui.widgets.rows_of_fields import FieldRows
from app.words.catalogue import _

LOCK_MINUTES = (1, 3, 5, 10, 15)
GAPS_MS = (20, 50, 80, 120, 150)


class DeskCard(Card):
    def __init__(self, frame: Frame) -> None:
        super().__init__("desk_card")
        self._frame = frame
        self.lock, self.gap = Pick("idle_lock_minutes"), Pick("scanner_gap_ms")
        self.trial = QLineEdit()
        self.trial.setObjectName("scanner_trial")
        self.trial.setProperty("takes_scan", True)
        self._rows = FieldRows()
        for field in (self.lock, self.gap, self.trial):
            self._rows.add(field, 320)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)
        self.lock.picked.connect(lambda value: self._keep("idle_lock_minutes", value))
        self.gap.picked.connect(lambda value: self._keep("scanner_gap_ms", value))

    def retranslate(self) -> None:
        self.say(_("Lock and scanner"))
        self.lock.offer([(n, _("{minutes} min").format(minutes=n)) for n in LOCK_MINUTES])
        self.gap.offer([(n, f"{n} ms") for n in GAPS_MS])
        self._rows.say(self.lock, _("Lock when idle"), _("Ctrl+L locks at once; nothing typed is lost"))
        self._rows.say(self.gap, _("Scanner pace"), _("Longer for Bluetooth guns"))
        self._rows.say(self.trial, _("Try a scan"), _("Scan any code: it must appear here in full"))
        self.lock.set_value(self._frame.desk.settings.get("idle_lock_minutes", 5))
        self.gap.set_value(self._frame.desk.settings.get("scanner_gap_ms", 50))

    def _keep(self, name: str, value: object) -> None:
        self._frame.keep(name, value)
