"""The client on a real wire: a real province behind a bad line."""

from __future__ import annotations

import threading
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest

from app.contract.wire import Verdict
from app.sync.failures import Failed, Failure, FailureKind
from app.sync.http import Client
from app.sync.limits import Limits
from tests.support.flaky_network import Fault, FlakyNetwork, Mode
from tests.sync.desks import SHORT, Ground
from tests.sync.samples import Joined, header, op


@pytest.fixture
def client(line: FlakyNetwork) -> Iterator[Client]:
    client = Client(line.url, limits=SHORT)
    yield client
    client.close()


def failure_of(deed: Callable[[], object]) -> Failure:
    with pytest.raises(Failed) as caught:
        deed()
    return caught.value.failure


def test_hello_push_and_feed(client: Client, joined: Joined) -> None:
    before = client.hello(joined.token)
    assert (before.acked_n, before.feed_high) == (0, 0)
    ops = [op(1), op(2)]
    reply = client.push(joined.token, header(joined, ops), ops)
    assert [answer.verdict for answer in reply.answers] == [Verdict.APPLIED] * 2
    assert reply.acked_n == 2
    items, end = client.feed(joined.token, joined.scope, 0, before.epoch)
    assert [item.op_id for item in items] == [one.op_id for one in ops]
    assert (end.more, end.cursor) == (False, end.high)
    assert client.feed(joined.token, joined.scope, end.cursor, before.epoch)[0] == ()


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault(Mode.REFUSE), (FailureKind.OFFLINE, "connection")),
        (Fault(Mode.RESET), (FailureKind.OFFLINE, "connection")),
        (Fault(Mode.HANG), (FailureKind.TIMEOUT, "read")),
        (Fault(Mode.HANG_REPLY), (FailureKind.TIMEOUT, "read")),
        (Fault(Mode.SWALLOW_REPLY), (FailureKind.OFFLINE, "connection")),
        (Fault(Mode.LOGIN_PAGE), (FailureKind.NOT_THE_PROVINCE, "type")),
        (Fault(Mode.CUT_REPLY, after=0), (FailureKind.OFFLINE, "connection")),
        (Fault(Mode.CUT_REPLY, after=9), (FailureKind.OFFLINE, "connection")),
        (Fault(Mode.CUT_REPLY, after=220), (FailureKind.OFFLINE, "cut")),
    ],
    ids=lambda value: value.mode.value + str(value.after or "") if isinstance(value, Fault) else "",
)
def test_every_fault_of_the_line_has_its_name(
    client: Client, joined: Joined, line: FlakyNetwork, fault: Fault, expected: tuple[FailureKind, str]
) -> None:
    line.stand(fault)
    ops = [op(1)]
    failure = failure_of(lambda: client.push(joined.token, header(joined, ops), ops))
    assert (failure.kind, failure.detail) == expected
    line.stand(Fault(Mode.OK))
    again = client.push(joined.token, header(joined, ops), ops)
    reached = fault.mode in (Mode.CUT_REPLY, Mode.SWALLOW_REPLY, Mode.HANG_REPLY)
    assert again.answers[0].verdict is (Verdict.DUPLICATE if reached else Verdict.APPLIED)


def test_nobody_there(joined: Joined, line: FlakyNetwork) -> None:
    url = line.url
    line.close()
    client = Client(url, limits=SHORT)
    assert failure_of(lambda: client.hello(joined.token)) == Failure(FailureKind.OFFLINE, "connection")
    client.close()


def test_no_name_is_offline_by_name() -> None:
    client = Client("https://province.invalid", limits=SHORT)
    failure = failure_of(lambda: client.hello("t"))
    assert failure.kind is FailureKind.OFFLINE
    client.close()


def test_plain_http_is_spoken_on_loopback_only() -> None:
    client = Client("http://192.0.2.1", limits=SHORT)
    assert failure_of(lambda: client.hello("t")) == Failure(FailureKind.TLS, "plain")
    client.close()


def test_a_slow_drip_ends_with_the_total_limit(joined: Joined, line: FlakyNetwork) -> None:
    line.rate = 40
    line.piece = 20
    client = Client(line.url, limits=Limits(connect_s=1, read_s=1.5, total_s=1.0))
    began = monotonic()
    failure = failure_of(lambda: client.hello(joined.token))
    assert failure == Failure(FailureKind.TIMEOUT, "total")
    assert monotonic() - began < 3
    client.close()


def test_a_kept_open_question_is_answered_by_news(client: Client, joined: Joined, line: FlakyNetwork) -> None:
    """The province holds it; the ops of another client end the wait."""
    found: list[int] = []
    hearing = threading.Thread(
        target=lambda: found.append(len(client.feed(joined.token, joined.scope, 0, "", wait_s=20)[0]))
    )
    hearing.start()
    other = Client(line.url, limits=SHORT)
    ops = [op(1)]
    other.push(joined.token, header(joined, ops), ops)
    hearing.join(timeout=10)
    assert found == [1]
    other.close()


