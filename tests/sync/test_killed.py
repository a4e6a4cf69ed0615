"""`kill -9` in the middle of a push, before and after the province has committed."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from localdb.connection import Database
from tests.support.flaky_network import GOOD, Fault, FlakyNetwork, Mode
from tests.sync.desks import KEY, Desk, Ground, assert_exactly_once


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "pushes"),
    [(Mode.HANG, 0), (Mode.HANG_REPLY, 0), (Mode.HANG_REPLY, 1)],
    ids=["before the commit", "after the commit", "in the second batch"],
)
def test_killed_with_a_push_on_its_way(
    desk: Desk, province: Ground, line: FlakyNetwork, fault: Mode, pushes: int
) -> None:
    captured = desk.capture(20)
    desk.database.close()
    line.plan(GOOD, *[GOOD] * pushes, Fault(fault))
    wanted = line.exchanges + pushes + 2
    reached = threading.Event()
    line.on_request = lambda: reached.set() if line.exchanges >= wanted else None
    victim = subprocess.Popen([sys.executable, "-m", "tests.sync.victim", str(desk.folder), line.url])
    try:
        assert reached.wait(30)
    finally:
        victim.kill()
        victim.wait(10)
    assert victim.returncode == -9
    desk.database = Database.open(desk.folder / "desk.db", KEY)
    assert desk.claims() <= province.holds().keys()
    assert desk.once().complete
    assert_exactly_once(desk, province, captured)
