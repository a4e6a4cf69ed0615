"""A window joins once, with its own credential, and can be shown the door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from sqlalchemy import select

from app.province.outlets import CODE_LIFE_S
from app.province.platform import Setting
from app.province.schema import METADATA
from app.province.serve import declare_restored, new_outlet, new_window, revoke
from tests.province.desks import Desk, Running, ask_to_join, join, problem
from tests.support.ops import Author

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


class Hand:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 23, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def forward(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Hand:
    return Hand()


@pytest.fixture
def trial(started: Callable[..., Running], clock: Hand) -> Running:
    return started(setting=Setting(name="示例省平台（示例）", clock=clock))


def test_a_code_becomes_a_credential_with_all_that_a_desk_must_know(trial: Running) -> None:
    codes = trial.province.provision()
    assert sorted(codes) == ["01", "02"]
    reply = join(trial.url, codes["02"]).reply
    assert (reply.outlet, reply.window, reply.series) == ("990101", "02", "0001")
    assert "（示例）" in reply.outlet_name
    assert (reply.province_name, reply.scope) == ("示例省平台（示例）", "outlet-990101")
    assert reply.hours
    assert reply.epoch
    assert len(reply.province_key) == 64


def test_a_code_may_be_typed_as_people_type(trial: Running) -> None:
    code = trial.province.provision()["01"]
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert ask_to_join(trial.url, typed, Author()).status_code == 200


def test_a_code_serves_one_install(trial: Running) -> None:
    code = trial.province.provision()["01"]
    join(trial.url, code)
    again = ask_to_join(trial.url, code, Author())
    assert (again.status_code, problem(again).code) == (403, "wrong_code")


def test_a_lost_reply_may_be_asked_for_again_until_the_credential_is_used(trial: Running) -> None:
    code, author = trial.province.provision()["01"], Author()
    first, second = join(trial.url, code, author), join(trial.url, code, author)
    assert second.reply.series == first.reply.series
    assert first.ask_feed().status_code == 401, "only the newest credential counts"
    other_key = ask_to_join(trial.url, code, author, public_key="cd" * 32)
    assert other_key.status_code == 403
    assert second.hello().api == 1
    assert ask_to_join(trial.url, code, author).status_code == 403


def test_a_code_expires(trial: Running, clock: Hand) -> None:
    code = trial.province.provision()["01"]
    clock.forward(CODE_LIFE_S)
    assert problem(ask_to_join(trial.url, code, Author())).code == "wrong_code"


def test_wrong_codes_are_counted_and_slowed(trial: Running, clock: Hand) -> None:
    code = trial.province.provision()["01"]
    for _ in range(5):
        assert ask_to_join(trial.url, "0000-0000-0000", Author()).status_code == 403
    pauses = []
    for _ in range(4):
        slowed = ask_to_join(trial.url, code, Author())
        assert (slowed.status_code, problem(slowed).code) == (429, "slow_down")
        pauses.append(int(slowed.headers["Retry-After"]))
        assert pauses[-1] == problem(slowed).retry_after_s
        clock.forward(pauses[-1])
        assert ask_to_join(trial.url, "0000-0000-0000", Author()).status_code == 403
    assert pauses == sorted(set(pauses)), "each wrong code costs more"
    clock.forward(901)
    join(trial.url, code)
    for _ in range(2):
        again = ask_to_join(trial.url, "0000-0000-0000", Author())
        assert again.status_code == 403, "counted from the start"


def test_each_new_identity_of_a_window_takes_a_new_series(trial: Running) -> None:
    series = [join(trial.url, trial.province.provision()["01"]).reply.series for _ in range(3)]
    assert series == ["0001", "0002", "0003"]


def test_nothing_secret_is_kept_in_the_database(trial: Running) -> None:
    code = trial.province.provision()["01"]
    desk = join(trial.url, code)

    def everything(connection: object) -> str:
        rows = [connection.execute(select(table)).all() for table in METADATA.sorted_tables]  # type: ignore[attr-defined]
        return str(rows)

    kept = trial.province.platform.store.read(everything)
    secret = desk.reply.token.rpartition(".")[2]
    assert secret not in kept
    assert code not in kept
    assert code.replace("-", "") not in kept


def test_a_revoked_window_is_told_so(trial: Running, tmp_path: Path) -> None:
    desk = join(trial.url, trial.province.provision()["01"])
    assert desk.push(*desk.author.cases(1)).acked_n == 1
    folder = trial.province._folder
    assert revoke(folder, None, desk.author.install)
    assert not revoke(folder, None, desk.author.install)
    reply = desk.post(b"")
    assert (reply.status_code, problem(reply).code) == (401, "revoked")
    assert reply.headers["WWW-Authenticate"] == "Bearer"
    assert desk.ask_feed().status_code == 401


def test_the_operator_s_deeds_from_a_shell(trial: Running) -> None:
    folder = trial.province._folder
    new_outlet(folder, None, "990102", "另一网点（示例）", hours="9:00–17:00")
    code = new_window(folder, None, "990102", "07", "七号（示例）")
    reply = join(trial.url, code).reply
    assert (reply.scope, reply.window_name, reply.hours) == ("outlet-990102", "七号（示例）", "9:00–17:00")
    before = trial.province.platform.store.read(lambda _: reply.epoch)
    assert declare_restored(folder, None) != before
    with pytest.raises(LookupError):
        new_window(folder, None, "990103", "01", "无此网点")
    with pytest.raises(ValueError, match="six digits"):
        new_outlet(folder, None, "99-102", "错")


def test_no_door_without_a_credential(desk: Desk) -> None:
    forged = f"Bearer ow1.{desk.reply.scope}.{'A' * 43}"
    for given in ("", "Bearer", "Bearer x", "Basic abc", forged, f"Basic {desk.reply.token}"):
        for method, path in (("POST", "push"), ("GET", "feed")):
            headers = {"Authorization": given} if given else {}
            reply = requests.request(method, f"{desk.url}/sync/v1/{path}", headers=headers, timeout=30)
            assert reply.status_code == 401
            assert problem(reply).code in {"no_token", "bad_token"}


def test_hello_without_a_credential_tells_nothing_about_desks(desk: Desk) -> None:
    desk.push(*desk.author.cases(2))
    bare = requests.get(f"{desk.url}/sync/v1/hello", timeout=30).json()
    assert (bare["acked_n"], bare["feed_high"], bare["api"]) == (0, 0, 1)
    assert (desk.hello().acked_n, desk.hello().feed_high) == (2, 2)


def test_who_asks_too_often_is_told_when_to_come_back(started: Callable[..., Running]) -> None:
    running = started(setting=Setting(burst=3, per_second=0.5))
    one, two = running.outlet()
    replies = [one.ask_feed() for _ in range(4)]
    assert [reply.status_code for reply in replies] == [200, 200, 200, 429]
    assert problem(replies[-1]).code == "slow_down"
    assert 1 <= int(replies[-1].headers["Retry-After"]) <= 2
    assert two.ask_feed().status_code == 200, "each install has its own measure"


def test_a_malformed_request_to_join(trial: Running) -> None:
    for body in (b"", b"[]", b"{", b"{}", b'{"code":' + b"[" * 100_000):
        reply = requests.post(f"{trial.url}/sync/v1/enrol", data=body, timeout=30)
        assert problem(reply).code in {"bad_request", "too_large"}
    assert ask_to_join(trial.url, "x", Author(), public_key="zz").status_code == 400
    assert ask_to_join(trial.url, "x", Author(), host="a\x00b").status_code == 400
