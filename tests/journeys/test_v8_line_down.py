"""V8: no line, a power cut, the next day: everything arrives once, and the screen never claimed otherwise."""

from __future__ import annotations

from collections import Counter

from tests.journeys.conftest import Played

SCENARIO = "V8"


def test_the_desk_did_not_say_delivered_while_nothing_was(played: Played) -> None:
    assert played.seen["unsent_offline"] > 0
    assert played.seen["said_delivered_offline"] is False


def test_the_case_was_finished_by_the_other_clerk_without_a_line(played: Played) -> None:
    assert played.seen["status"] == "accepted"


def test_every_record_is_at_the_province_once(played: Played) -> None:
    held = Counter(item.record_id for item in played.at_province)
    assert set(held.values()) == {1}
    (case,) = [item for item in played.at_province if item.stem == "cases"]
    assert case.record_id == played.seen["case_id"]
    assert case.body["decision"]["status"] == "accepted"
    assert case.version == 2
