"""How long a consultation takes, from the first key on."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QTimer

from app.ui.desk import Clock
from app.ui.pages.consultation.talk_words import duration
from app.ui.widgets.lines import StatusChip

TARGET_S = 20


class Stopwatch(StatusChip):
    """Quiet: it only says the time. `started_at` is ISO; empty while nothing was typed."""

    def __init__(self, clock: Clock) -> None:
        super().__init__("consultation_time")
        self._clock = clock
        self._mono = 0
        self.started_at = ""
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self.show_time)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()

    def start(self) -> None:
        """The first key. Later ones change nothing."""
        if self.started_at:
            return
        self.started_at = self._clock.now().isoformat(timespec="seconds")
        self._mono = self._clock.mono_ms()
        self._tick.start()
        self.show_time()

    def resume(self, started_at: str) -> None:
        """A draft goes on from where it began."""
        self.reset()
        if not started_at:
            return
        now = self._clock.now()
        gone = now - datetime.fromisoformat(started_at)
        self.started_at = started_at
        self._mono = self._clock.mono_ms() - round(gone.total_seconds() * 1000)
        self._tick.start()
        self.show_time()

    def reset(self) -> None:
        self._tick.stop()
        self.started_at = ""
        self.hide()

    def seconds(self) -> int:
        """Whole seconds since the first key, by a clock that never jumps."""
        return max(0, (self._clock.mono_ms() - self._mono) // 1000) if self.started_at else 0

    def show_time(self) -> None:
        if self.started_at:
            self.say(duration(self.seconds()), "quiet", "clock")
            self.show()
