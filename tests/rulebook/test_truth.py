"""What the packaged files must say: counts, well-known amounts, and words in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from app.domain.evaluation import Grade
from app.domain.matter import Field, Matter, Outcome, ReceiptTitle, Service, Words
from app.domain.payment import Channel
from app.domain.pricing.table import FeeItem
from app.rulebook import Rulebook

TODAY = date(2026, 11, 21)
PATENT = ("PAT-APP-INV", "PAT-APP-UM", "PAT-APP-DES", "PAT-PAY-FILING", "PAT-PAY-ANNUAL")
TRADEMARK = ("TM-REG", "TM-RENEW", "TM-CHANGE")
OTHER = ("GI-MARK-USE", "IC-REG", "IC-PAY", "GEN-CONSULT-LAW", "GEN-CONSULT-PROC", "GEN-RATING")


def matter(rules: Rulebook, code: str, on: date = TODAY) -> Matter:
    found = rules.matter(code, on)
    assert found is not None
    return found


def every_field(fields: tuple[Field, ...]) -> Iterator[Field]:
    for field in fields:
        yield field
        yield from every_field(field.fields)


def test_the_counts(rules: Rulebook) -> None:
    assert len(rules.fees.items) == 83
    assert len(rules.knowledge) == 245
    assert sum(len(options) for options in rules.evaluation_options.values()) == 40
    assert {len(options) for options in rules.evaluation_options.values()} == {8}
    assert len(rules.reasons) == 125
    assert len(rules.known_matters) == 116
    assert len(rules.consultation_categories) == 13
    assert len(rules.destinations) == 20
    assert len(rules.referrals) == 38
    assert len(rules.field_types) == 42
    assert len(rules.option_lists["regions"]) == 249
    assert len(rules.option_lists["offices"]) == 258
    assert rules.version == "2026.11.21"


def test_the_matters_of_the_window_are_packaged(rules: Rulebook) -> None:
    assert {one.code for one in rules.matters(TODAY)} >= {*PATENT, *TRADEMARK, *OTHER}


AMOUNTS = [
    ("pat.inv.application", 900),
    ("pat.um.application", 500),
    ("pat.des.application", 500),
    ("pat.inv.publication", 50),
    ("pat.claims_extra", 150),
    ("pat.priority", 80),
    ("pat.inv.exam", 2500),
    ("pat.inv.reexam", 1000),
    ("pat.change", 200),
    ("pat.restore", 1000),
    ("pat.evaluation", 2400),
    ("pat.inv.invalidation", 3000),
    ("pat.copy", 30),
    ("pat.pta.annuity", 8000),
    ("pat.registration", 0),
    ("ic.registration", 1000),
    ("ic.change", 50),
]


def fee(rules: Rulebook, identity: str) -> FeeItem:
    found = rules.fees.item(identity, TODAY)
    assert isinstance(found, FeeItem)
    return found


@pytest.mark.parametrize(("identity", "yuan"), AMOUNTS)
def test_well_known_amounts(rules: Rulebook, identity: str, yuan: int) -> None:
    assert fee(rules, identity).amount_fen == yuan * 100


@pytest.mark.parametrize(
    ("identity", "paper", "online"),
    [
        ("tm.registration", 300, 270),
        ("tm.registration.collective", 1500, 1350),
        ("tm.renewal", 500, 450),
        ("tm.renewal.late", 250, 225),
        ("tm.change", 150, 0),
        ("tm.opposition", 500, 450),
        ("tm.review.refusal", 750, 675),
    ],
)
def test_well_known_amounts_by_channel(rules: Rulebook, identity: str, paper: int, online: int) -> None:
    found = fee(rules, identity)
    assert (found.paper_fen, found.online_fen) == (paper * 100, online * 100)


def test_annual_fees_by_year(rules: Rulebook) -> None:
    def at(identity: str, year: int) -> int:
        return next(tier.amount_fen for tier in fee(rules, identity).tiers if tier.holds(year)) // 100

    assert [at("pat.inv.annuity", year) for year in (1, 4, 7, 10, 13, 16, 20)] == [
        900,
        1200,
        2000,
        4000,
        6000,
        8000,
        8000,
    ]
    assert [at("pat.um.annuity", year) for year in (3, 5, 8, 10)] == [600, 900, 1200, 2000]
    assert at("pat.des.annuity", 15) == 3000


def test_the_rules_of_reduction_and_surcharge(rules: Rulebook) -> None:
    found = rules.fees.rules
    assert (found.single_percent, found.joint_percent, found.open_licence_percent) == (85, 70, 15)
    assert found.late_percents == (0, 5, 10, 15, 20, 25)
    assert found.taxable_income_below_fen == 1_000_000_00


def test_every_fee_tells_its_dates_source_and_confidence(rules: Rulebook) -> None:
    for versions in rules.fees.items.values():
        for item in versions:
            assert item.effective_from is not None
            assert item.source
            assert item.confidence in ("high", "medium", "low")
            assert item.name_zh
            assert item.name_en


def test_the_calendar(rules: Rulebook) -> None:
    calendar = rules.calendar
    for rest in ("2026-01-01", "2026-02-23", "2026-10-07", "2025-01-28", "2026-11-21"):
        assert calendar.is_workday(date.fromisoformat(rest)) is False
    for works in ("2026-01-04", "2026-02-14", "2026-10-10", "2025-01-26", "2026-11-20"):
        assert calendar.is_workday(date.fromisoformat(works)) is True
    assert not calendar.covers(date(2027, 1, 1))


def test_all_words_stand_in_both_languages(rules: Rulebook) -> None:
    for one in rules.matters(TODAY):
        words = [one.words, one.short, one.authority, one.result, *(limit.words for limit in one.limits)]
        for field in every_field(one.fields):
            words += [field.words, field.help, *(option.words for option in field.options)]
        for question in one.questions:
            words += [question.words, *(answer.words for answer in question.answers)]
            words += [answer.note for answer in question.answers if answer.note]
            words += [answer.stop.why for answer in question.answers if answer.stop]
        words += [material.words for material in one.materials]
        words += [reason.remedy for reason in rules.reasons.values()]
        assert all(isinstance(text, Words) and text.zh and text.en for text in words)
        chinese = [text.en for text in words if any("\u4e00" <= sign <= "\u9fff" for sign in text.en)]
        assert [text for text in chinese if "“" not in text] == [], one.code


def test_headings_exist_for_every_field(rules: Rulebook) -> None:
    for one in rules.matters(TODAY):
        for field in one.fields:
            assert field.section in rules.sections, (one.code, field.id)


def test_choices_can_be_typed_by_pinyin(rules: Rulebook) -> None:
    for one in rules.matters(TODAY):
        assert one.pinyin
        for field in every_field(one.fields):
            for option in field.options:
                chinese = any("\u4e00" <= sign <= "\u9fff" for sign in option.words.zh.split("（")[0])
                own = field.id not in ("fee_item", "reasons")
                assert option.pinyin or not chinese or not own, (one.code, field.id, option.value)
        for question in one.questions:
            for answer in question.answers if question.kind == "choice" else ():
                assert len(answer.pinyin) == 2, (one.code, question.id, answer.value)


def test_receipts_and_second_checks(rules: Rulebook) -> None:
    own = {one.code for one in rules.matters(TODAY) if one.receipt_title is ReceiptTitle.ACCEPTANCE_NOTICE}
    assert own == {"GI-MARK-USE"}
    always = {one.code for one in rules.matters(TODAY) if one.second_check == "always"}
    assert always == {"GI-MARK-USE"}
    assert all(one.second_check != "never" for one in rules.matters(TODAY))
    assert all(one.second_check for one in rules.reasons.values() if one.outcome is Outcome.REFUSE)


def test_every_acceptance_can_say_what_is_missing(rules: Rulebook) -> None:
    for one in rules.matters(TODAY):
        if one.service is Service.ACCEPTANCE:
            assert {"R-MAT-MISSING", "R-MAT-INCOMPLETE", "R-FORM-BLANK"} <= set(one.reasons)
            assert {"acceptance_receipt", "material_list", "correction_notice", "refusal_notice"} <= set(
                one.papers
            )


def test_answers_that_stop_name_a_reason_where_one_fits(rules: Rulebook) -> None:
    question = next(one for one in matter(rules, "IC-REG").questions if one.id == "q_two_years")
    late = next(one for one in question.answers if one.value is False)
    assert late.stop is not None
    assert (late.stop.reason, late.second_check) == ("R-IC-2Y", True)


def test_option_values_are_the_words_of_the_domain(rules: Rulebook) -> None:
    assert {one.value for one in rules.option_lists["grade"]} == {grade.value for grade in Grade}
    assert {one.value for one in rules.option_lists["pay_channel"]} == {one.value for one in Channel}
    assert {one.value for one in rules.option_lists["knowledge_categories"]} == set(
        rules.consultation_categories
    )


def test_the_fee_lines_offer_the_fees_of_the_matter(rules: Rulebook) -> None:
    one = matter(rules, "PAT-PAY-ANNUAL")
    lines = next(field for field in one.fields if field.id == "fee_lines")
    item = next(field for field in lines.fields if field.id == "fee_item")
    assert tuple(option.value for option in item.options) == one.fee_ids
    assert item.options[0].words.zh == "发明专利年费"


def test_what_only_receives_never_says_it_accepts(rules: Rulebook) -> None:
    """收件 where another office decides, 受理 where this body does; every other state as it is."""
    assert rules.case_state("accepted", "PAT-APP-INV") == "received"
    assert rules.case_state("accepted", "TM-REG") == "received"
    assert rules.case_state("accepted", "GI-MARK-USE") == "accepted"
    assert rules.case_state("correction", "TM-REG") == "correction"


def test_the_main_papers_of_a_matter_never_follow_later(rules: Rulebook) -> None:
    """容缺 is for minor papers: no form, or no paper a filing date hangs on, and nothing is taken in."""
    main = {"request", "application_form", "claims", "description", "design_images", "brief_description"}
    main |= {"mark_specimen", "layout_drawings", "payment_list", "change_form", "agent_change_form"}
    for one in rules.matters(TODAY):
        for paper in one.materials:
            if paper.id in main and (paper.required or paper.id.endswith("form")):
                assert paper.tolerance_allowed is False, (one.code, paper.id)
