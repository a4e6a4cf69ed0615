"""The collector steps back for bulk work and comes back after it, whoever ends last and however it ends."""

from __future__ import annotations

import gc
import threading

import pytest

from app.domain.rubbish import IN_BULK, in_bulk


def test_inside_it_looks_rarely_and_afterwards_as_before() -> None:
    before = gc.get_threshold()
    with in_bulk():
        assert gc.get_threshold() == IN_BULK
        with in_bulk():
            pass
        assert gc.get_threshold() == IN_BULK
    assert gc.get_threshold() == before


def test_a_failure_inside_gives_it_back() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="inside"), in_bulk():
        raise ValueError("inside")
    assert gc.get_threshold() == before


def test_it_stays_back_until_the_last_thread_has_left() -> None:
    before = gc.get_threshold()
    inside, leave = threading.Event(), threading.Event()

    def work() -> None:
        with in_bulk():
            inside.set()
            leave.wait(10)

    other = threading.Thread(target=work)
    with in_bulk():
        other.start()
        assert inside.wait(10)
    assert gc.get_threshold() == IN_BULK
    leave.set()
    other.join()
    assert gc.get_threshold() == before
