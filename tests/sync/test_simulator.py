"""A hundred storms by seed; and the same storms with one protection left out, which must be noticed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.sync import core
from app.sync.standing import Standing
from tests.sync import model_desk
from tests.sync.simulator import Flaws, Simulator


@pytest.mark.parametrize("seed", range(100))
def test_every_storm_ends_well(seed: int) -> None:
    Simulator(seed).run()


def somebody_notices(simulate: Callable[[int], None], seeds: int = 100) -> bool:
    for seed in range(seeds):
        try:
            simulate(seed)
        except AssertionError:
            return True
    return False


@pytest.mark.parametrize(
    "flaws",
    [Flaws(province_forgets=True), Flaws(cursor_first=True), Flaws(any_echo=True)],
    ids=["no dedupe", "cursor before its page", "any echo will do"],
)
def test_a_missing_protection_is_noticed(flaws: Flaws) -> None:
    assert somebody_notices(lambda seed: Simulator(seed, flaws).run())


def test_a_missing_watchdog_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core, "_watched", lambda _state, due: due)
    assert somebody_notices(lambda seed: Simulator(seed).run())


def test_a_missing_comparison_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_desk, "compare", lambda *_: Standing())
    assert somebody_notices(lambda seed: Simulator(seed).run())
