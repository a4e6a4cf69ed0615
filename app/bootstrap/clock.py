"""The real clock. Tests and scenario runs hand in their own."""

from __future__ import annotations

import time
from datetime import datetime


class SystemClock:
    def now(self) -> datetime:
        """Local time with its offset."""
        return datetime.now().astimezone()

    def mono_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000
