"""The packaged matters, seen through the engines that use them: forms, material lists, quotes, papers."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.acceptance import form_state
from app.domain.fees import Quote
from app.domain.obstacles import Obstacle
from app.domain.paper import PaperKind
from app.domain.pricing import QuoteRequest, quote, request_of
from app.rulebook import Rulebook

TODAY = date(2026, 11, 21)

CASES = [
    (
        "PAT-APP-INV",
        {
            "applicants": [{"name": "示例公司（示例）"}],
            "claims_count": 15,
            "spec_pages": 30,
            "drawing_pages": 12,
            "priorities": [{}, {}],
            "fee_reduction_requested": True,
            "fee_reduction_all_filed": True,
        },
        {"q_priority": "foreign", "q_drawings": True, "q_exam": False, "q_reduction": "filed"},
        1695,
        [
            "request",
            "claims",
            "description",
            "abstract",
            "drawings",
            "abstract_drawing",
            "earlier_application_copy",
        ],
    ),
    (
        "PAT-APP-DES",
        {"applicants": [{"name": "示例公司（示例）"}], "priorities": [{}]},
        {"q_priority": "domestic"},
        580,
        ["request", "design_images", "brief_description"],
    ),
    (
        "TM-REG",
        {"goods": [{"nice_class": 30, "items": ["茶"] * 13}, {"nice_class": 31, "items": ["米"]}]},
        {"q_channel": "paper", "q_agent": True, "q_mark": "sound"},
        690,
        ["application_form", "mark_specimen", "identity_proof", "special_specimen", "power_of_attorney"],
    ),
    (
        "TM-RENEW",
        {"marks": [{"mark_number": "1234567", "classes": [3, 5]}], "expiry_date": "2026-10-01"},
        {"q_channel": "online"},
        1350,
        ["application_form", "identity_proof"],
    ),
    (
        "TM-CHANGE",
        {"marks": [{"mark_number": "1234567", "classes": [3, 5]}]},
        {"q_what": "name", "q_channel": "paper", "q_verified": True},
        300,
        ["change_form", "identity_proof"],
    ),
    (
        "PAT-PAY-ANNUAL",
        {
            "filing_date": "2019-03-16",
            "fee_lines": [{"number": "201910390462.X"}],
            "patent_year": 8,
            "due_date": "2026-03-16",
            "paid_on": "2026-06-16",
        },
        {"q_first": False, "q_due": "grace"},
        2200,
        ["payment_list"],
    ),
    ("IC-PAY", {}, {"q_item": "registration"}, 1000, ["payment_list"]),
    ("GI-MARK-USE", {}, {"q_first": True}, 0, None),
]


@pytest.mark.parametrize(
    ("code", "values", "answers", "yuan", "materials"), CASES, ids=[row[0] for row in CASES]
)
def test_a_case_gets_its_papers_and_its_price(
    rules: Rulebook,
    code: str,
    values: dict[str, object],
    answers: dict[str, object],
    yuan: int,
    materials: list[str] | None,
) -> None:
    matter = rules.matter(code, TODAY)
    assert matter is not None
    state = form_state(matter, values, answers, TODAY)
    assert materials is None or [one.id for one in state.materials] == materials
    request = request_of(state.facts, matter.line)
    assert isinstance(request, QuoteRequest)
    priced = quote(rules.fees, request, TODAY, rules.calendar)
    assert isinstance(priced, Quote)
    assert priced.total_fen == yuan * 100


def test_every_matter_opens_empty(rules: Rulebook) -> None:
    for matter in rules.matters(TODAY):
        state = form_state(matter, {}, {}, TODAY)
        assert {one.id for one in state.materials} <= {one.id for one in matter.materials}


def test_two_years_and_a_day_stop_a_layout(rules: Rulebook) -> None:
    matter = rules.matter("IC-REG", TODAY)
    assert matter is not None
    state = form_state(matter, {}, {"q_exploited": True, "q_two_years": False}, TODAY)
    assert [stopped.stop.reason for stopped in state.stops] == ["R-IC-2Y"]


@pytest.mark.parametrize("kind", list(PaperKind))
def test_the_wording_of_each_paper_can_be_read(rules: Rulebook, kind: PaperKind) -> None:
    assert rules.paper_texts(kind.value)


def test_a_paper_without_wording_is_an_obstacle(rules: Rulebook) -> None:
    with pytest.raises(Obstacle, match="cannot be read"):
        rules.paper_texts("love_letter")
