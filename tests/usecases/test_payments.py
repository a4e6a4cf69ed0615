"""Money: the rules price it, a second person undoes it, nothing is ever deleted."""

from __future__ import annotations

from app.domain.payment import Channel, PaymentKind, PaymentStatus
from app.domain.pricing import QuoteRequest
from app.usecases.desk import new_id
from app.usecases.record_payment import PayLine, RecordPayment, record_payment
from app.usecases.void_payment import VoidPayment, void_payment
from localdb import payments
from tests.usecases.conftest import Counter

ANNUAL = QuoteRequest(category="annual_fee", kind="invention", patent_year=8, late_months=3)


def _pay(**more: object) -> RecordPayment:
    line = PayLine(request=ANNUAL, right_number="201810390462.7", holder="云栖茶业有限公司（示例）")
    known: dict[str, object] = {"id": new_id(), "lines": (line,), "payer_name": "云栖茶业有限公司（示例）"}
    return RecordPayment(**(known | more))  # type: ignore[arg-type]


def test_a_late_annual_fee_is_priced_and_the_surcharge_is_not_counted_twice(counter: Counter) -> None:
    paid = counter.done(record_payment, _pay(reference="POS-1"))
    assert paid.payment.total_fen == 2200_00
    assert paid.payment.capitals == "人民币贰仟贰佰元整"
    rows = paid.papers[0].values["rows"]
    assert sum(row["due_fen"] + row["surcharge_fen"] for row in rows) == 2200_00
    assert sum(row["surcharge_fen"] for row in rows) == 200_00


def test_without_an_outside_reference_it_stays_unconfirmed(counter: Counter) -> None:
    assert counter.done(record_payment, _pay()).payment.status is PaymentStatus.PENDING
    cash = counter.done(record_payment, _pay(channel=Channel.CASH))
    assert cash.payment.status is PaymentStatus.CONFIRMED


def test_the_amount_told_must_be_the_amount_of_the_rules(counter: Counter) -> None:
    assert ("amount_differs", "expected_fen") in counter.refused(record_payment, _pay(expected_fen=1))


def test_a_wrong_check_digit_is_named_at_its_line(counter: Counter) -> None:
    line = PayLine(request=ANNUAL, right_number="201810390462.8")
    found = counter.refused(record_payment, _pay(lines=(line,)))
    assert ("check_digit", "lines[0].right_number") in found


def test_a_void_is_a_new_record_with_a_reason_and_a_second_person(counter: Counter) -> None:
    paid = counter.done(record_payment, _pay(reference="POS-2")).payment
    request = VoidPayment(payment_id=paid.id, reason="录错年度")
    lead, clerk = counter.people["3390"], counter.people["3301"]
    assert ("same_person", "second") in counter.refused(void_payment, lead, request, by="3390")
    assert ("not_permitted", "") in counter.refused(void_payment, clerk, request, by="3302")
    no_reason = VoidPayment(payment_id=paid.id, reason=" ")
    assert ("required", "reason") in counter.refused(void_payment, lead, no_reason)
    voided = counter.done(void_payment, lead, request).payment
    assert (voided.kind, voided.refers_to) == (PaymentKind.VOID, paid.id)
    assert voided.number != paid.number
    original = counter.desk.database.read(lambda tx: payments.load(tx, paid.id))
    assert original is not None
    assert original.status is PaymentStatus.VOIDED
    assert original.total_fen == paid.total_fen
    assert ("already_void", "payment_id") in counter.refused(void_payment, lead, request)
