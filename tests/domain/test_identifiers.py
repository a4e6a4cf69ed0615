"""Real numbers pass, wrong ones are named character by character, pasted ones are cleaned."""

from __future__ import annotations

import string
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain import identifiers
from app.domain.identifiers import Checked, check_digits
from app.domain.refusals import No, Severity
from tests.domain import fee_cases
from tests.domain.packaged import SHORT, TODAY

PATENTS = [
    "201710601862.3",
    "201810390462.7",
    "202020730292.5",
    "202020217799.0",
    "202020987643.0",
    "95115608.X",
    "97101765.4",
]
CREDIT_CODES = [
    "914403001922038216",
    "9144030071526726XG",
    "91330100799655058B",
    "91110108551385082Q",
    "12100000400000624D",
]
RESIDENTS = ["11010519491231002X", "440524188001010014", "360426199101010071", "34052419800101001X"]


def checked(kind: str, text: str) -> Checked:
    return identifiers.check(kind, text, TODAY)


def problem(kind: str, text: str, code: No) -> dict[str, str | int]:
    """The facts of the only problem with that code."""
    found = [p for p in checked(kind, text).problems if p.code is code]
    assert len(found) == 1, checked(kind, text).problems
    return dict(found[0].facts)


@pytest.mark.parametrize("text", PATENTS)
def test_real_patent_numbers_pass(text: str) -> None:
    for written in (text, "ZL" + text, text.replace(".", ""), text.lower(), f"申请号：{text}"):
        found = checked("patent", written)
        assert found.ok
        assert found.problems == ()
        assert found.normal == text


@pytest.mark.parametrize(
    ("text", "kind", "year", "generation", "pct"),
    [
        ("201710601862.3", "invention", 2017, 2003, False),
        ("202020730292.5", "utility_model", 2020, 2003, False),
        ("95115608.X", "invention", 1995, 1985, False),
        ("201880012345", "invention", 2018, 2003, True),
        ("202190000123", "utility_model", 2021, 2003, True),
        ("202030123456", "design", 2020, 2003, False),
        ("02312345", "design", 2002, 1985, False),
    ],
)
def test_a_patent_number_gives_its_kind_and_year(
    text: str, kind: str, year: int, generation: int, pct: bool
) -> None:
    whole = text if "." in text else text + check_digits.patent(text)
    given_ = checked("patent", whole).gives
    assert given_ == {"ip_kind": kind, "year": year, "generation": generation, "pct": pct}


@pytest.mark.parametrize("case", fee_cases.numbers(), ids=lambda case: case["input"]["number"])
def test_worked_examples(case: dict[str, Any]) -> None:
    assert check_digits.patent(case["input"]["number"]) == case["expected"]


@pytest.mark.parametrize(("text", "expected"), [("202020987654.3", "9"), ("202130567891.2", "X")])
def test_a_wrong_check_digit_is_named(text: str, expected: str) -> None:
    facts = problem("patent", text, No.CHECK_DIGIT)
    assert facts == {"position": 13, "length": 13, "expected": expected, "found": text[-1]}
    assert not checked("patent", text).ok
    assert checked("patent", text).normal == text


def test_pasted_text_is_cleaned() -> None:
    for text in (
        "专利号：ZL 2017 1 0601862.3",
        "２０１７１０６０１８６２．３",
        " 201710601862。3 ",
        "No. 201710601862.3",
        "\u200b201710601862.3\u3000",
        "（ZL201710601862.3）",
    ):
        assert checked("patent", text).normal == "201710601862.3", text


def test_a_missing_check_digit_is_worked_out() -> None:
    facts = problem("patent", "201810390462", No.WRONG_LENGTH)
    assert facts == {"expected": 13, "length": 12, "missing": 1, "check": "7"}


def test_a_letter_for_a_digit_is_named_and_the_digit_offered() -> None:
    facts = problem("patent", "2018103904O2.7", No.BAD_CHARACTER)
    assert facts["position"] == 11
    assert facts["found"] == "O"
    assert facts["suggest"] == "0"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", No.REQUIRED),
        ("王先生", No.PATTERN),
        ("2018703904627", No.BAD_CHARACTER),
        ("20181039046271", No.WRONG_LENGTH),
        ("199910390462" + check_digits.patent("199910390462"), No.DATE_TOO_EARLY),
        ("10115608" + check_digits.patent("10115608"), No.WRONG_LENGTH),
    ],
)
def test_what_is_no_patent_number(text: str, code: No) -> None:
    assert code in [p.code for p in checked("patent", text).problems]
    assert not checked("patent", text).ok


