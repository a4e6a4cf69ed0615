"""What a third party sees of a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import masking
from tests.domain.packaged import SHORT


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        ("resident_id", "11010519491231002X", "110***********002X"),
        ("uscc", "91330100799655058B", "913***********058B"),
        ("mobile", "13800000000", "138****0000"),
        ("phone", "0571-87654321", "057******4321"),
        ("passport", "E12345678", "E12***678"),
        ("taiwan_permit", "12345678", "123***78"),
        ("person_name", "张三丰", "张**"),
        ("person_name", "阿卜杜拉·买买提", "阿***·***"),
        ("person_name", "𬭎", "*"),
        ("email", "zhang.san@example.com", "z********@example.com"),
        ("email", "a@b.cn", "*@b.cn"),
        ("email", "no address", "**********"),
        ("phone", "", ""),
        ("phone", "1", "*"),
        ("address", "某市某路 1 号", "********"),
    ],
)
def test_the_rule_of_each_type(kind: str, text: str, shown: str) -> None:
    assert masking.mask(kind, text) == shown


def test_short_doors_for_the_papers() -> None:
    assert masking.mask_phone("13800000000") == "138****0000"
    assert masking.mask_certificate("11010519491231002X") == "110***********002X"
    assert masking.mask_name("李四") == "李*"


@SHORT
@given(
    st.sampled_from(["certificate", "phone", "person_name", "other", "nobody"]),
    st.text("0123456789ABCX", min_size=1, max_size=30),
)
def test_a_mask_keeps_the_length_and_hides_a_third(kind: str, text: str) -> None:
    shown = masking.mask(kind, text)
    assert len(shown) == len(text)
    assert shown.count("*") >= len(text) - len(text) * 2 // 3
