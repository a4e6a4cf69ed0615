"""The bytes behind every digest. The vectors are fixed: a change breaks every desk in the field."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from datetime import date
from decimal import Decimal
from enum import IntEnum
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contract import wire
from app.contract.canonical import (
    MAX_DEPTH,
    NotCanonical,
    PlainGroups,
    canonical,
    canonical_of_plain,
    digest,
    sm3,
)
from app.contract.kinds import Kind
from app.domain.case import CaseStatus
from tests.support import ops

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


class _Text(str):
    __slots__ = ()


class _Number(int):
    pass


class _Pair(NamedTuple):
    one: int
    other: object


class _Level(IntEnum):
    HIGH = 2


def test_sm3_of_the_standard() -> None:
    """GB/T 32905-2016, annex A.1."""
    assert sm3(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert hashlib.new("sm3", b"").digest() == sm3(b"")


def test_fixed_vectors() -> None:
    body = {"b": [1, True, None], "a": {"茶": '𬭎/"\n\u0007', "": -5}, "\ue000": 1, "😀": 2}
    assert canonical(body).decode() == (
        '{"a":{"":-5,"茶":"𬭎/\\"\\n\\u0007"},"b":[1,true,null],"\ue000":1,"😀":2}'
    )
    assert digest({"a": 1}) == "d646a76e347ce7c1a4c11acff67604928ccfaf03fc2e4fb8faaf5b2b1227605a"


@given(PLAIN)
def test_any_plain_value_comes_back_and_has_one_form(value: Any) -> None:
    try:
        content = canonical(value)
    except NotCanonical:
        text = json.dumps(value)
        assert "\\ud" in text, "only lone surrogates have no form"
        return
    assert json.loads(content) == value
    assert canonical(json.loads(content)) == content


@given(PLAIN | st.text(st.characters(codec="utf-8")))
def test_the_encoder_writes_what_the_definition_says(value: Any) -> None:
    """The form as the standard library writes it: what desks have signed with until today."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    try:
        told = text.encode()
    except UnicodeEncodeError:
        return
    assert canonical(value) == told


def test_every_character_has_the_form_of_the_definition() -> None:
    every = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    told = json.dumps(every, ensure_ascii=False, separators=(",", ":")).encode()
    assert canonical(every) == told
    keys = dict.fromkeys(every[:0x3000] + every[0xD000::97], 1)
    told = json.dumps(keys, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert canonical(keys) == told


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        0.85,
        float("nan"),
        2**53,
        -(2**53),
        "\ud800",
        b"x",
        {1: 2},
        {1, 2},
        object(),
        {"a": [1.5]},
        date(2026, 1, 1),
        Decimal(1),
        UUID(int=1),
        MappingProxyType({1: 2}),
    ],
)
def test_what_has_no_form(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical({"value": value})


def test_depth_is_bounded() -> None:
    value: object = 0
    for _ in range(MAX_DEPTH - 1):
        value = [value]
    canonical(value)
    with pytest.raises(NotCanonical):
        canonical([value])


def test_frozen_values_have_the_form_of_plain_ones() -> None:
    assert canonical(MappingProxyType({"a": (CaseStatus.ACCEPTED,)})) == b'{"a":["accepted"]}'


def test_subclasses_have_the_form_of_what_they_stand_for() -> None:
    value = {"text": _Text("茶"), "number": _Number(7), "key": {_Text("b"): 1, "a": 2}, "flag": _Level.HIGH}
    assert canonical(value) == '{"flag":2,"key":{"a":2,"b":1},"number":7,"text":"茶"}'.encode()
    assert canonical(_Pair(1, OrderedDict(a=2))) == b'[1,{"a":2}]'


def test_receipt_codes_are_short_and_spread() -> None:
    codes = {wire.receipt_code(f"00000000-0000-4000-8000-{at:012d}") for at in range(5000)}
    assert len(codes) > 4990
    assert all(len(code) == 7 and not set(code) & set("ILOU") for code in codes)


def test_an_op_read_back_has_the_same_digest() -> None:
    op = ops.Author().op(Kind.VISIT_OPEN, ops.visit())
    again = msgspec.json.decode(msgspec.json.encode(op), type=wire.Op)
    assert digest(again.groups) == op.digest


_leaves = st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats() | st.text()
_values = st.recursive(
    _leaves, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=6
)


@given(st.dictionaries(st.text(), _values, max_size=3))
def test_what_decodes_as_plain_groups_has_that_canonical_form(groups: dict[str, object]) -> None:
    """The quick way never takes a body the careful way refuses, and gives the same bytes."""
    packed = msgspec.json.encode(groups)
    try:
        plain = msgspec.json.decode(packed, type=PlainGroups)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return
    assert canonical_of_plain(plain) == canonical(msgspec.json.decode(packed))


@pytest.mark.parametrize("value", [1.5, 2**53, -(2**53), 1.0])
def test_no_plain_groups_hold_what_has_no_canonical_form(value: object) -> None:
    for groups in ({"a": {"b": value}}, {"a": {"b": [value]}}, {"a": {"b": [{"c": value}]}}):
        with pytest.raises(msgspec.ValidationError):
            msgspec.json.decode(msgspec.json.encode(groups), type=PlainGroups)
