"""Works through a desk in the real window and prints for each step the longest time between two beats.

A beat is a timer of the UI thread. The argument is the profile; printed: step -> milliseconds by the clock
and of the thread's processor time, as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from app.bootstrap.opener import Opener
from app.bootstrap.scenes.player import Player
from app.ui.application import Application
from app.ui.navigation import PAGES
from tests.support.desk import CLERK

BEAT_MS = 5
SEARCHES = ("茶", "采摘", "杭州云栖", "𬭎")


class _Beat:
    """The longest time without a beat, by the step under way."""

    def __init__(self) -> None:
        self.longest: dict[str, dict[str, float]] = {}
        self._step, self._last = "", self._now()
        self._timer = QTimer()
        self._timer.timeout.connect(self._on_beat)
        self._timer.start(BEAT_MS)

    def step(self, name: str) -> None:
        self._on_beat()
        self._step = name
        self.longest[name] = {"clock": 0.0, "processor": 0.0}

    def _now(self) -> tuple[float, float]:
        return time.perf_counter() * 1000, time.thread_time() * 1000

    def _on_beat(self) -> None:
        before, self._last = self._last, self._now()
        if self._step:
            longest = self.longest[self._step]
            longest["clock"] = max(longest["clock"], self._last[0] - before[0] - BEAT_MS)
            longest["processor"] = max(longest["processor"], self._last[1] - before[1])


def settle(name: str) -> None:
    player.until(lambda: not player.window.tasks.busy, name, 60)
    for _round in range(20):
        player.turn()


player = Player(Opener(), Path(sys.argv[1]).parent, lambda _text: None)
player.application = Application()
player.open_window(send=False)
beat = _Beat()
beat.step("signing in")
player.sign_in(CLERK)
settle("the workbench")
for place in PAGES:
    beat.step(f"opening {place.stem}")
    player.window.go(place.stem)
    settle(place.stem)
for place in PAGES:
    beat.step(f"{place.stem} again")
    player.window.go(place.stem)
    settle(place.stem)
for text in SEARCHES:
    beat.step(f"searching {text}")
    player.window.deeds.open_palette(text)
    QTest.qWait(500)  # the palette asks when the typing pauses
    settle(text)
    player.press("Esc")
sys.stdout.write(json.dumps(beat.longest))
player.close()
