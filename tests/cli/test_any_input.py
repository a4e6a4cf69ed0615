"""Whatever comes in is answered: by the schema, beside it, or far from it; never a mistake of the program."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from app.cli import examples
from app.domain import deadlines, identifiers
from tests.cli.calling import call
from tests.cli.test_schemas import leaves, schema
from tests.support import desk

MATTERS = ("PAT-APP-INV", "PAT-APP-DES", "TM-REG", "TM-CHANGE", "GI-MARK-USE", "IC-REG")
TEXTS = (
    *(
        "",
        " ",
        "x" * 300,
        "x" * 25_000,
        "\u0000",
        "\ud800",
        "\u202e",
        "𬭎㛃",
        "<b>&A",
        "'; DROP TABLE cases",
        "=1+1",
    ),
    *(
        "2026-13-01",
        "2024-02-29",
        "9999-12-31",
        "0001-01-01",
        "１２３",
        "١٢",
        "914403001922038216",
        "\n\n",
        "👨‍👩‍👧",
        "-",
    ),
)
OTHERS: tuple[Any, ...] = (None, True, False, 0, -1, 2**53, 2**60, 1.5, [], {}, [[]], [{}], {"a": 1}, [None])


def made(shape: Mapping[str, Any], root: Mapping[str, Any], draw: random.Random) -> Any:
    """A value by the schema, names left out at random; now and then a hostile text."""
    if "$ref" in shape:
        shape = root["$defs"][shape["$ref"].removeprefix("#/$defs/")]
    if "const" in shape:
        return shape["const"]
    if "enum" in shape:
        return draw.choice(shape["enum"])
    if options := shape.get("anyOf") or shape.get("oneOf"):
        return made(draw.choice(options), root, draw)
    match shape.get("type"):
        case "object":
            needed = shape.get("required", ())
            return {
                name: made(inner, root, draw)
                for name, inner in shape.get("properties", {}).items()
                if name in needed or draw.random() < 0.7
            }
        case "array":
            return [made(shape.get("items", {}), root, draw) for _ in range(draw.choice((0, 1, 1, 2, 3)))]
        case "integer":
            return draw.choice((0, 1, 2, 12, 45, 10**6, -3))
        case "boolean":
            return draw.random() < 0.5
    if "pattern" in shape:
        return ""
    if shape.get("format") == "date":
        return draw.choice(("2026-11-21", "2023-03-01", "1999-12-31", "2199-01-01"))
    return draw.choice((*TEXTS[6:], "甲公司（示例）", "330106", "13800000000"))


def spoilt(value: Any, draw: random.Random) -> Any:
    """A part or three of it made something else, or left out."""
    value = copy.deepcopy(value)
    for _ in range(draw.choice((1, 1, 2, 3))):
        paths = list(leaves(value))
        if not paths:
            break
        path = draw.choice(paths)
        inside = value
        for key in path[:-1]:
            inside = inside[key]
        if draw.random() < 0.15:
            del inside[path[-1]]
        else:
            inside[path[-1]] = copy.deepcopy(draw.choice((*TEXTS, *OTHERS)))
    return value


def answered(verb: str, requests: list[Any], **options: Any) -> int:
    """One answer for each request; how many were done."""
    told = call(verb, requests="".join(json.dumps(one) + "\n" for one in requests), **options)
    assert told.code in (0, 3), (told.err, requests[len(told.lines) - 1])
    assert len(told.lines) == len(requests)
    for line in told.lines:
        assert line["ok"] or all(one["words"] and "{" not in one["words"] for one in line["refused"])
    return sum(line["ok"] for line in told.lines)


@pytest.mark.parametrize("code", MATTERS)
def test_whatever_a_matters_schema_allows_is_answered(profile: Path, code: str) -> None:
    found, draw = schema("accept", "--matter", code), random.Random(code)
    answered("accept", [made(found, found, draw) for _ in range(40)], profile=profile)


@pytest.mark.parametrize(
    "verb", ["accept", "pay", "consult", "inquire", "evaluate", "supplement", "review", "print", "show"]
)
def test_spoilt_requests_are_answered_and_the_books_stay_sound(profile: Path, verb: str) -> None:
    draw = random.Random(verb)
    requests = [spoilt(dict(examples.OF[verb]), draw) for _ in range(60)]
    done = answered(verb, requests, profile=profile)
    sound = call("verify", profile=profile, staff=desk.LEAD)
    assert sound.code == 0
    assert (sound.line["entries"] > 0) is (done > 0 and verb != "show")


def test_spoilt_questions_to_the_rules_are_answered() -> None:
    draw = random.Random(4)
    for verb in ("quote", "deadline", "check", "amount"):
        found = schema(verb)
        shaped = [made(found, found, draw) for _ in range(80)]
        answered(verb, [*shaped, *(spoilt(dict(examples.OF[verb]), draw) for _ in range(80))])
    kinds = [{"kind": kind, "text": text} for kind in identifiers.KINDS for text in TEXTS]
    answered("check", kinds)
    dates = {"filing": "2023-03-01", "expires": "2026-12-31", "event": "2026-01-31", "months": 3}
    answered("deadline", [{"type": kind, **dates} for kind in deadlines.TYPES])