def test_a_year_to_come_only_warns_because_the_clock_may_be_wrong() -> None:
    front = "202710390462"
    found = checked("patent", front + check_digits.patent(front))
    assert found.ok
    assert [p.code for p in found.problems] == [No.DATE_TOO_LATE]


@SHORT
@given(st.sampled_from(PATENTS), st.data())
def test_every_single_wrong_digit_of_a_patent_number_is_found(text: str, data: st.DataObject) -> None:
    plain = text.replace(".", "")
    at = data.draw(st.integers(0, len(plain) - 1))
    other = data.draw(st.sampled_from("0123456789X" if at == len(plain) - 1 else "0123456789"))
    assume(other != plain[at])
    assert not checked("patent", plain[:at] + other + plain[at + 1 :]).ok


@SHORT
@given(st.text("0123456789", min_size=7, max_size=7).map("20181".__add__), st.integers(0, 11))
def test_every_swap_of_neighbours_in_a_patent_number_is_found(front: str, at: int) -> None:
    whole = front + check_digits.patent(front)
    swapped = whole[:at] + whole[at + 1] + whole[at] + whole[at + 2 :]
    assume(swapped != whole)
    assert not checked("patent", swapped).ok


@pytest.mark.parametrize("text", CREDIT_CODES)
def test_real_credit_codes_pass(text: str) -> None:
    found = checked("uscc", f" {text.lower()} ")
    assert found.problems == ()
    assert found.normal == text
    assert found.gives["region"] == text[2:8]


@pytest.mark.parametrize(
    ("kind", "text", "position"),
    [
        ("patent", "2018703904627", 5),
        ("patent", "9571560 8X", 3),
        ("email", "a b,c@example.com", 3),
        ("phone", "0571-8765x321", 10),
        ("foreigner_pr_card", "932682198501O10017", 13),
        ("hk_macao_permit", "CO1234567", 2),
    ],
)
def test_the_position_is_counted_from_one(kind: str, text: str, position: int) -> None:
    assert problem(kind, text, No.BAD_CHARACTER)["position"] == position


def test_agent_numbers_have_six_to_twenty_characters() -> None:
    assert checked("agent_licence", "123456").problems == ()
    assert checked("agent_licence", "1" * 20).problems == ()
    assert problem("agent_licence", "12345", No.WRONG_LENGTH)["missing"] == 1
    assert problem("agent_licence", "1" * 21, No.WRONG_LENGTH)["missing"] == -1


def test_a_group_is_told_from_an_item() -> None:
    assert checked("nice_item", "0901").gives["form"] == "group"
    assert checked("nice_item", "090117").gives["form"] == "item"
    assert checked("nice_item", "C090117").gives["class"] == 9


def test_a_publication_says_what_is_wrong_with_its_end() -> None:
    assert problem("publication", "CN108572939", No.WRONG_LENGTH) == {
        "expected": 12,
        "length": 11,
        "missing": 1,
    }
    assert problem("publication", "CN108572939Q", No.BAD_CHARACTER)["position"] == 12
    assert problem("publication", "CN12345A", No.WRONG_LENGTH)["length"] == 5
    assert problem("ipc", "G06", No.WRONG_LENGTH)["missing"] == 1


@pytest.mark.parametrize(("text", "sort"), [("34", "goods"), ("35", "services")])
def test_classes_up_to_34_are_goods(text: str, sort: str) -> None:
    assert checked("nice_class", text).gives["sort"] == sort


@pytest.mark.parametrize("front", ["N2330106MF1234567", "A1110000MB1234567", "Y1110000MB1234567"])
def test_an_authority_may_be_a_letter(front: str) -> None:
    """Rural collectives, who ask for geographical indications, begin with N."""
    found = checked("uscc", front + check_digits.uscc(front))
    assert found.problems == ()
    assert found.gives["authority"]


