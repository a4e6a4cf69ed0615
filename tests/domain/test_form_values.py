"""Every field type of the forms: what it takes, what it refuses, how it is written down."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain.form_values import check_value, normalise_value, normalised
from app.domain.matter import Field, Option, Words
from app.domain.refusals import No, Refusal, Severity
from tests.support.matters import COMPANY, PERSON, TODAY, matter, rules

TYPES = rules().field_types
NONE = Words("", "")


def field(kind: str, **more: object) -> Field:
    listed = {"party_kind": "party_kind", "certificate": "certificate_kind"}.get(kind)
    options = rules().option_lists[listed] if listed else ()
    return replace(Field(id="box", words=NONE, help=NONE, type=kind, options=options), **more)  # type: ignore[arg-type]


def codes(kind: str, value: object, **more: object) -> list[No]:
    beside = more.pop("beside", None)
    box = field(kind, **more)
    found = check_value(box, TYPES, normalised(box, value), TODAY, beside=beside)  # type: ignore[arg-type]
    return [no.code for no in found]


CHOICES = (Option(value="a", words=NONE), Option(value="b", words=NONE))

GOOD: list[tuple[str, object, dict[str, object]]] = [
    ("text", "㛃𬭎 <b>A&T</b>", {}),
    ("text", "字" * 60, {"max": 60}),
    ("paragraph", "第一行\n第二行\t缩进", {}),
    ("latin_text", "Sociedade Ação, Lda.", {}),
    ("person_name", "阿卜杜拉·买买提", {}),
    ("person_name", "𬭎", {}),
    ("party_name", "某某（示例）有限公司", {}),
    ("party_name", "𬭎", {"beside": {"kind": "individual"}}),
    ("party_name", "第3工厂", {"beside": {"kind": "enterprise"}}),
    ("party_kind", "enterprise", {}),
    ("certificate", COMPANY, {}),
    ("certificate", PERSON, {}),
    ("certificate", {"kind": "resident_id", "number": "11010519491231002x"}, {}),
    ("uscc", "91330106ma00000016", {}),
    ("region", "hk", {}),
    ("office", "ep", {}),
    ("address", {"region": "CN", "division": "330106", "detail": "文三路 1 号"}, {}),
    ("address", {"region": "US", "detail": "1 Example Road"}, {}),
    ("postcode", "310012", {}),
    ("postcode", "SW1A 1AA", {"beside": {"address": {"region": "GB", "detail": "x"}}}),
    ("phone", "0571-88880000", {}),
    ("phone", "+852 2345 6789", {}),
    ("phone", "+1 5551234567", {}),
    ("mobile", "１３８００００００００", {}),
    ("email", "a.b@示例.example".replace("示例", "example"), {}),
    ("date", "2026-11-21", {}),
    ("date", "2026年3月5日", {}),
    ("date", "20260305", {}),
    ("date", "2027-01-01", {"future": True}),
    ("period", {"start": "2026-01-01", "end": "2031-01-01"}, {}),
    ("integer", 0, {}),
    ("percent", 12.5, {}),
    ("money", 123456, {}),
    ("yes_no", False, {}),
    ("choice", "b", {"options": CHOICES}),
    ("multi_choice", ["a", "b"], {"options": CHOICES}),
    ("patent_number", "ZL 201710601862.3", {}),
    ("publication_number", "CN108572939B", {}),
    ("foreign_application_number", "EP 12/345,678", {}),
    ("pct_number", "pct/cn2026/012345", {}),
    ("trademark_number", "G1234567A", {}),
    ("madrid_number", "1234567", {}),
    ("ic_number", "BS.12500520.2", {}),
    ("nice_class", 45, {}),
    ("nice_class", [9, 30], {"repeating": True, "min": 1, "max": 45}),
    ("nice_goods", [{"nice_class": 30, "items": ["茶"]}], {"repeating": True, "min": 1, "max": 45}),
    ("ipc", "G06F17/11", {}),
    ("locarno", "14-02", {}),
    ("agency_code", "11000", {}),
    ("agent_licence", "1100012345.6", {}),
    ("bill_title", "某某公司", {}),
    ("number_list", ["201710601862.3", "201810390462.7"], {}),
    ("image", {"sha256": "0" * 64, "name": "图样.png"}, {}),
    ("staff", "s-1", {}),
    ("fee_list", [{}], {"min": 1}),
    ("group", [], {"min": 1}),
]

BAD: list[tuple[str, object, dict[str, object], No]] = [
    ("text", 5, {}, No.WRONG_TYPE),
    ("text", "字" * 61, {"max": 60}, No.TOO_LONG),
    ("text", "两行\n字", {}, No.CONTROL_CHARACTER),
    ("text", "a\u202eb", {}, No.CONTROL_CHARACTER),
    ("text", "a\ud800b", {}, No.CONTROL_CHARACTER),
    ("text", "\x00x", {}, No.CONTROL_CHARACTER),
    ("paragraph", "a\x07b", {}, No.CONTROL_CHARACTER),
    ("latin_text", "中文", {}, No.PATTERN),
    ("person_name", "张3", {}, No.DIGIT_IN_NAME),
    ("person_name", "张３", {}, No.DIGIT_IN_NAME),
    ("person_name", "字" * 51, {}, No.TOO_LONG),
    ("party_name", "𬭎", {"beside": {"kind": "enterprise"}}, No.TOO_SHORT),
    ("party_name", "张3", {"beside": {"kind": "individual"}}, No.DIGIT_IN_NAME),
    ("party_kind", "club", {}, No.NOT_AN_OPTION),
    ("certificate", "91330106MA00000016", {}, No.WRONG_TYPE),
    ("certificate", {"kind": "uscc", "number": ""}, {}, No.REQUIRED),
    ("certificate", {"kind": "uscc", "number": "91330106MA00000017"}, {}, No.CHECK_DIGIT),
    ("certificate", {"kind": "library_card", "number": "1"}, {}, No.NOT_AN_OPTION),
    ("certificate", PERSON, {"beside": {"kind": "enterprise"}}, No.NOT_AN_OPTION),
    ("uscc", "91330106MA0000001", {}, No.WRONG_LENGTH),
    ("region", "China", {}, No.NOT_AN_OPTION),
    ("region", "XX", {}, No.NOT_AN_OPTION),
    ("region", "EP", {}, No.NOT_AN_OPTION),
    ("address", {"region": "XX", "division": "", "detail": "1 Example Road"}, {}, No.NOT_AN_OPTION),
    ("address", {"region": "CN", "division": "", "detail": "文三路 1 号"}, {}, No.REQUIRED),
    ("address", {"region": "CN", "division": "33", "detail": "文三路 1 号"}, {}, No.PATTERN),
    ("address", {"region": "CN", "division": "330106", "detail": ""}, {}, No.REQUIRED),
    ("address", {"region": "CN", "division": "330106", "detail": "路"}, {}, No.TOO_SHORT),
    ("address", "杭州", {}, No.WRONG_TYPE),
    ("postcode", "SW1A 1AA", {}, No.PATTERN),
    ("phone", "12345", {}, No.PATTERN),
    ("email", "nobody", {}, No.PATTERN),
    ("date", "2026-02-30", {}, No.NOT_A_DATE),
    ("date", "soon", {}, No.NOT_A_DATE),
    ("date", "2026-11-22", {}, No.DATE_TOO_LATE),
    ("date", "1984-12-31", {}, No.DATE_TOO_EARLY),
    ("date", "1989-12-31", {"earliest": "1990-01-01"}, No.DATE_TOO_EARLY),
    ("period", {"start": "2026-02-01", "end": "2026-01-01"}, {}, No.DATE_TOO_EARLY),
    ("period", {"start": "2026-02-01"}, {}, No.NOT_A_DATE),
    ("integer", "5", {}, No.NOT_A_NUMBER),
    ("integer", True, {}, No.NOT_A_NUMBER),
    ("integer", -1, {}, No.OUT_OF_RANGE),
    ("integer", 1000, {"max": 999}, No.OUT_OF_RANGE),
    ("integer", 101, {"warn_above": 100}, No.OUT_OF_RANGE),
    ("percent", 101, {}, No.OUT_OF_RANGE),
    ("money", -1, {}, No.OUT_OF_RANGE),
    ("money", 1.5, {}, No.NOT_A_NUMBER),
    ("yes_no", "yes", {}, No.WRONG_TYPE),
    ("choice", "c", {"options": CHOICES}, No.NOT_AN_OPTION),
    ("multi_choice", ["a", "a"], {"options": CHOICES}, No.DUPLICATE_VALUE),
    ("multi_choice", "a", {"options": CHOICES}, No.WRONG_TYPE),
    ("patent_number", "201710601862.4", {}, No.CHECK_DIGIT),
    ("ic_number", "BS.12500520.3", {}, No.CHECK_DIGIT),
    ("nice_class", 46, {}, No.OUT_OF_RANGE),
    ("nice_class", [9, 9], {"repeating": True, "min": 1}, No.DUPLICATE_VALUE),
    ("nice_class", list(range(1, 4)), {"repeating": True, "max": 2}, No.TOO_MANY_ROWS),
    ("nice_goods", [{"nice_class": 30, "items": []}], {}, No.TOO_FEW_ROWS),
    ("nice_goods", [{"nice_class": 30, "items": ["茶" * 61]}], {}, No.TOO_LONG),
    ("nice_goods", [{"nice_class": 30, "items": ["茶", "茶"]}], {}, No.DUPLICATE_VALUE),
    ("number_list", ["201710601862.3", "201710601862.3"], {}, No.DUPLICATE_VALUE),
    ("number_list", ["201710601862.3", ""], {}, No.REQUIRED),
    ("image", {"sha256": "x", "name": "a"}, {}, No.WRONG_TYPE),
    ("group", {"a": 1}, {}, No.WRONG_TYPE),
    ("group", ["row"], {}, No.WRONG_TYPE),
]


@pytest.mark.parametrize(("kind", "value", "more"), GOOD)
def test_good_values_pass(kind: str, value: object, more: dict[str, object]) -> None:
    assert codes(kind, value, **dict(more)) == []


@pytest.mark.parametrize(("kind", "value", "more", "code"), BAD)
def test_bad_values_are_named(kind: str, value: object, more: dict[str, object], code: No) -> None:
    assert codes(kind, value, **dict(more)) == [code]


def test_every_field_type_of_the_data_has_a_good_example() -> None:
    assert set(TYPES) - {kind for kind, _, _ in GOOD} == set()


def test_paths_lead_to_the_row_and_the_item() -> None:
    applicants = next(f for f in matter("PAT-APP-INV").fields if f.id == "applicants")
    rows = [{"name": "甲公司", "certificate": {"kind": "uscc", "number": "X"}, "stranger": 1}]
    found = check_value(applicants, TYPES, rows, TODAY)
    assert {no.where for no in found} == {"values.applicants[0].certificate", "values.applicants[0]"}
    goods = check_value(
        field("nice_goods"), TYPES, [{"nice_class": 30, "items": ["茶", "\x01"]}, {"nice_class": 30}], TODAY
    )
    assert [no.where for no in goods] == [
        "values.box[0].items[1]",
        "values.box[1].items",
        "values.box[1].nice_class",
    ]


def test_a_check_digit_that_only_warns_lets_the_form_through() -> None:
    layout = check_value(field("ic_number"), TYPES, "BS.12500520.3", TODAY)
    assert [no.severity for no in layout] == [Severity.WARNING]
    long = check_value(field("text", warn_above=25), TYPES, "字" * 26, TODAY)
    assert long == (Refusal(No.TOO_LONG, "values.box", {"max": 25, "length": 26}, Severity.WARNING),)


def test_length_counts_characters_not_bytes() -> None:
    assert codes("text", "𬭎" * 10, max=10) == []
    assert codes("text", "𬭎" * 11, max=10) == [No.TOO_LONG]


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("party_name", "  <b>A&T</b>(中国)公司 ", "<b>A&T</b>（中国）公司"),
        ("party_name", "ACME (UK) Ltd", "ACME (UK) Ltd"),
        ("person_name", " 㛃𬭎 ", "㛃𬭎"),
        ("text", "e\u0301", "é"),
        ("text", "\uf9dc\u2f81a"[:1] + "Ａ", "\uf9dcＡ"),
        ("latin_text", "ＡＢＣ　１", "ABC 1"),
        ("patent_number", "ZL２０１７１０６０１８６２３", "201710601862.3"),
        ("patent_number", "20171060", "20171060"),
        ("email", " A.B＠Example.COM", "A.B@example.com"),
        ("date", "2026.1.2", "2026-01-02"),
        ("date", "２０２６年１月２日", "2026-01-02"),
        ("date", "2026", "2026"),
        ("paragraph", "一\r\n二\r三", "一\n二\n三"),
        ("choice", " a ", " a "),
        ("trademark_number", "第12345678号", "12345678"),
    ],
)
def test_how_text_is_kept(kind: str, typed: str, kept: str) -> None:
    assert normalise_value(kind, typed) == kept
    assert normalise_value(TYPES[kind], typed) == kept
    assert normalise_value(kind, kept) == kept


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
def test_markup_and_rare_characters_survive(text: str) -> None:
    """Nothing but spaces at the ends and canonical equivalence may change in a name."""
    marked = f"㛃{text}<b>&𬭎"
    kept = normalise_value("person_name", marked)
    assert kept.startswith("㛃")
    assert kept.endswith("<b>&𬭎")
    assert normalise_value("person_name", kept) == kept


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["kind", "number", "region", "items", "nice_class", "x"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


@settings(max_examples=50, deadline=None)
@given(json_like)
def test_no_value_of_any_type_raises(value: object) -> None:
    for kind in TYPES:
        box = field(kind)
        check_value(box, TYPES, normalised(box, value), TODAY, beside={"kind": value})
        many = replace(box, repeating=True, min=1, max=2)
        check_value(many, TYPES, normalised(many, value), TODAY)
