"""Expressions and conditions of the rule data: everything the data says is understood, nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from app.domain.conditions import holds
from app.domain.expressions import OWN, BadExpression, evaluate, parse
from app.domain.formulas import NOTHING

SCOPE: dict[str, object] = {
    "today": "2026-11-21",
    "applicants": [{"kind": "enterprise"}, {"kind": "individual"}],
    "priorities": [{"date": "2026-03-01"}, {"date": "2025-12-24"}],
    "goods": [{"nice_class": 30, "items": ["茶"] * 12}, {"nice_class": 35, "items": ["广告"]}],
    "marks": [{"classes": [30, 35]}, {"classes": [9]}],
    "docs": [{"copies": 2}, {"copies": 3}],
    "classes": [9, 30, 35],
    "numbers": ["201710601862.3", "202020730292.5"],
    "number": "ZL202020730292.5",
    "fee_lines": [{"number": "201710601862.3"}, {"number": "201810390462.7"}],
    "fee_reduction_requested": True,
    "fee_reduction_all_filed": True,
    "fee_reduction_approved": "85",
    "spec_pages": 30,
    "drawing_pages": 12,
    "sequence_pages": NOTHING,
    "claims_count": 15,
    "classes_count": 3,
    "priorities_count": 2,
    "compensation_days": 40,
    "copies": 3,
    "extension_months": 2,
    "extension_times": 1,
    "patent_year": 4,
    "grant_patent_year": 3,
    "filing_date": "2023-02-01",
    "due_date": "2026-02-01",
    "paid_on": "2026-11-21",
    "expiry_date": "2026-10-01",
    "in_grace": True,
    "open_licence_active": False,
    "channel": "paper",
    "mode": "certified",
    "business_kind": "renewal",
    "payer_name": "某某公司（示例）",
    "q_who": "agency",
    "q_item": "copy",
    "q_exam": True,
    "q_pay_exam": False,
    "q_coapplicants": True,
    "q_kind": "collective",
    OWN: [{"items": ["茶", "糖"]}, {"items": ["酒"]}],
}

OF_THE_DATA: list[tuple[str, object]] = [
    # computed and auto
    ("=today > expiry_date", True),
    ("=first(numbers)", "201710601862.3"),
    ("q_who = agency", True),
    # defaults
    ("=payer_name", "某某公司（示例）"),
    ("=q_exam", True),
    # facts of answers
    ("85 if applicants == 1 else 70", 70),
    ("count(applicants)", 2),
    ("count(priorities)", 2),
    ("sum(docs.copies)", 5),
    ("copies", 3),
    # fee facts of forms
    ("=business_kind", "renewal"),
    ("=channel", "paper"),
    ("=claims_count", 15),
    ("=classes_count", 3),
    ("=compensation_days", 40),
    ("=copies", 3),
    ("=count(applicants)", 2),
    ("=count(classes)", 3),
    ("=count(goods)", 2),
    ("=count(marks.classes)", 3),
    ("=count(priorities)", 2),
    ("=due_date", "2026-02-01"),
    ("=extension_months", 2),
    ("=extension_times", 1),
    ("=fee_reduction_approved", "85"),
    ("=filing_date", "2023-02-01"),
    ("=grant_patent_year", 3),
    ("=if(mode=certified, sum(docs.copies), 0)", 5),
    ("=in_grace", True),
    ("=kind(fee_lines.number)", "invention"),
    ("=kind(number)", "utility_model"),
    ("=list(count(goods.items))", [12, 1]),
    ("=open_licence_active", False),
    ("=paid_on", "2026-11-21"),
    ("=patent_year", 4),
    ("=priorities_count", 2),
    ("=q_coapplicants", True),
    ("=q_item", "copy"),
    ("=q_kind", "collective"),
    ("=q_pay_exam", False),
    ("=reduction(fee_reduction_requested, fee_reduction_all_filed, count(applicants))", 70),
    ("=reduction(fee_reduction_requested, fee_reduction_all_filed, q_coapplicants)", 70),
    ("=spec_pages", 30),
    ("=spec_pages+drawing_pages", 42),
    ("=spec_pages+drawing_pages+sequence_pages", 42),
    ("=sum(docs.copies)", 5),
    # counts of a field's own value
    ("count()", 2),
    ("list of len(items)", [2, 1]),
    ("len(classes)", 3),
    # dates for the questions a program can answer itself
    ("today <= years_after(filing_date, 2)", False),
    ("today > months_after(earliest(priorities.date), 12)", False),
]


@pytest.mark.parametrize(("text", "value"), OF_THE_DATA)
def test_every_expression_of_the_data_has_its_value(text: str, value: object) -> None:
    assert evaluate(text, SCOPE) == value


def written_expressions() -> list[str]:
    """Every expression that stands in the packaged rule files."""
    root = Path(resources.__file__).parent
    found: set[str] = set()
    for name in ("matters", "forms"):
        for file in sorted((root / name).rglob("*.yaml")):
            text = file.read_text(encoding="utf-8")
            found.update(re.findall(r"""[:,{]\s+['"]?(=[^'"\n]+)""", text))
            found.update(re.findall(r"^\s+auto: ([^'\n]+)", text, re.MULTILINE))
    return sorted(found - {"window_setting"})


