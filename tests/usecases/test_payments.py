"""Money: the rules price it, a second person undoes it, nothing is ever deleted."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from app.domain.paper import PaperKind
from app.domain.payment import Channel, Payment, PaymentKind, PaymentStatus
from app.domain.pricing import QuoteRequest
from app.domain.staff import Role
from app.usecases.confirm_payment import ConfirmPayment, confirm_payment
from app.usecases.desk import new_id
from app.usecases.read_papers import find_paper
from app.usecases.read_payments import payment_day
from app.usecases.record_payment import PayLine, RecordPayment, record_payment
from app.usecases.void_payment import VoidPayment, void_payment
from app.usecases.workbench import read_workbench
from localdb import journal, payments
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


def _pending(counter: Counter, **more: object) -> Payment:
    paid: Payment = counter.done(record_payment, _pay(channel=Channel.BANK, **more)).payment
    assert paid.status is PaymentStatus.PENDING
    return paid


def test_money_that_arrived_later_is_confirmed_by_whoever_sees_it(counter: Counter) -> None:
    """One transaction, one op; nothing of the record changes but what the confirmation brings."""
    pending = _pending(counter)
    before = counter.written()
    request = ConfirmPayment(payment_id=pending.id, reference=" 33010020261121000482 ")
    done = counter.done(confirm_payment, request, by="3302")
    assert done.papers == ()
    today = counter.desk.clock.now().date().isoformat()
    assert done.payment == replace(
        pending,
        status=PaymentStatus.CONFIRMED,
        reference="33010020261121000482",
        confirmed_on=today,
        confirmer_id="3302",
        confirmer_name=counter.people["3302"].name,
    )
    assert counter.desk.database.read(lambda tx: payments.load(tx, pending.id)) == done.payment
    assert counter.written() == before + 1
    ops = counter.desk.database.read(lambda tx: journal.ops_of(tx, pending.id))
    assert [op.kind for op in ops] == ["payments.record", "payments.confirm"]
    found = counter.refused(confirm_payment, request)
    assert found == {("already_confirmed", "payment_id")}


def test_a_payer_may_have_the_slip_that_says_confirmed(counter: Counter) -> None:
    pending = _pending(counter)
    request = ConfirmPayment(payment_id=pending.id, reference="TRANSFER-77", slip=True)
    (slip,) = counter.done(confirm_payment, request).papers
    assert (slip.kind, slip.about) == (PaperKind.PAYMENT_RECORD, pending.id)
    assert (slip.values["status"], slip.values["reference"]) == ("confirmed", "TRANSFER-77")
    assert counter.done(find_paper, "", slip.number).id == slip.id


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"reference": " "}, ("required", "reference")),
        ({"reference": "77"}, ("too_short", "reference")),
        ({"reference": "x1" * 33}, ("too_long", "reference")),
        ({"reference": "arrived"}, ("pattern", "reference")),
        ({"reference": "TRANS\u202e77"}, ("control_character", "reference")),
        ({"confirmed_on": "yesterday"}, ("not_a_date", "confirmed_on")),
        ({"confirmed_on": "2026-02-30"}, ("not_a_date", "confirmed_on")),
        ({"confirmed_on": "2999-01-01"}, ("date_too_late", "confirmed_on")),
        ({"confirmed_on": "2026-01-01"}, ("date_too_early", "confirmed_on")),
        ({"payment_id": "nobody"}, ("no_such_record", "payment_id")),
    ],
)
def test_a_confirmation_that_says_nothing_is_refused(
    counter: Counter, changes: dict[str, str], found: tuple[str, str]
) -> None:
    asked = {"payment_id": _pending(counter).id, "reference": "TRANSFER-77", **changes}
    assert counter.refused(confirm_payment, ConfirmPayment(**asked)) == {found}  # type: ignore[arg-type]


def test_what_is_void_or_seen_already_is_not_confirmed(counter: Counter) -> None:
    seen = counter.done(record_payment, _pay(reference="POS-9")).payment
    lead, pending = counter.people["3390"], _pending(counter)
    void = counter.done(void_payment, lead, VoidPayment(payment_id=pending.id, reason="未到账")).payment
    back = counter.done(record_payment, _pay(reference="POS-10")).payment
    counter.done(void_payment, lead, VoidPayment(payment_id=back.id, reason="多缴", refund=True))
    for payment, code in (
        (seen, "already_confirmed"),
        (pending, "already_void"),
        (void, "wrong_state"),
        (back, "wrong_state"),
    ):
        request = ConfirmPayment(payment_id=payment.id, reference="TRANSFER-77")
        assert counter.refused(confirm_payment, request) == {(code, "payment_id")}


def test_only_who_takes_payments_confirms_them(counter: Counter) -> None:
    pending = _pending(counter)
    counter.people["9001"] = replace(counter.people["3390"], staff_id="9001", roles=frozenset({Role.ADMIN}))
    request = ConfirmPayment(payment_id=pending.id, reference="TRANSFER-77")
    assert counter.refused(confirm_payment, request, by="9001") == {("not_permitted", "")}


def test_what_waits_is_counted_whenever_it_was_recorded(counter: Counter) -> None:
    old = replace(_pending(counter), id=new_id(), number="1", recorded_at="2026-01-05T09:00:00+08:00")
    waiting = counter.done(payment_day).waiting
    counter.desk.database.run(lambda tx: payments.save(tx, old))
    assert counter.done(payment_day).waiting == waiting + 1
    assert counter.done(read_workbench).unconfirmed_payments == waiting + 1


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"reference": "-"}, ("too_short", "reference")),
        ({"reference": "paid"}, ("pattern", "reference")),
        ({"paid_on": "1"}, ("not_a_date", "paid_on")),
        ({"paid_on": "2999-01-01"}, ("date_too_late", "paid_on")),
    ],
)
def test_a_record_cannot_pass_as_confirmed_with_anything(
    counter: Counter, changes: dict[str, str], found: tuple[str, str]
) -> None:
    assert counter.refused(record_payment, _pay(**changes)) == {found}


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
