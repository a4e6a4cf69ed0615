"""What the province demands of each stem beyond the protocol."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from app.contract.kinds import Kind
from app.domain.case import CaseStatus, Decision, ReasonLine, Review
from app.domain.evaluation import EvaluationChannel, Grade
from app.domain.payment import PaymentKind, PaymentStatus
from tests.province.desks import Desk, verdicts
from tests.support import ops

# Rules never touch SQL of their own: one database tells as much as two.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


AGAINST = [
    (Kind.VISIT_OPEN, ops.visit(opened_at=""), "required", "opened_at"),
    (Kind.VISIT_OPEN, ops.visit(query_code="guessable"), "bad_body", "query_code"),
    (Kind.CASE_FILE, ops.case(number="受2026-1"), "bad_body", "number"),
    (Kind.CASE_FILE, ops.case(decision=Decision.REFUSE), "reason_required", "reasons"),
    (Kind.PAYMENT_RECORD, ops.payment(total_fen=26999), "amount_differs", "total_fen"),
    (Kind.PAYMENT_RECORD, ops.payment(lines=()), "amount_differs", "total_fen"),
    (Kind.PAYMENT_VOID, ops.payment(kind=PaymentKind.VOID), "no_such_record", "refers_to"),
    (Kind.CONSULTATION_LOG, ops.consultation(question=" "), "required", "question"),
    (Kind.INQUIRY_LOG, ops.inquiry(hits=-1), "out_of_range", "hits"),
    (Kind.INQUIRY_LOG, ops.inquiry(query_digest=""), "required", "query_digest"),
    (Kind.EVALUATION_GIVE, ops.evaluation(visit_id=""), "required", "visit_id"),
    (Kind.EVALUATION_GIVE, ops.evaluation(grade="best"), "bad_body", "grade"),
    (
        Kind.EVALUATION_GIVE,
        ops.evaluation(grade=Grade.DISSATISFIED),
        "option_or_text_required",
        "options",
    ),
    (
        Kind.EVALUATION_GIVE,
        ops.evaluation(channel=EvaluationChannel.PAPER),
        "required",
        "keyed_in_by",
    ),
    (Kind.PAPER_MAKE, ops.paper(pdf_sha256="abc"), "pattern", "pdf_sha256"),
    (Kind.PAPER_MAKE, ops.paper(copies_printed=-1), "out_of_range", "copies_printed"),
]


def test_a_record_against_the_rules_is_rejected(desk: Desk) -> None:
    answers = desk.push(*(desk.author.op(kind, record) for kind, record, _, _ in AGAINST)).answers
    found = [(answer.verdict.value, answer.code, answer.field) for answer in answers]
    assert found == [("rejected", code, field) for _, _, code, field in AGAINST]
    assert desk.feed() == {}


def test_a_record_must_carry_its_own_id(desk: Desk) -> None:
    op = desk.author.patch(Kind.CASE_FILE, ops.new_id(), ops.groups_of(ops.case()))
    assert desk.one(op).field == "id"


def test_an_op_of_another_stem_on_the_same_record(desk: Desk) -> None:
    op = desk.author.op(Kind.CASE_FILE, ops.case())
    visit = desk.author.op(Kind.VISIT_OPEN, ops.visit(id=op.record_id))
    assert [answer.field for answer in desk.push(op, visit).answers] == ["", "record_id"]


@pytest.mark.parametrize(
    ("kind", "make"),
    [
        (Kind.CASE_FILE, ops.case),
        (Kind.PAYMENT_RECORD, ops.payment),
        (Kind.CONSULTATION_LOG, ops.consultation),
        (Kind.INQUIRY_LOG, ops.inquiry),
        (Kind.EVALUATION_GIVE, ops.evaluation),
    ],
)
def test_a_number_belongs_to_one_record_of_the_outlet(desks: list[Desk], kind: Kind, make: Any) -> None:
    one, two = desks
    number = ops.new_number()
    assert one.one(one.author.op(kind, make(number=number))).verdict == "applied"
    answer = two.one(two.author.op(kind, make(number=number)))
    assert (answer.verdict, answer.code, answer.field) == ("rejected", "number_reused", "number")


def test_the_second_opinion_is_another_person_s(desk: Desk) -> None:
    record = ops.case(status=CaseStatus.PENDING_CHECK)
    desk.push(desk.author.op(Kind.CASE_FILE, record))

    def review(reviewer: str) -> Any:
        opinion = Review(
            reviewer_id=reviewer, reviewer_name="王五（示例）", agreed=True, opinion="同意", at=ops.AT
        )
        groups = ops.groups_of(replace(record, review=opinion))
        return desk.one(desk.author.patch(Kind.CASE_REVIEW, record.id, {"review": groups["review"]}))

    same = review("s1")
    assert (same.code, same.field) == ("same_person", "review.reviewer_id")
    assert review("s9").verdict == "applied"


def test_a_refusal_with_its_reason(desk: Desk) -> None:
    record = ops.case(decision=Decision.REFUSE, status=CaseStatus.REFUSED, reasons=(ReasonLine(code="R-01"),))
    assert desk.one(desk.author.op(Kind.CASE_FILE, record)).verdict == "applied"


def test_a_void_that_does_not_void(desk: Desk) -> None:
    op = desk.author.op(Kind.CASE_FILE, ops.case())
    desk.push(op)
    answer = desk.one(desk.author.patch(Kind.CASE_VOID, op.record_id, {"decision": op.groups["decision"]}))
    assert (answer.code, answer.field) == ("wrong_state", "status")


def test_a_void_of_a_payment_as_the_desk_writes_it(desks: list[Desk]) -> None:
    """The answering record first, then the original with its new status; after that nobody edits it."""
    one, two = desks
    paid = ops.payment()
    ended = replace(paid, status=PaymentStatus.VOIDED)
    sent = [
        one.author.op(Kind.PAYMENT_RECORD, paid),
        one.author.op(Kind.PAYMENT_VOID, ops.answering(paid)),
        one.author.op(Kind.PAYMENT_VOID, ended),
    ]
    assert verdicts(one.push(*sent).answers) == ["applied"] * 3
    assert one.feed()[paid.id].body["payment"]["status"] == "voided"  # type: ignore[index]
    confirmed = replace(paid, reference="POS-1")
    answer = two.one(two.author.op(Kind.PAYMENT_CONFIRM, confirmed, base_version=9))
    assert answer.verdict == "conflict"


def confirmed(paid: Any, **fields: Any) -> Any:
    return replace(
        paid,
        **{
            "status": PaymentStatus.CONFIRMED,
            "reference": "TRANSFER-77",
            "confirmed_on": "2026-11-24",
            "confirmer_id": "s2",
            "confirmer_name": "钱七（示例）",
            **fields,
        },
    )


def test_one_window_confirms_what_another_recorded(desks: list[Desk]) -> None:
    one, two = desks
    paid = ops.payment(status=PaymentStatus.PENDING, paid_on="2026-11-23")
    one.push(one.author.op(Kind.PAYMENT_RECORD, paid))
    answer = two.one(two.author.op(Kind.PAYMENT_CONFIRM, confirmed(paid), base_version=1))
    assert answer.verdict == "applied"
    shown = one.feed()[paid.id].body["payment"]
    assert (shown["status"], shown["reference"]) == ("confirmed", "TRANSFER-77")  # type: ignore[index]
    assert (shown["confirmed_on"], shown["confirmer_id"]) == ("2026-11-24", "s2")  # type: ignore[index]


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"status": PaymentStatus.PENDING}, "wrong_state", "status"),
        ({"status": PaymentStatus.VOIDED}, "wrong_state", "status"),
        ({"reference": " "}, "required", "reference"),
        ({"confirmed_on": "2026-11-22"}, "date_too_early", "confirmed_on"),
        ({"lines": (), "total_fen": 0}, "amount_differs", "total_fen"),
    ],
)
def test_a_confirmation_brings_a_reference_and_changes_no_amount(
    desk: Desk, fields: dict[str, Any], code: str, field: str
) -> None:
    paid = ops.payment(status=PaymentStatus.PENDING, paid_on="2026-11-23")
    desk.push(desk.author.op(Kind.PAYMENT_RECORD, paid))
    answer = desk.one(desk.author.op(Kind.PAYMENT_CONFIRM, confirmed(paid, **fields)))
    assert (answer.verdict, answer.code, answer.field) == ("rejected", code, field)


def test_a_confirmation_that_comes_after_the_void_of_its_own_desk_is_taken_in(desk: Desk) -> None:
    """The order of arrival is the line's; the desk confirmed first and voided then."""
    paid = ops.payment(status=PaymentStatus.PENDING, paid_on="2026-11-23")
    record = desk.author.op(Kind.PAYMENT_RECORD, paid)
    late = desk.author.op(Kind.PAYMENT_CONFIRM, confirmed(paid))
    void = desk.author.op(Kind.PAYMENT_VOID, ops.answering(paid))
    ended = desk.author.op(Kind.PAYMENT_VOID, confirmed(paid, status=PaymentStatus.VOIDED))
    assert verdicts(desk.push(record, void, ended).answers) == ["applied"] * 3
    assert desk.one(late).verdict == "applied"
    assert desk.feed()[paid.id].body["payment"]["status"] == "voided"  # type: ignore[index]


