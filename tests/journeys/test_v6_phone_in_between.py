"""V6: parked for a phone call, logged, referred neutrally, and the form came back as it was left."""

from __future__ import annotations

from app.bootstrap.scenes.phone_in_between import NEED
from tests.journeys.conftest import Played

SCENARIO = "V6"


def test_nothing_typed_was_lost(played: Played) -> None:
    assert played.seen["same_values"]
    assert played.seen["same_answers"]


def test_the_consultation_is_logged_within_twenty_seconds(played: Played) -> None:
    assert played.seen["consultation_s"] < 20
    assert played.seen["category"] == "pledge_financing"


def test_it_is_referred_to_a_list_never_to_one_name(played: Played) -> None:
    assert played.seen["result"] == "outside_service"
    assert "名录" in played.seen["referred_to"]
    assert played.seen["need"] == NEED


def test_case_and_consultation_are_at_the_province(played: Played) -> None:
    stems = [item.stem for item in played.at_province]
    assert stems.count("cases") == 1
    assert stems.count("consultations") == 1