def test_a_credit_code_tells_the_kind_of_party() -> None:
    front = "92330106MA1234567"
    assert checked("uscc", front + check_digits.uscc(front)).gives["party_kind"] == "individual_business"


@pytest.mark.parametrize(("letter", "suggest"), [("I", "1"), ("O", "0"), ("S", "5"), ("Z", "2"), ("V", None)])
def test_a_letter_outside_the_alphabet_is_named(letter: str, suggest: str | None) -> None:
    facts = problem("uscc", "91330100799655" + letter + "58B", No.BAD_CHARACTER)
    assert facts["position"] == 15
    assert facts.get("suggest") == suggest


def test_a_short_credit_code_says_how_much_is_missing() -> None:
    facts = problem("uscc", "913301007996550", No.WRONG_LENGTH)
    assert facts == {"expected": 18, "length": 15, "missing": 3}


def test_a_bad_character_and_a_bad_length_are_both_told() -> None:
    codes = [p.code for p in checked("uscc", "9133O10079965505").problems]
    assert codes == [No.BAD_CHARACTER, No.WRONG_LENGTH]


def test_an_unknown_authority_only_warns() -> None:
    front = "X1330106MA1234567"
    found = checked("uscc", front + check_digits.uscc(front))
    assert found.ok
    assert found.problems[0].severity is Severity.WARNING


@SHORT
@given(st.text(check_digits.USCC_ALPHABET, min_size=17, max_size=17), st.data())
def test_every_wrong_character_and_swap_of_a_credit_code_is_found(front: str, data: st.DataObject) -> None:
    whole = front + check_digits.uscc(front)
    at = data.draw(st.integers(0, 17))
    other = data.draw(st.sampled_from(check_digits.USCC_ALPHABET))
    assert checked("uscc", whole[:at] + other + whole[at + 1 :]).ok is (other == whole[at])
    at = min(at, 16)
    swapped = whole[:at] + whole[at + 1] + whole[at] + whole[at + 2 :]
    assert checked("uscc", swapped).ok is (swapped == whole)


@SHORT
@given(
    st.text(string.digits, min_size=8, max_size=8),
    st.text(check_digits.USCC_ALPHABET, min_size=9, max_size=9),
)
def test_credit_codes_agree_with_another_hand(front: str, organisation: str) -> None:
    from stdnum.cn import uscc

    assert uscc.calc_check_digit(front + organisation) == check_digits.uscc(front + organisation)


@pytest.mark.parametrize("text", RESIDENTS)
def test_specimen_identity_numbers_pass(text: str) -> None:
    found = checked("resident_id", text.lower())
    assert found.problems == ()
    assert found.gives["birth_date"] == f"{text[6:10]}-{text[10:12]}-{text[12:14]}"
    assert found.gives["sex"] == ("male" if int(text[16]) % 2 else "female")


@pytest.mark.parametrize("born", ["19801301", "19800230", "20261122", "00000101"])
def test_a_birth_date_must_exist_and_be_past(born: str) -> None:
    front = f"330106{born}001"
    assert problem("resident_id", front + check_digits.resident(front), No.BAD_BIRTH_DATE) == {
        "position": 7,
        "found": born,
    }


def test_an_unknown_region_only_warns() -> None:
    front = "99010619800101001"[:17].replace("99", "20", 1)
    found = checked("resident_id", front + check_digits.resident(front))
    assert found.ok
    assert [(p.code, p.severity) for p in found.problems] == [(No.PATTERN, Severity.WARNING)]


@SHORT
@given(st.text(string.digits, min_size=17, max_size=17), st.data())
def test_every_wrong_digit_and_swap_of_an_identity_number_is_found(front: str, data: st.DataObject) -> None:
    whole = front + check_digits.resident(front)
    at = data.draw(st.integers(0, 16))
    other = data.draw(st.sampled_from(string.digits))
    wrong = whole[:at] + other + whole[at + 1 :]
    swapped = whole[:at] + whole[at + 1] + whole[at] + whole[at + 2 :]
    for text in (wrong, swapped):
        if text != whole:
            assert not checked("resident_id", text).ok


