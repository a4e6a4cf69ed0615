from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.printing import fonts, lines

_ALPHABET = "国知识产权局商标注册申请人，。、；：？！）》”（《“￥ABCxyz0123456789 -/&<>.@𬭎㛃"


@given(
    text=st.text(_ALPHABET, max_size=120), width=st.floats(25, 300), size=st.sampled_from([8.0, 10.5, 16.0])
)
@settings(max_examples=200, deadline=None)
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: float, size: float) -> None:
    wrapped = lines.wrap(text, width, size)
    assert "".join(wrapped).replace(" ", "") == text.replace(" ", "")
    assert all(fonts.width(line, size) <= width + 0.01 or len(line) == 1 for line in wrapped)


@given(text=st.text("国知识产权局，。；）”", max_size=80).filter(lambda t: t[:1] not in "，。；）”"))
@settings(max_examples=200, deadline=None)
def test_no_line_begins_with_closing_punctuation(text: str) -> None:
    for above, line in zip(lines.wrap(text, 105, 10.5), lines.wrap(text, 105, 10.5)[1:], strict=False):
        if line[0] in "，。；）”":
            # only where a run of punctuation is longer than what may be carried down
            assert all(char in "，。；）”" for char in above[-4:])


@pytest.mark.parametrize("opening", "（《“￥")
def test_an_opening_mark_goes_down_with_what_it_opens(opening: str) -> None:
    wrapped = lines.wrap("国家知识产权局商标" + opening + "注册申请", 105, 10.5)
    assert wrapped[0] == "国家知识产权局商标"
    assert wrapped[1].startswith(opening)


def test_a_number_stays_whole_when_a_line_has_room_for_it() -> None:
    wrapped = lines.wrap("申请号是 2021100012345 号", 105, 10.5)
    assert any("2021100012345" in line for line in wrapped)


def test_a_word_longer_than_a_line_is_broken_and_kept() -> None:
    word = "11440232MB2D06811W4000117051000202010200008"
    wrapped = lines.wrap(word, 60, 10.5)
    assert len(wrapped) > 1
    assert "".join(wrapped) == word


def test_a_long_code_is_broken_after_its_own_signs() -> None:
    assert lines.wrap("R-AUTH-AGENCY-STATUS", 60, 9.5) == ["R-AUTH-", "AGENCY-", "STATUS"]


def test_line_breaks_count_only_in_prose() -> None:
    assert lines.wrap("一\r\n二\n三", 300, 10.5, prose=True) == ["一", "二", "三"]
    assert lines.wrap("一\n二", 300, 10.5) == ["一\n二"]


def test_an_empty_text_is_one_empty_line() -> None:
    assert lines.wrap("", 100, 10.5) == [""]
    assert lines.wrap("", 100, 10.5, prose=True) == [""]
