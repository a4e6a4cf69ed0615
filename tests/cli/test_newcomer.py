"""What a newcomer tries first: answers say what was understood, what is missing, what would be right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli import examples
from app.cli.examples import NO_ID
from app.domain.obstacles import Obstacle, Trouble
from app.words.obstacles import sentence
from app.words.rule_reasons import reason_words
from tests.cli.calling import Told, call


def refused(verb: str, request: dict[str, object], **options: Path) -> dict[str, object]:
    told = call(verb, "--lang", "en", requests=request, **options)
    (one,) = told.line["refused"]
    found: dict[str, object] = one
    return found


# check


def test_a_birth_date_inside_makes_eighteen_digits_a_person_s() -> None:
    no = refused("check", {"text": "110105194912310021"})
    assert no["facts"]["read_as"] == "resident_id"  # type: ignore[index]
    assert "resident ID" in str(no["words"])


def test_without_a_birth_date_they_are_an_organisation_s() -> None:
    no = refused("check", {"text": "914403001922038217"})
    assert no["facts"]["read_as"] == "uscc"  # type: ignore[index]
    assert "credit code" in str(no["words"])


def test_a_right_number_says_what_it_is() -> None:
    assert call("check", requests={"text": "11010519491231002X"}).line["checked"]["kind"] == "resident_id"


# evaluate


def test_only_the_points_of_the_grade_are_offered(profile: Path) -> None:
    case = call("accept", requests=dict(examples.OF["accept"]), profile=profile).line["case"]["id"]
    request = {"case_id": case, "grade": "very_dissatisfied", "options": ["510"]}
    choices = refused("evaluate", request, profile=profile)["choices"]
    assert isinstance(choices, list)
    assert choices
    assert all(code.startswith("1") for code in choices)


# quote, deadline


def test_a_reduction_nobody_grants_names_those_that_are() -> None:
    request = {"category": "filing", "kind": "invention", "claims": 1, "pages": 1, "priorities": 0}
    assert refused("quote", {**request, "waived_percent": 50})["choices"] == [0, 70, 85]


@pytest.mark.parametrize("request_", [{}, {"on": "2026-11-21"}, {"waived_percent": 85}])
def test_a_quote_of_nothing_asks_what_for(request_: dict[str, object]) -> None:
    no = refused("quote", request_)
    assert (no["code"], no["where"]) == ("fact_missing", "category")
    assert "trademark" in no["choices"]  # type: ignore[operator]


def test_no_choice_is_empty() -> None:
    told = call(
        "quote", requests={"category": "trademark", "item": "renewal", "classes": 1, "in_grace": False}
    )
    (no,) = told.line["refused"]
    assert no["choices"] == ["paper", "online"]


def test_a_reduction_that_does_not_count_is_said() -> None:
    request = {
        "category": "trademark",
        "item": "renewal",
        "channel": "paper",
        "classes": 2,
        "in_grace": False,
    }
    plain = call("quote", requests=request).line
    asked = call("quote", requests={**request, "waived_percent": 85}).line
    assert asked["total_fen"] == plain["total_fen"]
    assert any("full" in words for words in asked["remarks_en"])
    assert plain["remarks_en"] == []


def test_a_missing_day_has_a_name() -> None:
    words = str(refused("deadline", {"type": "ic_registration_fee"})["words"])
    assert words == "Also needed: day on which the notice was received (received)"


# examples, calls


@pytest.mark.parametrize("verb", sorted(examples.OF))
def test_an_example_works_or_says_what_to_put_in(verb: str) -> None:
    told: Told = call(verb, "--lang", "en", "--example")
    json.loads(told.out)
    assert (NO_ID in told.out) == ("case.id" in told.err)


@pytest.mark.parametrize("verb", ["show", "evaluate", "print"])
def test_the_zeros_of_an_example_are_known(profile: Path, verb: str) -> None:
    told = call(verb, "--lang", "en", requests=dict(examples.OF[verb]), profile=profile)
    assert "zeros of the example" in told.line["refused"][0]["words"]


def test_a_word_behind_a_verb_that_reads_json_points_to_the_example() -> None:
    told = call("show", "abc", "--lang", "en")
    assert told.code == 2
    assert "onewindow show --example" in told.err


# rules


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("Expected `int | null`, got `str`", "应为整数或空（null），现为文字"),
        ("Object missing required field `source`", "缺少键 source"),
        ("Invalid enum value 'maybe'", "“maybe”不是这里可用的词"),
        ("the amount is missing", "the amount is missing"),
    ],
)
def test_reasons_speak_to_who_writes_rules(reason: str, words: str) -> None:
    assert reason_words(reason) == words


def test_a_file_that_is_no_yaml_names_its_line_and_no_empty_field() -> None:
    facts = {"file": "fees/patent.yaml", "line": 1158, "field": "", "reason": "could not find expected ':'"}
    words = sentence(Obstacle(Trouble.RULES_BAD, **facts))
    assert words.startswith("规则文件 fees/patent.yaml 第 1158 行有误：少了冒号")
