"""Wrong passwords before the store is open are counted too, and never lock for good."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from app.bootstrap.tries import FREE, Tries


class Hands:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.ms = 0

    def now(self) -> datetime:
        return datetime(2026, 11, 21, 9, tzinfo=timezone(timedelta(hours=8)))

    def mono_ms(self) -> int:
        return self.ms


def test_five_are_free_then_the_pause_doubles_to_a_quarter_of_an_hour() -> None:
    clock = Hands()
    tries = Tries(clock)
    pauses = []
    for _n in range(FREE + 8):
        assert tries.wait_s() == 0
        tries.failed()
        pauses.append(tries.wait_s())
        clock.ms += tries.wait_s() * 1000
    assert pauses == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900, 900]


def test_the_right_password_forgives() -> None:
    tries = Tries(Hands())
    for _n in range(FREE - 1):
        tries.failed()
    tries.passed()
    tries.failed()
    assert tries.wait_s() == 0