def test_a_kept_open_question_can_be_ended_and_the_line_lives_on(client: Client, joined: Joined) -> None:
    caught: list[Failure] = []
    started = threading.Event()

    def wait() -> None:
        started.set()
        caught.append(failure_of(lambda: client.feed(joined.token, joined.scope, 0, "", wait_s=20)))

    hearing = threading.Thread(target=wait)
    hearing.start()
    started.wait(5)
    while hearing.is_alive():
        client.interrupt()
        hearing.join(timeout=0.02)
    assert caught == [Failure(FailureKind.INTERRUPTED)]
    assert client.hello(joined.token).api == 1


def test_a_desk_with_something_to_do_does_not_begin_to_wait(
    client: Client, joined: Joined, line: FlakyNetwork
) -> None:
    before = line.exchanges
    failure = failure_of(
        lambda: client.feed(joined.token, joined.scope, 0, "", wait_s=20, unless=lambda: True)
    )
    assert failure == Failure(FailureKind.INTERRUPTED)
    assert line.exchanges == before


def test_the_time_limit_of_one_request_never_ends_the_next(client: Client) -> None:
    line = client._line
    first = line._begin(interruptible=False)
    second = line._begin(interruptible=False)
    line._end(Failure(FailureKind.TIMEOUT, "total"), first)
    assert line._ended is None
    line._end(Failure(FailureKind.TIMEOUT, "total"), second)
    assert line._ended == Failure(FailureKind.TIMEOUT, "total")


def test_only_a_kept_open_question_can_be_interrupted(
    client: Client, joined: Joined, line: FlakyNetwork
) -> None:
    line.stand(Fault(Mode.HANG))
    caught: list[Failure] = []
    asking = threading.Thread(target=lambda: caught.append(failure_of(lambda: client.hello(joined.token))))
    asking.start()
    while asking.is_alive():
        client.interrupt()
        asking.join(timeout=0.02)
    assert caught == [Failure(FailureKind.TIMEOUT, "read")]


def test_a_stopped_client_ends_what_runs_and_asks_no_more(joined: Joined, line: FlakyNetwork) -> None:
    client = Client(line.url, limits=Limits(read_s=60))
    line.stand(Fault(Mode.HANG))
    caught: list[Failure] = []
    asking = threading.Thread(target=lambda: caught.append(failure_of(lambda: client.hello(joined.token))))
    asking.start()
    while line.exchanges == 1 and asking.is_alive():
        asking.join(timeout=0.01)
    client.stop()
    asking.join(timeout=5)
    assert caught == [Failure(FailureKind.INTERRUPTED, "stopped")]
    line.stand(Fault(Mode.OK))
    assert failure_of(lambda: client.hello(joined.token)).kind is FailureKind.INTERRUPTED
    client.close()


def test_credentials_that_do_not_serve(client: Client, joined: Joined, province: Ground) -> None:
    assert failure_of(lambda: client.hello(joined.token[:-1] + "x")).kind is FailureKind.UNAUTHORISED
    from app.province.outlets import revoke

    platform = province.platform
    platform.store.run_tx(lambda connection: revoke(connection, joined.install, platform.now()))
    assert failure_of(lambda: client.hello(joined.token)).kind is FailureKind.REVOKED


def test_a_cursor_of_another_history_must_resync(client: Client, joined: Joined) -> None:
    failure = failure_of(lambda: client.feed(joined.token, joined.scope, 7, "another"))
    assert failure.kind is FailureKind.MUST_RESYNC


def test_a_page_is_bounded(joined: Joined, line: FlakyNetwork) -> None:
    client = Client(line.url, limits=Limits(reply_bytes=4_000))
    ops = [op(n) for n in range(1, 11)]
    client.push(joined.token, header(joined, ops), ops)
    failure = failure_of(lambda: client.feed(joined.token, joined.scope, 0, ""))
    assert (failure.kind, failure.detail) == (FailureKind.NOT_THE_PROVINCE, "too long")
    client.close()


def test_a_reply_without_end_is_not_taken_in(joined: Joined, line: FlakyNetwork) -> None:
    page = b"0" * 40_000_000
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 40000000\r\n\r\n"
    line.page = head + page
    line.plan(Fault(Mode.LOGIN_PAGE))
    client = Client(line.url, limits=Limits(reply_bytes=1_000_000))
    tracemalloc.start()
    try:
        failure = failure_of(lambda: client.hello(joined.token))
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()
        client.close()
    assert (failure.kind, failure.detail) == (FailureKind.NOT_THE_PROVINCE, "too long")


def test_no_redirect_is_followed(client: Client, joined: Joined, line: FlakyNetwork) -> None:
    """Not even to the province itself: a credential goes where it was told to go, or nowhere."""
    line.page = b"HTTP/1.1 302 Found\r\nLocation: " + line.url.encode() + b"/x\r\nContent-Length: 0\r\n\r\n"
    line.plan(Fault(Mode.LOGIN_PAGE))
    before = line.exchanges
    failure = failure_of(lambda: client.hello(joined.token))
    assert (failure.kind, failure.status) == (FailureKind.NOT_THE_PROVINCE, 302)
    assert line.exchanges == before + 1


def test_nobodys_netrc_replaces_the_credential(
    client: Client, joined: Joined, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else")
    monkeypatch.setenv("NETRC", str(netrc))
    assert client.hello(joined.token).api == 1
