"""Wrong passwords before the store is open: counted in memory, because nothing can be written yet."""

from __future__ import annotations

from app.usecases.desk import Clock

FREE = 5
FIRST_S = 30
LONGEST_S = 900


class Tries:
    """Five free tries, then a pause of 30 s that doubles to 15 min; never for good."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._fails = 0
        self._until_ms = 0

    def wait_s(self) -> int:
        """Seconds until the next try is taken; 0 = now."""
        return max(0, -(-(self._until_ms - self._clock.mono_ms()) // 1000)) if self._fails >= FREE else 0

    def failed(self) -> None:
        self._fails += 1
        if self._fails >= FREE:
            pause = min(LONGEST_S, FIRST_S * 2 ** min(self._fails - FREE, 10))
            self._until_ms = self._clock.mono_ms() + pause * 1000

    def passed(self) -> None:
        self._fails = 0
