"""Reading deeds: a name for every row, and no way round a permission."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.payment import Channel
from app.domain.pricing import QuoteRequest
from app.usecases.inquire import look_up
from app.usecases.log_consultation import LogConsultation, log_consultation
from app.usecases.read_ratings import Rateable, rateable
from app.usecases.record_payment import PayLine, RecordPayment, record_payment
from app.usecases.visits import OpenVisit, open_visit
from tests.usecases.conftest import Counter

PAYER = "云栖茶业有限公司（示例）"


def paid(counter: Counter) -> RecordPayment:
    line = PayLine(request=QuoteRequest(category="annual_fee", kind="invention", patent_year=8))
    return RecordPayment(lines=(line,), payer_name=PAYER, channel=Channel.CASH)


def test_a_visit_of_nobody_is_called_by_what_was_done_in_it(counter: Counter) -> None:
    payment = counter.done(record_payment, paid(counter)).payment
    call = LogConsultation(
        question="何时续展", category="trademark_registration", answer="期满前十二个月", channel="phone"
    )
    talk = counter.done(log_consultation, call).consultation
    known = counter.done(open_visit, OpenVisit(visitor_name="陈晓（示例）"))
    nobody = counter.done(open_visit, OpenVisit())
    rows: dict[str, Rateable] = {one.visit_id: one for one in counter.done(rateable)}
    assert (rows[payment.visit_id].number, rows[payment.visit_id].who) == (payment.number, PAYER)
    assert rows[payment.visit_id].stem == "payments"
    assert (rows[talk.visit_id].number, rows[talk.visit_id].stem) == (talk.number, "consultations")
    assert (rows[known.id].who, rows[known.id].stem) == ("陈晓（示例）", "")
    assert (rows[nobody.id].who, rows[nobody.id].number) == ("", "")


def test_looking_up_needs_the_permission_of_an_inquiry(counter: Counter) -> None:
    payment = counter.done(record_payment, paid(counter)).payment
    assert [hit.record_id for hit in counter.done(look_up, payment.number, 5)] == [payment.id]
    counter.people["0000"] = replace(counter.people["3301"], staff_id="0000", roles=frozenset())
    assert counter.refused(look_up, payment.number, 5, by="0000") == {("not_permitted", "")}
