"""Accounts: the same words for every wrong sign-in, a pause that grows and always ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher

from app.domain.refusals import No, Refused
from app.domain.staff import Role
from localdb import staff
from localdb.connection import Database

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SECRET = "Umbrella 7 leaves"


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lowest price the rules allow: the tests are about the counting."""
    hasher = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
    monkeypatch.setattr(staff, "_hasher", lambda: hasher)
    monkeypatch.setattr(staff, "_NOBODY", hasher.hash("nobody"))


@pytest.fixture
def desk(database: Database, cheap: None) -> Database:
    database.run(lambda tx: staff.add(tx, "1001", "王小明（示例）", {Role.CLERK, Role.MENTOR}, SECRET))
    return database


def verify(desk: Database, staff_id: str, password: str, now: datetime = NOW) -> staff.Account | Refused:
    return desk.run(lambda tx: staff.verify(tx, staff_id, password, now))


def code(outcome: staff.Account | Refused) -> No:
    assert isinstance(outcome, Refused)
    return outcome.refusals[0].code


def test_the_right_password_brings_the_account(desk: Database) -> None:
    account = verify(desk, "1001", SECRET)
    assert account == staff.Account("1001", "王小明（示例）", frozenset({Role.CLERK, Role.MENTOR}))
    assert desk.read(lambda tx: staff.load(tx, "1001")) == account
    assert desk.read(lambda tx: staff.load(tx, "9")) is None
    assert desk.read(staff.every) == [account]


def test_an_unknown_number_is_told_like_a_wrong_password(desk: Database) -> None:
    assert verify(desk, "1001", "wrong") == verify(desk, "9999", "wrong")
    for _ in range(4):
        verify(desk, "1001", "wrong")
        verify(desk, "9999", "wrong")
    assert verify(desk, "1001", "wrong") == verify(desk, "9999", "wrong")
    assert code(verify(desk, "9999", "wrong")) is No.LOCKED_OUT


def test_an_unknown_number_costs_the_same_work(database: Database) -> None:
    """Both go through the same Argon2id, at the price that stands in the verifier."""
    assert staff._hasher().check_needs_rehash(staff._NOBODY) is False
    assert staff._fits(staff._NOBODY, "") is False
    stored = database.run(
        lambda tx: (
            staff.add(tx, "1", "n", {Role.CLERK}, SECRET),
            tx.one("SELECT verifier FROM staff")["verifier"],
        )[1]
    )
    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=1$")
    assert SECRET not in stored


def test_five_failures_pause_and_the_pause_doubles_to_a_quarter_hour(desk: Database) -> None:
    now = NOW
    lefts = []
    for _ in range(5):
        outcome = verify(desk, "1001", "wrong", now)
        assert isinstance(outcome, Refused)
        lefts.append(outcome.refusals[0].facts["left"])
    assert lefts == [4, 3, 2, 1, 0]
    for pause in (30, 60, 120, 240, 480, 900, 900):
        outcome = verify(desk, "1001", SECRET, now)
        assert isinstance(outcome, Refused)
        assert outcome.refusals[0].code is No.LOCKED_OUT
        assert outcome.refusals[0].facts == {"wait_s": pause}
        assert code(verify(desk, "1001", SECRET, now + timedelta(seconds=pause - 1))) is No.LOCKED_OUT
        now += timedelta(seconds=pause)
        assert code(verify(desk, "1001", "wrong", now)) is No.BAD_CREDENTIALS
    assert isinstance(verify(desk, "1001", SECRET, now + timedelta(minutes=15)), staff.Account)
    assert code(verify(desk, "1001", "wrong", now)) is No.BAD_CREDENTIALS  # counted anew


def test_a_clock_set_back_does_not_lock_for_ever(desk: Database) -> None:
    for _ in range(5):
        verify(desk, "1001", "wrong")
    years_ago = NOW - timedelta(days=3650)
    outcome = verify(desk, "1001", SECRET, years_ago)
    assert isinstance(outcome, Refused)
    assert outcome.refusals[0].facts["wait_s"] == 30


def test_failures_are_counted_whichever_way_the_deed_is_run(desk: Database) -> None:
    for _ in range(3):
        desk.run_keeping(lambda tx: staff.verify(tx, "1001", "wrong", NOW))
        desk.run(lambda tx: (staff.verify(tx, "1001", "wrong", NOW), None)[1])
    assert code(verify(desk, "1001", SECRET)) is No.LOCKED_OUT


def test_a_disabled_account_is_told_only_with_its_password(desk: Database) -> None:
    desk.run(lambda tx: staff.disable(tx, "1001"))
    assert code(verify(desk, "1001", "wrong")) is No.BAD_CREDENTIALS
    assert code(verify(desk, "1001", SECRET)) is No.STAFF_DISABLED
    desk.run(lambda tx: staff.disable(tx, "1001", disabled=False))
    assert isinstance(verify(desk, "1001", SECRET), staff.Account)


def test_a_new_password_ends_the_pause(desk: Database) -> None:
    for _ in range(5):
        verify(desk, "1001", "wrong")
    desk.run(lambda tx: staff.set_password(tx, "1001", "Another 8 leaves"))
    assert code(verify(desk, "1001", SECRET)) is No.BAD_CREDENTIALS
    assert isinstance(verify(desk, "1001", "Another 8 leaves"), staff.Account)


def test_roles_change_and_numbers_are_taken_once(desk: Database) -> None:
    desk.run(lambda tx: staff.set_roles(tx, "1001", {Role.LEAD}))
    account = desk.read(lambda tx: staff.load(tx, "1001"))
    assert account
    assert account.roles == {Role.LEAD}
    with pytest.raises(Exception, match="UNIQUE"):
        desk.run(lambda tx: staff.add(tx, "1001", "n", {Role.CLERK}, "x"))


def test_a_password_is_the_same_however_it_is_composed(desk: Database) -> None:
    desk.run(lambda tx: staff.set_password(tx, "1001", "ｃafé 密码"))
    assert isinstance(verify(desk, "1001", "cafe\u0301 密码"), staff.Account)


def test_guessing_numbers_does_not_fill_the_disk(desk: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff, "_UNKNOWN_KEPT", 3)
    verify(desk, "1001", "wrong")
    for n in range(10):
        verify(desk, f"900{n}", "wrong")
    kept = desk.read(lambda tx: [row[0] for row in tx.all("SELECT staff_id FROM sign_in_failures")])
    assert set(kept) == {"1001", "9007", "9008", "9009"}


def test_a_verifier_of_an_older_price_is_renewed(desk: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def verifier() -> str:
        return desk.read(lambda tx: tx.one("SELECT verifier FROM staff")["verifier"])

    before = verifier()
    monkeypatch.setattr(
        staff, "_hasher", lambda: PasswordHasher(time_cost=2, memory_cost=1024, parallelism=1)
    )
    assert isinstance(verify(desk, "1001", SECRET), staff.Account)
    assert verifier() != before
    assert "t=2" in verifier()
