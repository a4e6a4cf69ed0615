"""The bytes behind every digest. The vectors are fixed: a change breaks every desk in the field."""

from __future__ import annotations

import hashlib
import json
from types import MappingProxyType
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contract import wire
from app.contract.canonical import MAX_DEPTH, NotCanonical, canonical, digest, sm3
from app.contract.kinds import Kind
from app.domain.case import CaseStatus
from tests.support import ops

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


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


@pytest.mark.parametrize(
    "value",
    [1.0, 0.85, float("nan"), 2**53, -(2**53), "\ud800", b"x", {1: 2}, {1, 2}, object(), {"a": [1.5]}],
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


def test_receipt_codes_are_short_and_spread() -> None:
    codes = {wire.receipt_code(f"00000000-0000-4000-8000-{at:012d}") for at in range(5000)}
    assert len(codes) > 4990
    assert all(len(code) == 7 and not set(code) & set("ILOU") for code in codes)


def test_an_op_read_back_has_the_same_digest() -> None:
    op = ops.Author().op(Kind.VISIT_OPEN, ops.visit())
    again = msgspec.json.decode(msgspec.json.encode(op), type=wire.Op)
    assert digest(again.groups) == op.digest