def test_every_packaged_expression_is_understood() -> None:
    found = written_expressions()
    assert "=count(priorities)" in found
    for text in found:
        parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "applicants.__class__.__mro__",
        "(lambda: 1)()",
        "[x for x in applicants]",
        "open('/etc/hosts')",
        "count(applicants, key=1)",
        "count.__globals__",
        "2 ** 9999999",
        "1 / 2",
        "1.5",
        "f'{today}'",
        "today[0]",
        "(a := 1)",
        "not not " * 40 + "q_exam",
        "1 + " * 60 + "1",
        "",
        "=",
        "2+",
        "as approved",
        "b'x'",
        "'\\x41'",
        "count(*applicants)",
        "count(**applicants)",
        "x" * 301,
        "list(applicants)",
        "reduction(1)",
        "99999999999999999999",
        "a.b.c",
        "await x",
        "\x00",
    ],
)
def test_nothing_else_is_read(text: str) -> None:
    with pytest.raises(BadExpression):
        parse(text)


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("spec_pages+drawing_pages", {"spec_pages": 3, "drawing_pages": None}),
        ("today > expiry_date", {"today": "2026-11-21", "expiry_date": None}),
        ("reduction(a, b, count(applicants))", {"a": True, "b": True, "applicants": []}),
        (
            "kind(fee_lines.number)",
            {"fee_lines": [{"number": "201710601862.3"}, {"number": "202020730292.5"}]},
        ),
        ("years_after(filing_date, 2)", {"filing_date": "soon"}),
        ("1 if q_exam else 2", {"q_exam": None}),
        ("not q_exam", {"q_exam": None}),
        ("sum(docs.copies)", {"docs": [{"copies": 1}, {"copies": "two"}]}),
        ("earliest(priorities.date)", {"priorities": [{"date": "2026-01-01"}, {"date": None}]}),
    ],
)
def test_what_is_not_known_stays_unknown(text: str, scope: dict[str, object]) -> None:
    """None, never a guess: a low fee quoted from a blank box would be worse than none."""
    assert evaluate(text, scope) is None


def test_a_field_that_does_not_apply_counts_as_zero() -> None:
    assert evaluate("pages+extra", {"pages": 4, "extra": NOTHING}) == 4
    assert evaluate("count(priorities)", {"priorities": NOTHING}) == 0


def test_unknown_meets_and_and_or() -> None:
    scope: dict[str, object] = {"yes": True, "no": False, "open": None}
    assert evaluate("no and open", scope) is False
    assert evaluate("yes and open", scope) is None
    assert evaluate("yes or open", scope) is True
    assert evaluate("no or open", scope) is None


def test_the_corresponding_day_of_a_shorter_month() -> None:
    assert evaluate("years_after(d, 2)", {"d": "2024-02-29"}) == "2026-02-28"
    assert evaluate("months_after(d, 6)", {"d": "2026-08-31"}) == "2027-02-28"


def test_names_tell_what_an_expression_looks_up() -> None:
    assert parse("=if(mode=certified, sum(docs.copies), 0)").names() == {"mode", "certified", "docs"}


CONDITIONS: list[tuple[dict[str, object], bool]] = [
    ({"q_exam": True}, True),
    ({"q_exam": False}, False),
    ({"q_who": "agency", "mode": "certified"}, True),
    ({"q_who": "agency", "mode": "plain"}, False),
    ({"channel": ["paper", "online"]}, True),
    ({"channel": ["online"]}, False),
    ({"applicants.kind": ["institution", "individual"]}, True),
    ({"applicants.kind": "institution"}, False),
    ({"bill_email": None}, True),
    ({"channel": None}, False),
    ({"sequence_pages": None}, True),
    ({"classes": 30}, True),
    ({"classes": 31}, False),
    ({"claims_count": "15"}, False),
    ({"q_exam": 1}, False),
    ({}, True),
]


@pytest.mark.parametrize(("condition", "true"), CONDITIONS)
def test_conditions(condition: dict[str, object], true: bool) -> None:
    assert holds(condition, SCOPE) is true


def test_no_and_false_are_answers_not_blanks() -> None:
    assert not holds({"q": None}, {"q": False})
    assert not holds({"n": None}, {"n": 0})


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(SCOPE)), json_like, max_size=8))
def test_a_parsed_expression_never_raises(scope: dict[str, object]) -> None:
    for text, _ in OF_THE_DATA:
        evaluate(text, scope)
    for condition, _ in CONDITIONS:
        holds(condition, scope)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="abc01 ().,+-*=<>'\"[]{}:_\\\n", max_size=40))
def test_any_text_is_an_expression_or_refused(text: str) -> None:
    try:
        parsed = parse(text)
    except BadExpression:
        return
    evaluate(parsed, {"a": 1, "b": [1], "c": None})
