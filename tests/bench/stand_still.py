"""Works through a shift in the real window and prints for each step the longest time between two beats.

A beat is a timer of the UI thread. The argument is the profile; printed as JSON: step -> milliseconds by the
clock, of the processor time of the thread, and by the clock less what the thread waited for a processor.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

from app.bootstrap.opener import Opener
from app.ui.application import Application
from app.ui.widgets.later import Later
from tests.bench.shift import Quiet, steps

BEAT_MS = 5
KINDS = ("clock", "processor", "calm")


class _Beat:
    """The longest time without a beat, by the step under way."""

    def __init__(self) -> None:
        self.longest: dict[str, dict[str, float]] = {}
        self._step, self._last = "", _now()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start(BEAT_MS)

    def step(self, name: str) -> None:
        self._on_beat()
        self._step = name
        if name:
            self.longest.setdefault(name, dict.fromkeys(KINDS, 0.0))

    def _on_beat(self) -> None:
        before, self._last = self._last, _now()
        if self._step:
            longest = self.longest[self._step]
            for kind, then, now in zip(KINDS, before, self._last, strict=True):
                idle = 0 if kind == "processor" else BEAT_MS
                longest[kind] = max(longest[kind], now - then - idle)


def _now() -> tuple[float, float, float]:
    waited = int(Path("/proc/thread-self/schedstat").read_text().split()[1]) / 1e6
    clock = time.perf_counter() * 1000
    return clock, time.thread_time() * 1000, clock - waited


def settle(name: str) -> None:
    for _round in range(20):
        player.until(lambda: not player.window.tasks.busy, name, 60)
        player.turn()
    player.until(lambda: all(late.built for late in player.window.findChildren(Later)), name, 60)
    for _round in range(20):
        player.turn()


player = Quiet(Opener(), Path(sys.argv[1]).parent, lambda _text: None)
player.application = Application()
sys.excepthook = sys.__excepthook__  # a mistake in these steps ends them; nobody would close its dialog
player.open_window()
beat = _Beat()
for name, deed in steps(player):
    beat.step(name)
    deed()
    settle(name)
    beat.step("")
sys.stdout.write(json.dumps(beat.longest))
player.close()
