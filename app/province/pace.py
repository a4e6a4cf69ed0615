"""A token bucket per install: a desk that asks too often is told when to come back."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable

from app.province.problems import RequestRefused

_KEPT = 20_000


class Pace:
    """`size` requests at once, `per_second` after that. Held in memory, per process."""

    def __init__(
        self, size: float, per_second: float, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._size = size
        self._per_second = per_second
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._left: dict[str, tuple[float, float]] = {}

    def take(self, install: str) -> None:
        """One request. Raises RequestRefused 429 with the seconds to wait."""
        now = self._monotonic()
        with self._lock:
            left, since = self._left.pop(install, (self._size, now))
            left = min(self._size, left + (now - since) * self._per_second)
            allowed = left >= 1
            self._left[install] = (left - 1 if allowed else left, now)
            if len(self._left) > _KEPT:
                del self._left[next(iter(self._left))]
        if not allowed:
            wait = max(1, math.ceil((1 - left) / self._per_second))
            raise RequestRefused(429, "slow_down", "too many requests from this install", wait)
