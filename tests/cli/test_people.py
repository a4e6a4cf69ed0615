"""Who may: sign-in, pauses after wrong passwords, new members who can really sign in."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.domain.obstacles import Obstacle, Trouble
from app.domain.staff import Role
from app.usecases.add_staff import Added, AddStaff
from localdb import keys, staff
from tests.cli.calling import call
from tests.support import desk
from tests.support.desk import CLERK, LEAD

NEW_ONE = "peony-and-7"
NEW = {"ONEWINDOW_NEW_SECRET": NEW_ONE}
MEMBER = ("staff", "--number", "3303", "--name", "孙一（示例）", "--role", "clerk")


class Hands:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.time = datetime.fromisoformat("2026-11-21T09:00:00+08:00")

    def now(self) -> datetime:
        return self.time

    def mono_ms(self) -> int:
        return int(self.time.timestamp() * 1000)


def test_a_new_member_can_sign_in_at_once(profile: Path) -> None:
    told = call(*MEMBER, profile=profile, staff=LEAD, env=NEW)
    assert told.line == {"ok": True, "staff_id": "3303", "name": "孙一（示例）"}
    assert call("verify", profile=profile, staff="3303", secret="peony-and-7").code == 0
    assert call("verify", profile=profile, staff="3303", secret="peony-and-8").code == 3
    again = call(*MEMBER, profile=profile, staff=LEAD, env={"ONEWINDOW_NEW_SECRET": "other-word-9"})
    assert again.refusals == [("duplicate_value", "staff_id")]
    assert call("verify", profile=profile, staff="3303", secret="peony-and-7").code == 0


def test_a_member_without_a_slot_is_no_member(profile: Path) -> None:
    """The slot cannot be written: then there is no account either, and the same call works later."""
    request = AddStaff(staff_id="3303", name="孙一（示例）", roles=(Role.CLERK,), secret="peony-and-7")
    with desk.opened(profile, LEAD) as live:
        (profile / "device.secret").rename(profile / "away")
        with pytest.raises(Obstacle) as caught:
            live.add_staff(request)
        assert caught.value.trouble is Trouble.KEYRING
        (profile / "away").rename(profile / "device.secret")
        assert live.database.read(lambda tx: staff.load(tx, "3303")) is None
        assert live.add_staff(request) == Added(staff_id="3303", name="孙一（示例）")


@pytest.mark.parametrize(
    ("who", "secret", "code"),
    [
        (CLERK, "peony-and-7", "not_permitted"),
        (LEAD, "short", "weak_password"),
        (LEAD, "33033303a", "weak_password"),
    ],
)
def test_not_everybody_may_add_and_not_every_password_will_do(
    profile: Path, who: str, secret: str, code: str
) -> None:
    told = call(*MEMBER, profile=profile, staff=who, env={"ONEWINDOW_NEW_SECRET": secret})
    assert [one["code"] for one in told.line["refused"]] == [code]
    assert keys.slots(profile).staff == (CLERK, desk.OTHER_CLERK, LEAD)


def test_a_member_has_a_number_and_a_name_and_a_password_that_is_told_how(profile: Path) -> None:
    for number, name, where in (
        ("abc", "孙一", "--number"),
        ("٣٣", "孙一", "--number"),
        ("3303", " ", "--name"),
    ):
        words = ("staff", "--number", number, "--name", name, "--role", "clerk")
        assert call(*words, profile=profile, staff=LEAD, env=NEW).refusals[0][1] == where
    weak = call(*MEMBER, profile=profile, staff=LEAD, env={"ONEWINDOW_NEW_SECRET": "short"})
    assert "至少 8 个字符" in weak.line["refused"][0]["words"]


def test_the_first_person_of_a_window_needs_a_good_password_and_a_number(tmp_path: Path) -> None:
    """Told before the province is asked: a code serves only once."""
    enrol = ("enrol", "--url", "http://127.0.0.1:9", "--code", "x", "--name", "周岚", "--staff")
    weak = call(*enrol, "3390", profile=tmp_path / "new", secret="short")
    assert weak.refusals == [("weak_password", "secret")]
    odd = call(*enrol, "x1", profile=tmp_path / "new", secret=NEW_ONE)
    assert odd.refusals == [("not_a_number", "--staff")]


def test_who_has_no_role_may_make_no_backup(profile: Path) -> None:
    with desk.store(profile) as database:
        database.run(lambda tx: staff.set_roles(tx, CLERK, ()))
    assert call("backup", profile=profile).line["refused"][0]["code"] == "not_permitted"
    assert not (profile / "backups").exists()


def test_wrong_passwords_make_one_wait_and_never_for_good(profile: Path) -> None:
    clock = Hands()

    def attempt(secret: str, number: str = CLERK) -> dict[str, object]:
        told = call("verify", profile=profile, staff=number, secret=secret, clock=clock)
        return {"code": told.code, **(told.line["refused"][0] if told.code else {})}

    left = [attempt(f"wrong-{n}")["facts"] for n in range(5)]
    assert left == [{"left": n} for n in (4, 3, 2, 1, 0)]
    locked = attempt(desk.SECRET)
    assert (locked["code"], locked["facts"]) == ("locked_out", {"wait_s": 30, "seconds": 30})
    assert "30" in str(locked["words"])
    assert attempt(desk.SECRET, LEAD)["code"] == 0
    clock.time += timedelta(seconds=31)
    assert attempt("wrong-6")["code"] == "bad_credentials"
    assert attempt(desk.SECRET)["facts"] == {"wait_s": 60, "seconds": 60}
    clock.time -= timedelta(days=400)
    assert attempt(desk.SECRET)["facts"] == {"wait_s": 60, "seconds": 60}
    clock.time += timedelta(days=400, seconds=61)
    assert attempt(desk.SECRET)["code"] == 0
    assert attempt("wrong-7")["facts"] == {"left": 4}


def test_unknown_numbers_are_told_and_counted_alike(profile: Path) -> None:
    known = call("verify", profile=profile, secret="wrong-1").line["refused"]
    unknown = call("verify", profile=profile, staff="9999", secret="wrong-1").line["refused"]
    assert known == unknown
    counted = json.loads((profile / "attempts.json").read_text())
    assert set(counted) == {CLERK, "9999"}
    assert (profile / "attempts.json").stat().st_mode & 0o077 == 0


def test_a_damaged_count_locks_nobody_out(profile: Path) -> None:
    (profile / "attempts.json").write_text("{bad")
    assert call("verify", profile=profile).code == 0


def test_who_works_must_be_said(profile: Path) -> None:
    told = call("verify", profile=profile, staff="")
    assert told.refusals == [("required", "--staff")]
    assert "--staff" in told.line["refused"][0]["words"]
