"""Schemas: draft 2020-12 in shape, closed, with every list; they agree with what the program takes."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from app.cli import choices, examples, work
from app.cli.records import PrintPaper, ShowRecord
from app.cli.requests import builtins, parse
from app.cli.rules import Amount, Checking, Quoting
from app.domain.deadlines import DeadlineRequest
from app.domain.refusals import Refused
from app.rulebook import Rulebook
from app.usecases.accept_case import FileCase
from app.usecases.confirm_payment import ConfirmPayment
from app.usecases.evaluate_visit import EvaluateVisit
from app.usecases.inquire import Inquire
from app.usecases.log_consultation import LogConsultation
from app.usecases.record_payment import RecordPayment
from app.usecases.review_case import ReviewCase
from app.usecases.supplement_case import SupplementCase
from app.usecases.void_payment import VoidPayment
from app.usecases.window_rules import SetWindow
from tests.cli.calling import call
from tests.cli.schema_checker import KNOWN, TYPES, shapes, valid

KINDS: Mapping[str, type] = {
    "accept": FileCase,
    "supplement": SupplementCase,
    "review": ReviewCase,
    "pay": RecordPayment,
    "confirm": ConfirmPayment,
    "void": VoidPayment,
    "consult": LogConsultation,
    "inquire": Inquire,
    "window": SetWindow,
    "evaluate": EvaluateVisit,
    "show": ShowRecord,
    "print": PrintPaper,
    "quote": Quoting,
    "check": Checking,
    "deadline": DeadlineRequest,
    "amount": Amount,
}
MATTERS = ("PAT-APP-INV", "TM-REG", "GI-MARK-USE", "IC-REG")


def schema(verb: str, *more: str) -> dict[str, Any]:
    told = call(verb, "--schema", *more)
    assert told.code == 0
    made: dict[str, Any] = json.loads(told.out)
    return made


def test_every_verb_with_requests_is_here() -> None:
    assert set(KINDS) == set(examples.OF)
    assert {command.name for command in work.VERBS} <= set(KINDS)


@pytest.mark.parametrize("verb", KINDS)
def test_a_schema_is_of_the_draft_and_closed(verb: str) -> None:
    found = schema(verb)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    check_shape(found)
    closed = {path for path, shape in shapes(found) if "properties" in shape}
    assert closed == {path for path, shape in shapes(found) if shape.get("additionalProperties") is False}
    assert closed


def check_shape(found: dict[str, Any]) -> None:
    for path, shape in shapes(found):
        assert set(shape) <= KNOWN, path
        assert shape.get("type", "object") in TYPES, path
        assert set(shape.get("required", ())) <= set(shape.get("properties", {})), path
        assert "$ref" not in shape or shape["$ref"].removeprefix("#/$defs/") in found["$defs"], path
        assert "enum" not in shape or len({json.dumps(one) for one in shape["enum"]}) == len(shape["enum"]), (
            path
        )
        re.compile(shape.get("pattern", ""))
        if "default" in shape:
            assert valid(shape["default"], {**shape, "default": None}, found), path


@pytest.mark.parametrize("verb", KINDS)
def test_the_example_fits_the_schema_and_reads_back(verb: str) -> None:
    example = json.loads(call(verb, "--example").out)
    found = schema(verb)
    assert valid(example, found, found)
    request = parse(example, KINDS[verb])
    assert not isinstance(request, Refused)
    assert parse(builtins(request), KINDS[verb]) == request


def leaves(value: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    if isinstance(value, dict | list):
        for key, inside in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inside, (*path, key))
    if path:
        yield path


@pytest.mark.parametrize("verb", KINDS)
def test_what_the_schema_forbids_the_program_refuses(verb: str) -> None:
    """Each part of the example in turn made something else: what does not fit is never taken."""
    example, found = json.loads(call(verb, "--example").out), schema(verb)
    lists = choices.lists_of(KINDS[verb], Rulebook.load())
    forbidden = 0
    for path in leaves(example):
        for other in (None, 7, "x", True, [], {}, {"stranger": 1}):
            changed = copy.deepcopy(example)
            inside = changed
            for key in path[:-1]:
                inside = inside[key]
            inside[path[-1]] = other
            if valid(changed, found, found):
                continue
            forbidden += 1
            # Lists of the rules are the rules' own to refuse; the shape alone is refused here.
            known = lists.get(".".join(str(one) for one in path if isinstance(one, str)), ())
            listed = any(type(one) is type(other) for one in known)
            assert listed or isinstance(parse(changed, KINDS[verb]), Refused), path
    assert forbidden


@pytest.mark.parametrize("code", MATTERS)
def test_a_matter_is_spelt_out(code: str) -> None:
    found = schema("accept", "--matter", code)
    check_shape(found)
    shape = found["$defs"]["FileCase"]["properties"]
    rules = Rulebook.load()
    matter = rules.matter(code, rules.as_of)
    assert matter is not None
    assert list(shape["values"]["properties"]) == [field.id for field in matter.fields]
    assert list(shape["answers"]["properties"]) == [question.id for question in matter.questions]
    papers = found["$defs"]["MaterialLine"]["properties"]["material"]["oneOf"]
    assert [one["const"] for one in papers] == [material.id for material in matter.materials]
    assert (
        call("accept", "--schema", "--matter", code, "--lang", "en").out
        != call("accept", "--schema", "--matter", code).out
    )


def test_the_example_fits_its_matter_too() -> None:
    found = schema("accept", "--matter", "TM-REG")
    assert valid(json.loads(call("accept", "--example").out), found, found)


def test_an_unknown_matter_is_refused_with_the_nearest() -> None:
    told = call("accept", "--schema", "--matter", "TMREG")
    assert told.refusals == [("unknown_matter", "matter")]
    assert told.line["refused"][0]["choices"][0] == "TM-REG"
