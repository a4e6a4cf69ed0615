"""Requests as they come: one document, a list, one a line; broken ones are told with their line."""

from __future__ import annotations

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.cli import reading, strictness
from app.cli.requests import parse
from app.cli.rules import Amount
from app.domain.obstacles import Obstacle, Trouble
from app.domain.refusals import No, Refused

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(texts, inside, max_size=3),
    max_leaves=8,
)
objects = st.dictionaries(texts, values, max_size=4)


def read(text: str | bytes) -> list[object]:
    raw = text.encode() if isinstance(text, str) else text
    return list(reading.documents(raw.splitlines(keepends=True), "requests.json"))


def told(text: str) -> list[tuple[str, str]]:
    """(where, why) of what was refused, and "" for what was read."""
    return [
        (one.refusals[0].where, str(one.refusals[0].facts["why"])) if isinstance(one, Refused) else ("", "")
        for one in read(text)
    ]


@given(st.lists(objects, max_size=4), st.sampled_from([None, 0, 2]), st.booleans())
def test_every_way_of_writing_reads_back(made: list[object], indent: int | None, ascii_only: bool) -> None:
    def dumped(value: object) -> str:
        return json.dumps(value, indent=indent, ensure_ascii=ascii_only)

    assert read("".join(dumped(one) + "\n" for one in made)) == made
    assert read(dumped(made)) == made


@given(st.lists(objects, min_size=2, max_size=4), st.data())
def test_a_line_cut_short_harms_no_other(made: list[dict[str, object]], data: st.DataObject) -> None:
    lines = [json.dumps(one, ensure_ascii=False) for one in made]
    at = data.draw(st.integers(0, len(lines) - 2))
    lines[at] = lines[at][: data.draw(st.integers(1, len(lines[at]) - 1))]
    assume(lines[at].rstrip()[-1] not in ":[,")  # there the next line might rightly belong to it
    found = read("\n".join(lines))
    assert [one for one in found if not isinstance(one, Refused)] == made[:at] + made[at + 1 :]
    assert [one.refusals[0].where for one in found if isinstance(one, Refused)] == [f"line {at + 1}"]


def test_each_document_comes_as_soon_as_it_is_whole() -> None:
    def lines() -> list[bytes]:
        return [b'{"a":\n', b" 1}\n", b'{"a": 2}\n']

    seen = []

    def given_one_by_one() -> object:
        for line in lines():
            seen.append(line)
            yield line

    found = reading.documents(given_one_by_one(), "-")  # type: ignore[arg-type]
    assert next(found) == {"a": 1}
    assert len(seen) == 2


def test_a_broken_document_is_told_by_its_line_and_the_next_is_read() -> None:
    assert told('{"a": 1}\n\n{bad\n{"a": 2}\n') == [
        ("", ""),
        ("line 3", "Expecting property name enclosed in double quotes"),
        ("", ""),
    ]
    assert told('{\n "a": 1\n "b": 2\n}\n{"a": 2}') == [("line 3", "Expecting ',' delimiter"), ("", "")]
    assert told('{"a": "x\ny"}')[0] == ("line 1", "a text is not closed")
    assert told('{"a": 1} {"b": 2}') == [("line 1", "Extra data")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"fen": 1, "fen": 2}', "the same name twice"),
        ('{"fen": 1.5}', "a number with a fraction"),
        ('{"fen": 1e3}', "a number with a fraction"),
        ('{"fen": NaN}', "not a number"),
        ('{"fen": -Infinity}', "not a number"),
        ('{"fen": 9007199254740993}', "a number is too large"),
        ('{"fen": ' + "9" * 5000 + "}", "a number is too large"),
        ('{"a": ' + "[" * 3000 + "]" * 3000 + "}", "nested too deep"),
    ],
)
def test_the_traps_of_json_are_refused(text: str, why: str) -> None:
    assert told(text) == [("line 1", why)]


@pytest.mark.parametrize(
    ("value", "code", "where"),
    [
        ({"text": "a\0b"}, No.CONTROL_CHARACTER, "text"),
        ({"text": "a\x9fb"}, No.CONTROL_CHARACTER, "text"),
        ({"rows": [{"name": "\ud800"}]}, No.CONTROL_CHARACTER, "rows[0].name"),
        ({"a\x07": 1}, No.CONTROL_CHARACTER, ""),
        ({"text": "x" * (strictness.LONGEST + 1)}, No.TOO_LONG, "text"),
    ],
)
def test_hidden_signs_and_endless_texts_are_refused(value: object, code: No, where: str) -> None:
    assert [(one.code, one.where) for one in strictness.hidden(value)] == [(code, where)]
    assert list(strictness.hidden({"text": "一\t行\r\n二行 𬭎 👨‍👩‍👧"})) == []


def test_nesting_ends_somewhere() -> None:
    deep: object = "x"
    for _ in range(strictness.DEEPEST + 1):
        deep = [deep]
    assert [one.facts["why"] for one in strictness.hidden(deep)] == ["nested too deep"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{}\n中".encode("gb18030"), "not UTF-8"),
        (b'{"a": "' + b"x" * reading.MAX_BYTES, "larger than 32 MiB"),
    ],
)
def test_what_is_no_text_of_ours_ends_the_reading(content: bytes, why: str) -> None:
    with pytest.raises(Obstacle) as caught:
        read(content)
    assert caught.value.trouble is Trouble.FILE_UNREADABLE
    assert caught.value.facts["why"] == why
    assert caught.value.facts["file"] == "requests.json"


def test_a_byte_order_mark_is_no_part_of_the_first_request() -> None:
    assert read(b'\xef\xbb\xbf{"a": 1}') == [{"a": 1}]


@pytest.mark.parametrize(
    ("raw", "code", "where"),
    [
        ([1], No.WRONG_TYPE, ""),
        ({"fen": "1"}, No.WRONG_TYPE, "fen"),
        ({"fen": True}, No.WRONG_TYPE, "fen"),
        ({"fan": 1}, No.UNKNOWN_FIELD, "fan"),
        ({"capitals": 3}, No.WRONG_TYPE, "capitals"),
    ],
)
def test_a_wrong_shape_is_told_where_it_is(raw: object, code: No, where: str) -> None:
    found = parse(raw, Amount)
    assert isinstance(found, Refused)
    assert [(one.code, one.where) for one in found.refusals] == [(code, where)]
