"""What the packaged list gives: the worked examples, and every rule of patents and international phases."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.fees import Quote
from app.domain.money import share
from app.domain.pricing import FeeItem
from app.domain.refusals import No
from tests.domain import fee_cases
from tests.domain.asking import answered, priced, refused, yuan
from tests.domain.packaged import SHORT, TODAY, table

INVENTION = {"kind": "invention", "claims": 10, "pages": 30, "priorities": 0}
LINES = {"trademark": "trademark", "ic_layout": "ic_layout"}


@pytest.mark.parametrize("case", fee_cases.priced(), ids=lambda case: case["description"][:60])
def test_worked_examples(case: dict[str, Any]) -> None:
    assert yuan(LINES.get(case["category"], ""), **case["input"]) == case["expected"], case["arithmetic"]


def test_no_worked_example_is_left_out() -> None:
    found = (fee_cases.priced(), fee_cases.dated(), fee_cases.numbers(), fee_cases.reductions())
    assert sum(len(cases) for cases in found) == fee_cases.count()


def test_an_evaluation_report_is_never_reduced() -> None:
    quote = priced(item="evaluation", waived_percent=85)
    assert quote.total_fen == 240_000
    assert "不予减缴" in quote.lines[0].why_zh


def test_a_quote_explains_itself() -> None:
    quote = priced(**INVENTION | {"claims": 15, "pages": 42, "priorities": 2}, waived_percent=85, exam=True)
    assert [line.fee_id for line in quote.lines] == [
        "pat.inv.application",
        "pat.inv.publication",
        "pat.claims_extra",
        "pat.spec_pages",
        "pat.priority",
        "pat.inv.exam",
    ]
    claims = quote.lines[2]
    assert (claims.standard_fen, claims.quantity, claims.amount_fen) == (15_000, 5, 75_000)
    assert claims.why_zh == "150.00 × 5 项 = 750.00 元；第 11 项起计"
    assert quote.lines[0].why_zh == "900.00 ×（100% − 85%） = 135.00 元；一个申请人，减缴 85%"
    assert quote.on == "2026-11-21"
    assert quote.facts["claims"] == 15
    assert msgspec.convert(msgspec.to_builtins(quote), Quote).lines == quote.lines


def test_every_missing_fact_is_named_at_once() -> None:
    assert refused(kind="invention") == (
        (No.FACT_MISSING, "claims"),
        (No.FACT_MISSING, "pages"),
        (No.FACT_MISSING, "priorities"),
    )
    assert refused(kind="design") == ((No.FACT_MISSING, "priorities"),)
    assert refused(claims=1, pages=1, priorities=0) == ((No.FACT_MISSING, "kind"),)


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({"waived_percent": 80}, ((No.NOT_AN_OPTION, "waived_percent"),)),
        ({"waived_percent": 85, "applicants": 2}, ((No.OUT_OF_RANGE, "waived_percent"),)),
        ({"claims": -1}, ((No.OUT_OF_RANGE, "claims"),)),
        ({"kind": "plant"}, ((No.NOT_AN_OPTION, "kind"),)),
        ({"category": "nobody"}, ((No.NOT_AN_OPTION, "category"),)),
        ({"item": "nobody"}, ((No.UNKNOWN_FEE, "item"),)),
    ],
)
def test_facts_no_fee_can_be_asked_with(facts: dict[str, Any], answer: tuple[tuple[No, str], ...]) -> None:
    assert refused(**INVENTION | facts) == answer


@SHORT
@given(
    st.sampled_from(["invention", "utility_model"]),
    st.integers(0, 400),
    st.integers(0, 700),
    st.integers(0, 20),
    st.sampled_from([0, 70, 85]),
)
def test_more_claims_and_pages_never_cost_less(
    kind: str, claims: int, pages: int, prio: int, waived: int
) -> None:
    def total(more_claims: int, more_pages: int) -> int:
        return priced(
            kind=kind,
            claims=claims + more_claims,
            pages=pages + more_pages,
            priorities=prio,
            waived_percent=waived,
        ).total_fen

    here = total(0, 0)
    assert total(1, 0) - here == (15_000 if claims >= 10 else 0)
    page = 0 if pages < 30 else 5_000 if pages < 300 else 10_000
    assert total(0, 1) - here == page


_ANY = st.fixed_dictionaries(
    {"waived_percent": st.sampled_from([0, 70, 85]), "kind": st.sampled_from(["invention", "utility_model"])},
    optional={
        "patent_year": st.integers(1, 10),
        "late_months": st.integers(0, 6),
        "open_licence": st.booleans(),
        "claims": st.integers(0, 40),
        "pages": st.integers(0, 400),
        "priorities": st.integers(0, 3),
        "exam": st.booleans(),
        "item": st.sampled_from(sorted(i for i in table().items if i.startswith(("pat.", "pct.", "hague.")))),
        "times": st.integers(1, 3),
        "months": st.integers(1, 2),
        "copies": st.integers(0, 5),
        "already_paid_fen": st.integers(0, 3000),
    },
)


@SHORT
@given(_ANY)
def test_a_reduction_touches_only_what_may_be_reduced(facts: dict[str, Any]) -> None:
    quote = answered(**facts)
    if not isinstance(quote, Quote):
        return
    assert quote.total_fen == sum(line.amount_fen for line in quote.lines)
    for line in quote.lines:
        item = table().item(line.fee_id, TODAY)
        assert isinstance(item, FeeItem)
        full = line.standard_fen * line.quantity
        assert line.amount_fen == full - share(full, line.waived_percent) - line.credited_fen
        assert line.amount_fen >= 0
        assert item.reducible or line.waived_percent == 0
        assert line.basis
        assert line.why_zh
        assert line.why_en


@pytest.mark.parametrize(
    ("item", "facts", "amount"),
    [
        ("change", {}, 200),
        ("change", {"cases": 5, "change_kind": "name"}, 200),
        ("change", {"cases": 5, "change_kind": "transfer"}, 1000),
        ("change", {"cases": 5, "change_kind": "inventor"}, 1000),
        ("change", {"cases": 5, "change_kind": "agency"}, 0),
        ("restoration", {}, 1000),
        ("restoration", {"force_majeure": True}, 0),
        ("restoration", {"kind": "invention", "patent_year": 5}, 2500),
        ("restoration", {"kind": "invention", "patent_year": 5, "waived_percent": 85}, 1480),
        ("extension", {"times": 1, "months": 2}, 600),
        ("extension", {"times": 3, "months": 2}, 4000),
        ("reexamination", {"kind": "invention", "waived_percent": 85}, 150),
        ("reexamination", {"kind": "design", "waived_percent": 70}, 90),
        ("invalidation", {"kind": "design", "waived_percent": 85}, 1500),
        ("pta_request", {}, 200),
        ("pta_annuity", {"compensation_days": 364}, 0),
        ("pta_annuity", {"compensation_days": 730}, 16000),
        ("exam", {"kind": "invention", "waived_percent": 70}, 750),
        ("registration", {}, 0),
        ("stamp_duty", {}, 0),
        ("pat.change.agency", {}, 0),
        ("pct.int.transmittal", {"category": "pct_international"}, 0),
        ("open_licence", {}, 0),
    ],
)
def test_what_is_asked_for_later(item: str, facts: dict[str, Any], amount: int) -> None:
    assert yuan(item=item, **facts) == amount


def test_a_batch_says_what_it_changes() -> None:
    assert refused(item="change", cases=2) == ((No.FACT_MISSING, "change_kind"),)


def test_an_unknown_change_is_not_guessed() -> None:
    assert refused(item="change", change_kind="mood") == ((No.NOT_AN_OPTION, "change_kind"),)


def test_an_evaluation_report_is_not_for_inventions() -> None:
    assert refused(item="evaluation", kind="invention") == ((No.FEE_NOT_APPLICABLE, "kind"),)


def test_an_old_list_with_a_doubtful_amount_says_so() -> None:
    quote = priced(item="compulsory", kind="invention")
    assert quote.total_fen == 30_000
    assert quote.uncertain
    assert quote.uncertain_en
    assert refused(item="compulsory", kind="design")[0][0] is No.FEE_NOT_APPLICABLE


PCT = {
    "route": "pct_national",
    "kind": "invention",
    "claims": 12,
    "pages": 40,
    "priorities": 1,
    "ro_cnipa": False,
    "isa_cnipa": False,
    "exam": True,
}


@pytest.mark.parametrize(
    ("facts", "amount"),
    [
        ({"month": 30}, 4330),
        ({"month": 31}, 5330),
        ({"month": 32}, 5330),
        ({"month": 28, "ro_cnipa": True, "isa_cnipa": True}, 130),
        ({"month": 28, "ro_cnipa": False, "isa_cnipa": True}, 1830),
        ({"month": 28, "ro_cnipa": True, "isa_cnipa": False}, 4330),
        ({"month": 28, "ipea_cnipa": True}, 1830),
        ({"month": 28, "kind": "utility_model", "exam": False}, 500 + 300 + 500 + 80),
        ({"month": 28, "waived_percent": 85}, 4330 - 765 - 2125),
        ({"priority_date": "2024-05-20", "paid": "2026-11-20"}, 4330),
        ({"priority_date": "2024-05-20", "paid": "2026-11-21"}, 5330),
        ({"priority_date": "2024-04-03", "paid": "2026-10-08"}, 4330),
    ],
)
def test_entry_into_the_national_phase(facts: dict[str, Any], amount: int) -> None:
    assert yuan(**PCT | facts) == amount


def test_too_late_for_the_national_phase() -> None:
    assert refused(**PCT, month=33) == ((No.RIGHT_LAPSED, "month"),)
    facts = {key: value for key, value in PCT.items() if key not in ("ro_cnipa", "claims")}
    assert refused(**facts) == (
        (No.FACT_MISSING, "claims"),
        (No.FACT_MISSING, "ro_cnipa"),
        (No.FACT_MISSING, "month"),
    )


def test_no_design_enters_a_national_phase() -> None:
    assert refused(**PCT | {"kind": "design", "month": 28}) == ((No.NOT_AN_OPTION, "kind"),)


@pytest.mark.parametrize(
    ("item", "amount"),
    [
        ("translation.prelim", 300),
        ("translation.exam", 1200),
        ("unity_restore", 900),
        ("pct.nat.grace", 1000),
    ],
)
def test_single_fees_of_the_national_phase(item: str, amount: int) -> None:
    assert yuan(category="pct_national", item=item) == amount


def test_exemptions_are_told() -> None:
    quote = priced(**PCT | {"month": 28, "ro_cnipa": True, "isa_cnipa": True})
    assert len(quote.remarks) == len(quote.remarks_en) == 2


@pytest.mark.parametrize(
    ("facts", "amount"),
    [
        ({"pages": 42, "priorities": 1, "isa_cnipa": True}, 2100 + 11910 + 12 * 130 + 150),
        ({"pages": 30, "priorities": 0, "isa_cnipa": False}, 14870 + 11910),
        ({"pages": 30, "priorities": 0, "isa_cnipa": True, "demand": True}, 2100 + 11910 + 1500 + 1790),
        ({"item": "copy", "pages": 7}, 14),
        ({"item": "search_add", "count": 2}, 4200),
        ({"item": "late_payment", "unpaid_fen": 210_000}, 1050),
        ({"item": "late_payment", "unpaid_fen": 9_999_900}, 5955),
        ({"item": "late_payment", "unpaid_fen": 0}, 0),
    ],
)
def test_the_international_phase(facts: dict[str, Any], amount: int) -> None:
    quote = priced(route="pct_international", **facts)
    assert quote.total_fen == amount * 100
    assert "代办处" in quote.remarks[0]


def test_designs_under_the_hague_agreement() -> None:
    quote = priced(category="hague", item="first", waived_percent=85)
    assert quote.total_fen == 61_500
    assert quote.uncertain
    assert yuan(category="hague", item="third", waived_percent=85) == 15_000
    assert refused(category="hague", item="fourth") == ((No.UNKNOWN_FEE, "item"),)


def test_the_day_decides_which_search_fee() -> None:
    facts = {"route": "pct_international", "pages": 1, "priorities": 0, "isa_cnipa": False}
    assert refused(**facts, on=date(2026, 7, 31)) == ((No.FEE_NOT_IN_FORCE, "item"),)
