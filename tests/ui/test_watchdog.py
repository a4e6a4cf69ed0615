"""A UI thread that stands still is noticed; one that works is not."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.ui.watchdog import Watchdog


@pytest.fixture
def watchdog(qtbot: QtBot) -> Iterator[Watchdog]:
    made = Watchdog(limit_ms=100)
    yield made
    made.stop()


def stand_still(seconds: float) -> None:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        sum(range(2_000))


def test_a_standstill_is_told_once(
    watchdog: Watchdog, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="app.ui.watchdog"):
        stand_still(0.6)
    assert [record.getMessage().split(" at ")[0] for record in caplog.records] == [
        "the window stood still over 100 ms"
    ]


def test_a_working_window_is_left_alone(
    watchdog: Watchdog, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    watchdog._limit = 2.0
    beats = [watchdog._beat]
    with caplog.at_level(logging.WARNING, logger="app.ui.watchdog"):
        qtbot.waitUntil(lambda: beats.append(watchdog._beat) or len(set(beats)) > 5)
    assert caplog.records == []
