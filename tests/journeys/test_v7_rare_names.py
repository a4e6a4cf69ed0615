"""V7: 𬭎, 㛃, `<b>` and `&` in a name: identical on screen, on paper, in search, at the province."""

from __future__ import annotations

import pytest

from app.bootstrap.scenes.rare_names import NAME, PERSON
from tests.journeys.conftest import Played

SCENARIO = "V7"


def test_the_record_holds_the_name_as_it_was_typed(played: Played) -> None:
    assert played.seen["name"] == NAME


@pytest.mark.parametrize("kind", ["acceptance_receipt", "material_list"])
def test_the_paper_says_it_in_its_text_layer_too(played: Played, kind: str) -> None:
    for text in played.texts(kind):
        assert NAME in "".join(text.split())


def test_the_search_finds_it_by_every_part(played: Played) -> None:
    for text, hits in played.seen["hits"].items():
        assert [hit["who"] for hit in hits] == [NAME], text


def test_the_province_holds_it_letter_by_letter(played: Played) -> None:
    (case,) = [item for item in played.at_province if item.stem == "cases"]
    assert case.body["form"]["applicant_name"] == NAME
    assert case.body["form"]["values"]["handler_name"] == PERSON
