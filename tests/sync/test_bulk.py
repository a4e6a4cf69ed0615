"""While a run of batches or pages is worked at, the desk's collector steps back.

The province of these tests lives in the same process: what is noted here is noted while it does nothing.
"""

from __future__ import annotations

import gc
from datetime import datetime
from time import monotonic

from app.domain.rubbish import IN_BULK
from app.sync.errands import Clocks
from app.sync.events import Push
from app.sync.pulling import Pulling
from app.sync.pushing import Pushing
from tests.sync.desks import CLOCKS, Desk, wall


def test_a_push_is_worked_at_in_bulk(desk: Desk) -> None:
    seen: list[tuple[int, int, int]] = []

    def noting() -> datetime:
        seen.append(gc.get_threshold())
        return wall()

    before = gc.get_threshold()
    desk.capture(3)
    pushing = Pushing(desk.database, desk.client, Clocks(now=noting, monotonic=monotonic), app_v="0")
    assert pushing.push(Push(10, 100_000, run_s=3.0)).settled == 3
    assert IN_BULK in seen
    assert gc.get_threshold() == before


def test_a_pull_is_worked_at_in_bulk(desks: tuple[Desk, Desk]) -> None:
    first, second = desks
    first.capture(3)
    assert first.once().complete
    seen: list[tuple[int, int, int]] = []
    before = gc.get_threshold()
    pulling = Pulling(second.database, second.client, CLOCKS, lambda _: seen.append(gc.get_threshold()))
    assert pulling.pull(0).items == 3
    assert seen == [IN_BULK]
    assert gc.get_threshold() == before