@SHORT
@given(st.text(string.digits, min_size=17, max_size=17))
def test_identity_numbers_agree_with_another_hand(front: str) -> None:
    from stdnum.iso7064 import mod_11_2

    assert mod_11_2.calc_check_digit(front) == check_digits.resident(front)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("hmt_residence_permit", "810000199408230021"),
        ("hmt_residence_permit", "830000199201300022"),
        ("foreigner_pr_card", "932682198501010017"),
        ("foreigner_pr_card", "USA123456789012"),
        ("hk_macao_permit", "H12345678"),
        ("hk_macao_permit", "M1234567801"),
        ("hk_macao_permit", "CA1234567"),
        ("taiwan_permit", "12345678"),
        ("taiwan_permit", "1234567890A"),
        ("passport", "E12345678"),
        ("publication", "CN108572939A"),
        ("publication", "CN108572939B"),
        ("publication", "CN212345678U"),
        ("publication", "CN305123456S1"),
        ("publication", "CN1234567C3"),
        ("trademark", "12345678"),
        ("trademark", "12345678A"),
        ("trademark", "G1234567"),
        ("madrid", "G1234567"),
        ("ic_layout", "BS.12500520.2"),
        ("ic_layout", "BS.18555922.0"),
        ("ic_layout", "BS.08500145.7"),
        ("pct", "PCT/CN2026/012345"),
        ("hague", "DM/123456"),
        ("mobile", "13800000000"),
        ("phone", "0571-87654321"),
        ("phone", "400-800-1234"),
        ("phone", "+85212345678"),
        ("phone", "+886912345678"),
        ("phone", "+49301234567"),
        ("postcode", "310000"),
        ("email", "a.b@example.com"),
        ("nice_class", "1"),
        ("nice_class", "45"),
        ("locarno", "01-01"),
        ("locarno", "32-00"),
        ("nice_item", "090717"),
        ("nice_item", "C090717"),
        ("nice_item", "0901"),
        ("locarno", "14-02"),
        ("ipc", "G06F17/11"),
        ("ipc", "G06F"),
        ("agency_code", "33101"),
        ("agent_licence", "1234567890.1"),
        ("other", "某某证 123"),
    ],
)
def test_numbers_of_every_kind_are_kept_as_they_are(kind: str, text: str) -> None:
    found = checked(kind, text)
    assert found.problems == ()
    assert found.normal == text