def test_a_payment_is_voided_once(desks: list[Desk]) -> None:
    one, two = desks
    paid = ops.payment()
    one.push(one.author.op(Kind.PAYMENT_RECORD, paid), one.author.op(Kind.PAYMENT_VOID, ops.answering(paid)))
    answer = two.one(two.author.op(Kind.PAYMENT_VOID, ops.answering(paid)))
    assert (answer.code, answer.field) == ("already_void", "refers_to")


def test_a_void_waits_for_the_payment_it_answers(desks: list[Desk]) -> None:
    one, two = desks
    paid = ops.payment()
    void = two.author.op(Kind.PAYMENT_VOID, ops.answering(paid))
    status = two.author.op(Kind.PAYMENT_VOID, replace(paid, status=PaymentStatus.VOIDED))
    first = two.push(void, status)
    assert verdicts(first.answers) == ["deferred", "deferred"]
    assert first.answers[0].waiting_for == paid.id
    one.push(one.author.op(Kind.PAYMENT_RECORD, paid))
    assert two.one(void).verdict == "applied"


def test_a_void_answers_a_payment_and_nothing_else(desk: Desk) -> None:
    case = desk.author.op(Kind.CASE_FILE, ops.case())
    paid = ops.payment()
    void = desk.author.op(Kind.PAYMENT_VOID, ops.answering(paid, refers_to=case.record_id))
    assert desk.push(case, void).answers[1].code == "no_such_record"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"reason": " "}, "reason_required"),
        ({"second_id": ""}, "second_check_required"),
        ({"second_id": "s1"}, "same_person"),
        ({"total_fen": 100, "lines": ()}, "amount_differs"),
    ],
)
def test_two_people_and_the_whole_sum_stand_behind_a_void(
    desk: Desk, fields: dict[str, Any], code: str
) -> None:
    paid = ops.payment()
    desk.push(desk.author.op(Kind.PAYMENT_RECORD, paid))
    answer = desk.one(desk.author.op(Kind.PAYMENT_VOID, ops.answering(paid, **fields)))
    assert (answer.verdict, answer.code) == ("rejected", code)


def test_refunds_never_exceed_what_was_paid(desk: Desk) -> None:
    paid = ops.payment()
    line = paid.lines[0]

    def refund(fen: int) -> Any:
        part = replace(line, lines=(), total_fen=fen)
        back = ops.answering(paid, PaymentKind.REFUND, lines=(part,), total_fen=fen)
        return desk.one(desk.author.op(Kind.PAYMENT_REFUND, back))

    desk.push(desk.author.op(Kind.PAYMENT_RECORD, paid))
    assert refund(20000).verdict == "applied"
    assert refund(7001).code == "amount_differs"
    assert refund(7000).verdict == "applied"
    assert refund(1).code == "amount_differs"


def test_what_a_newer_desk_adds_is_kept(desk: Desk) -> None:
    groups = {**ops.groups_of(ops.visit()), "sentiment": {"new": [1, 2]}}
    record_id = groups["visit"]["id"]  # type: ignore[index]
    assert desk.one(desk.author.patch(Kind.VISIT_OPEN, record_id, groups)).verdict == "applied"
    assert desk.feed()[record_id].body["sentiment"] == {"new": [1, 2]}
