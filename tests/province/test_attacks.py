"""What a desk with a good credential, or a stranger at the door, may not do."""

from __future__ import annotations

import base64
import socket
from collections.abc import Callable
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
import requests
from msgspec.structs import replace
from sqlalchemy import func, select

from app.contract.kinds import Kind
from app.domain.case import Review
from app.domain.payment import PaymentKind, PaymentStatus
from app.province.outlets import Outlet, Window
from app.province.patience import PatientProtocol
from app.province.platform import Platform
from app.province.routes import source_of
from app.province.schema import wrong_codes
from tests.province.desks import PUBLIC_KEY, Desk, Running, ask_to_join, problem
from tests.support import ops

# None of this touches SQL of its own: one database tells as much as two.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

HERSELF = Review(reviewer_id="s1", reviewer_name="李四（示例）", agreed=True, opinion="同意", at=ops.AT)


def platform_of(running: Running) -> Platform:
    found = running.province._platform  # the tables, which no page shows
    assert found is not None
    return found


@pytest.mark.parametrize("kind", [Kind.CASE_FILE, Kind.CASE_SUPPLEMENT, Kind.CASE_REVIEW])
def test_no_kind_of_op_brings_a_check_by_the_clerk_herself(desk: Desk, kind: Kind) -> None:
    case = ops.case()
    if kind is not Kind.CASE_FILE:
        desk.one(desk.author.op(Kind.CASE_FILE, case))
    answer = desk.one(desk.author.op(kind, replace(case, review=HERSELF)))
    assert (answer.code, answer.field) == ("same_person", "review.reviewer_id")


@pytest.mark.parametrize("kind", [Kind.PAYMENT_RECORD, Kind.PAYMENT_CONFIRM])
@pytest.mark.parametrize(
    "changed",
    [{"total_fen": 0, "lines": ()}, {"clerk_id": "s7"}, {"payer_name": "别人"}, {"number": "9901010199"}],
)
def test_what_was_paid_stands(desks: list[Desk], kind: Kind, changed: dict[str, object]) -> None:
    payment = ops.payment()
    desks[0].one(desks[0].author.op(Kind.PAYMENT_RECORD, payment))
    for desk in desks:
        told = replace(payment, reference="x", **changed)  # type: ignore[arg-type]
        answer = desk.one(desk.author.op(kind, told, base_version=1))
        assert (answer.verdict.value, answer.field) == ("rejected", next(iter(changed)))
    assert desks[0].feed()[payment.id].version == 1


def test_no_payment_is_ended_without_the_record_that_answers_it(desk: Desk) -> None:
    payment = ops.payment()
    desk.one(desk.author.op(Kind.PAYMENT_RECORD, payment))
    ended = replace(payment, status=PaymentStatus.VOIDED)
    assert desk.one(desk.author.op(Kind.PAYMENT_RECORD, ended, base_version=1)).code == "wrong_state"
    born = ops.payment(status=PaymentStatus.REFUNDED)
    assert desk.one(desk.author.op(Kind.PAYMENT_RECORD, born)).code == "wrong_state"


def test_a_void_changes_nothing_but_the_status(desk: Desk) -> None:
    payment = ops.payment()
    answering = ops.answering(payment)
    desk.one(desk.author.op(Kind.PAYMENT_RECORD, payment))
    assert desk.one(desk.author.op(Kind.PAYMENT_VOID, answering)).verdict.value == "applied"
    other = replace(payment, status=PaymentStatus.VOIDED, payer_name="别人")
    assert desk.one(desk.author.op(Kind.PAYMENT_VOID, other, base_version=1)).field == "payer_name"
    alone = replace(answering, second_id="s8", kind=PaymentKind.VOID)
    assert desk.one(desk.author.op(Kind.PAYMENT_VOID, alone, base_version=1)).field == "second_id"
    right = replace(payment, status=PaymentStatus.VOIDED)
    assert desk.one(desk.author.op(Kind.PAYMENT_VOID, right, base_version=1)).verdict.value == "applied"


def test_a_code_of_one_window_takes_no_desk_from_another(shared: Running) -> None:
    victim, _other = shared.outlet()
    assert victim.ask_feed().status_code == 200
    outlet = Outlet(outlet=victim.reply.outlet, outlet_name="示例窗口（示例）")
    code = shared.province.provision(outlet, [Window(window="02", window_name="2号（示例）")])["02"]
    taken = ask_to_join(shared.url, code, victim.author)
    assert (taken.status_code, problem(taken).code) == (403, "wrong_code")
    assert victim.ask_feed().status_code == 200


def test_a_copied_code_leads_no_visitor_to_another_record(desks: list[Desk]) -> None:
    case = ops.case()
    desks[0].one(desks[0].author.op(Kind.CASE_FILE, case))
    where = f"{desks[0].url}/q/{case.query_code}"
    assert requests.get(where, timeout=30).status_code == 200
    copied = ops.case(query_code=case.query_code)
    desks[1].one(desks[1].author.op(Kind.CASE_FILE, copied))
    assert requests.get(where, timeout=30).status_code == 404


def _guess(running: Running, forwarded: str) -> None:
    body = {"code": "AAAA", "install": str(uuid4()), "public_key": PUBLIC_KEY, "app_v": "0.1.0"}
    headers = {"X-Forwarded-For": forwarded}
    requests.post(f"{running.url}/sync/v1/enrol", json=body, headers=headers, timeout=30)


def test_callers_that_are_no_address_are_one_caller(started: Callable[..., Running]) -> None:
    running = started()
    for name in ("<script>", "x" * 4000, "2001:db8::1", "2001:db8::ffff"):
        _guess(running, name)
    kept = platform_of(running).store.read(
        lambda line: {row.source: row.failures for row in line.execute(select(wrong_codes)).all()}
    )
    assert kept == {"unknown": 2, "2001:db8::/64": 2}
    assert source_of("10.0.0.7") == "10.0.0.7"


def test_callers_of_yesterday_are_forgotten(started: Callable[..., Running]) -> None:
    running = started()
    _guess(running, "10.0.0.1")
    store = platform_of(running).store
    store.run_tx(lambda line: line.execute(wrong_codes.update().values(last_at=1)))
    _guess(running, "10.0.0.2")
    assert store.read(lambda line: line.execute(select(func.count()).select_from(wrong_codes)).scalar()) == 1


@pytest.mark.parametrize(
    "sign_in", [b"Basic \xff\xfe", b"Basic " + base64.b64encode(b"\xff"), b"Basic =", b"Bearer \xff", b"\xff"]
)
def test_odd_bytes_at_the_operators_door_are_only_wrong(shared: Running, sign_in: bytes) -> None:
    told = requests.get(f"{shared.url}/ops", headers={"Authorization": sign_in}, timeout=30)
    assert told.status_code == 401


@pytest.mark.parametrize("begun", [b"", b"GET /q/", b"POST /sync/v1/push HTTP/1.1\r\nHost: x\r\nX-A: "])
def test_a_request_that_is_never_ended_is_closed(
    started: Callable[..., Running], monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr(PatientProtocol, "slowest_head_s", 0.3)
    parts = urlsplit(started().url)
    with socket.create_connection((parts.hostname, parts.port), timeout=20) as line:
        line.sendall(begun)
        assert line.recv(1000) == b""


def test_a_long_wait_is_no_slow_request(shared: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PatientProtocol, "slowest_head_s", 0.3)
    desk = shared.outlet(1)[0]
    assert desk.ask_feed(wait=1).status_code == 200