@pytest.mark.parametrize(
    ("kind", "text", "normal"),
    [
        ("ic_layout", "bs185559220", "BS.18555922.0"),
        ("madrid", "1234567", "G1234567"),
        ("trademark", "第 12345678 号", "12345678"),
        ("pct", "pct/cn2026/012345", "PCT/CN2026/012345"),
        ("publication", "CN 108572939 a", "CN108572939A"),
        ("mobile", "手机：+86 138-0000-0000", "13800000000"),
        ("phone", "（0571）87654321", "0571-87654321"),
        ("email", "邮箱：Zhang@EXAMPLE.com。", "Zhang@example.com"),
        ("nice_class", "第30类", "30"),
        ("locarno", "14.02", "14-02"),
        ("ipc", "G06F 17/11 (2006.01)", "G06F17/11"),
        ("patent_number", "ZL201710601862.3", "201710601862.3"),
    ],
)
def test_other_ways_of_writing_come_to_one(kind: str, text: str, normal: str) -> None:
    assert checked(kind, text).problems == ()
    assert checked(kind, text).normal == normal


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("hmt_residence_permit", "840000199408230021", No.BAD_CHARACTER),
        ("hmt_residence_permit", "810000199408230022", No.CHECK_DIGIT),
        ("foreigner_pr_card", "132682198501010017", No.BAD_CHARACTER),
        ("foreigner_pr_card", "932682198501010018", No.CHECK_DIGIT),
        ("publication", "CN408572939A", No.BAD_CHARACTER),
        ("publication", "CN108572939", No.WRONG_LENGTH),
        ("publication", "CN108572939Q", No.BAD_CHARACTER),
        ("publication", "CN12345A", No.WRONG_LENGTH),
        ("trademark", "123456789", No.WRONG_LENGTH),
        ("trademark", "X2345678", No.BAD_CHARACTER),
        ("ic_layout", "BS.12300520.2", No.BAD_CHARACTER),
        ("mobile", "12800000000", No.BAD_CHARACTER),
        ("mobile", "1380000000", No.WRONG_LENGTH),
        ("phone", "87654321", No.PATTERN),
        ("phone", "1\u0663800000000", No.BAD_CHARACTER),
        ("nice_class", "\u0663", No.PATTERN),
        ("phone", "1380000000", No.WRONG_LENGTH),
        ("phone", "0571-8765432a", No.BAD_CHARACTER),
        ("email", "张@example.com", No.BAD_CHARACTER),
        ("email", "example.com", No.PATTERN),
        ("email", "a@b", No.PATTERN),
        ("email", "a" * 120 + "@example.com", No.TOO_LONG),
        ("nice_class", "46", No.OUT_OF_RANGE),
        ("nice_class", "0", No.OUT_OF_RANGE),
        ("nice_item", "4601", No.OUT_OF_RANGE),
        ("locarno", "33-01", No.OUT_OF_RANGE),
        ("ipc", "Z06F", No.BAD_CHARACTER),
        ("ipc", "G0", No.WRONG_LENGTH),
        ("pct", "PCT/CN26/12345", No.WRONG_LENGTH),
        ("hague", "DM/12345", No.WRONG_LENGTH),
        ("nobody", "1", No.UNKNOWN_IDENTIFIER),
    ],
)
def test_what_blocks(kind: str, text: str, code: No) -> None:
    found = checked(kind, text)
    assert not found.ok
    assert code in [p.code for p in found.problems]


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("ic_layout", "BS.12500520.3", No.CHECK_DIGIT),
        ("hk_macao_permit", "H1234567", No.WRONG_LENGTH),
        ("hk_macao_permit", "CI1234567", No.BAD_CHARACTER),
        ("taiwan_permit", "1234", No.WRONG_LENGTH),
        ("passport", "E1", No.WRONG_LENGTH),
        ("postcode", "31000", No.WRONG_LENGTH),
        ("agency_code", "3310", No.WRONG_LENGTH),
        ("other", "x", No.TOO_SHORT),
        ("pct", "PCT/CN2030/012345", No.DATE_TOO_LATE),
    ],
)
def test_what_rests_on_memory_only_warns(kind: str, text: str, code: No) -> None:
    found = checked(kind, text)
    assert found.ok
    assert [p.code for p in found.problems] == [code]


@pytest.mark.parametrize("kind", sorted(identifiers.KINDS))
def test_nothing_typed_is_said_for_every_kind(kind: str) -> None:
    assert [p.code for p in checked(kind, "  ").problems] == [No.REQUIRED]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("申请号：201710601862.3", ["patent"]),
        ("91330100799655058b", ["uscc"]),
        ("11010519491231002X", ["resident_id"]),
        ("13800000000", ["mobile", "phone"]),
        ("BS.12500520.2", ["ic_layout"]),
        ("CN108572939A", ["publication"]),
        ("a@example.com", ["email"]),
        ("G1234567", ["madrid", "trademark"]),
        ("12345678", ["trademark", "taiwan_permit"]),
        ("202020987654.3", []),
        ("茶叶", []),
        ("", []),
    ],
)
def test_what_a_text_may_be(text: str, kinds: list[str]) -> None:
    assert identifiers.detect(text) == kinds


def test_a_number_of_our_own_is_told_first() -> None:
    from stdnum import damm

    front = "13301060100012611210007"
    assert identifiers.detect(front + str(damm.calc_check_digit(front)))[0] == "desk_number"


_TYPED = "0123456789XGHMCNBSPTDM/.-@+()（）ZLzlab：号第类ｘ１ \u0301"


@SHORT
@given(st.sampled_from(sorted(identifiers.KINDS)), st.text(max_size=40) | st.text(_TYPED, max_size=22))
def test_no_text_breaks_a_check(kind: str, text: str) -> None:
    """What is accepted is kept in a form that is accepted again and does not change any more."""
    found = checked(kind, text)
    if found.ok and found.normal:
        again = checked(kind, found.normal)
        assert again.ok
        assert again.normal == found.normal
    identifiers.detect(text)


def test_no_clock_is_asked() -> None:
    front = "33010620261122001"
    text = front + check_digits.resident(front)
    assert not identifiers.check("resident_id", text, date(2026, 11, 21)).ok
    assert identifiers.check("resident_id", text, date(2026, 11, 22)).ok
