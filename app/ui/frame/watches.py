"""What watches over the whole program: touches, the barcode gun, the guards of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shiboken6 import isValid

from app.ui.frame.idle import IdleWatch
from app.ui.frame.scans import Scans, ours
from app.ui.widgets.guards import BeginningGuard, EnterNext, Guards
from app.ui.widgets.hex_entry import HexEntry
from app.ui.widgets.scanner import ScannerFilter

if TYPE_CHECKING:
    from app.ui.window import Window

IDLE_MINUTES = 5
SCAN_GAP_MS = 50


class Watches:
    """One for each application."""

    def __init__(self) -> None:
        self.idle = IdleWatch()
        self.scanner = ScannerFilter(ours)
        self.guards = Guards((self.idle, self.scanner, HexEntry(), EnterNext(), BeginningGuard()))
        self._scans: Scans | None = None

    def over(self, window: Window) -> None:
        """This window locks when nobody touches it, and what is scanned goes to it; as its settings say."""
        settings = window.desk.settings
        self.scanner.gap_ms = int(settings.get("scanner_gap_ms", SCAN_GAP_MS))
        if self._scans is not None and isValid(self._scans):
            self.scanner.scanned.disconnect(self._scans.take)
        self._scans = Scans(window)
        self.scanner.scanned.connect(self._scans.take)
        window.kept.connect(self._on_kept)
        self.idle.idle.connect(window.lock)
        self.idle.wait(float(settings.get("idle_lock_minutes", IDLE_MINUTES)))

    def _on_kept(self, name: str, value: object) -> None:
        if name == "idle_lock_minutes" and isinstance(value, int):
            self.idle.wait(value)
        elif name == "scanner_gap_ms" and isinstance(value, int):
            self.scanner.gap_ms = value
