"""Back up and put back: nothing is deleted, no number comes twice, the desk joins its province again."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.cli.requests import parse
from app.province.embedded import Embedded
from app.province.schema import installs
from app.usecases.accept_case import FileCase, Filed, file_case
from localdb import sync_state
from tests.cli import day
from tests.cli.calling import Told, call
from tests.support import desk
from tests.support.desk import LEAD, SECRET

NEW_SECRET = "peony-and-7"


def filed(profile: Path, **options: Any) -> dict[str, Any]:
    told = call("accept", requests=day.filing(), profile=profile, **options)
    case: dict[str, Any] = told.line["case"]
    return case


def backed_up(profile: Path) -> Path:
    return Path(call("backup", profile=profile).line["file"])


def restored(profile: Path, backup: Path, *more: str, **options: Any) -> Told:
    return call("restore", str(backup), *more, profile=profile, **{"staff": LEAD, **options})


def test_nothing_unsent_is_replaced_without_a_word(profile: Path) -> None:
    filed(profile)
    backup = backed_up(profile)
    lost = [filed(profile) for _ in range(2)]
    before = (profile / "desk.db").read_bytes()
    told = restored(profile, backup)
    assert (told.code, told.refusals) == (3, [("undelivered_work", "")])
    (no,) = told.line["refused"]
    assert no["facts"]["steps"] >= no["facts"]["records"] > 2
    assert lost[0]["number"] in no["words"]
    assert "--set-aside-undelivered" in no["words"]
    assert (profile / "desk.db").read_bytes() == before
    assert not (profile / "set-aside").exists()
    call("sync", "--once", profile=profile)
    assert restored(profile, backup).line["undelivered_set_aside"] == 0


def test_what_was_set_aside_stays_in_sight_until_it_is_sent(profile: Path) -> None:
    backup = backed_up(profile)
    lost = filed(profile)
    told = restored(profile, backup, "--set-aside-undelivered").line
    steps, aside = told["undelivered_set_aside"], Path(told["set_aside"], "desk.db")
    assert steps > 0
    assert str(aside) in told["words"]
    synced = call("sync", "--once", profile=profile).line
    assert [(one["steps"], one["file"]) for one in synced["set_aside"]] == [(steps, str(aside))]
    checked = call("doctor", profile=profile)
    assert checked.code == 4
    assert str(aside) in checked.line["checks"]["set_aside"]["words"]
    assert restored(profile, aside).code == 0
    synced = call("sync", "--once", profile=profile).line
    assert synced["complete"] is True
    assert "set_aside" not in synced
    assert call("doctor", profile=profile).line["checks"]["set_aside"]["ok"] is True
    shown = call("show", requests={"case_id": lost["id"]}, profile=profile).line
    assert shown["delivery"] == "delivered"


def test_no_number_comes_twice_after_a_restore(profile: Path) -> None:
    kept = filed(profile)
    backup = backed_up(profile)
    lost = [filed(profile) for _ in range(3)]
    told = restored(profile, backup, "--set-aside-undelivered")
    assert told.code == 0
    aside = Path(told.line["set_aside"])
    assert (aside / "desk.db").is_file()
    after = [filed(profile) for _ in range(3)]
    numbers = [case["number"] for case in (kept, *lost, *after)]
    assert len(set(numbers)) == len(numbers)
    assert call("show", requests={"case_id": kept["id"]}, profile=profile).code == 0
    assert call("show", requests={"case_id": lost[0]["id"]}, profile=profile).code == 3
    assert call("verify", profile=profile).code == 0


def test_a_restored_trial_joins_its_province_by_itself(profile: Path) -> None:
    kept = filed(profile)
    backup = backed_up(profile)
    lost = filed(profile)
    assert call("sync", "--once", profile=profile).line["complete"] is True
    assert restored(profile, backup).code == 0
    before = filed(profile)
    told = call("sync", "--once", profile=profile).line
    assert told["complete"] is True
    after = filed(profile)
    # What the lost data had delivered comes back from the province.
    assert (
        call("show", requests={"case_id": lost["id"]}, profile=profile).line["case"]["number"]
        == lost["number"]
    )
    series = [case["number"][9:13] for case in (kept, before, after)]
    assert len(set(series)) == 3
    assert series[2] < "5000" < series[1]
    assert call("sync", "--once", profile=profile).line["complete"] is True


def test_a_desk_that_is_open_takes_the_new_series_at_once(profile: Path) -> None:
    backup = backed_up(profile)
    assert restored(profile, backup).code == 0
    request = parse(day.filing(), FileCase)
    with desk.opened(profile) as live:
        assert live.station.series > "5000"
        assert live.sync_once()["complete"] is True
        series = live.station.series
        filed_now = live.call(file_case, request).result()
        known = live.database.read(sync_state.identity)
        assert known is not None
        assert (known.why, known.series) == ("restored", series)
        assert series < "5000"
        assert isinstance(filed_now, Filed)
        assert filed_now.case.number[9:13] == series
        asked = select(installs.c.first_n).where(installs.c.install == known.install)
        store = live.line.start_province().platform.store
        assert store.read(lambda connection: connection.execute(asked).scalar_one()) == known.first_n


def test_an_old_copy_of_the_whole_folder_becomes_another_desk(profile: Path, tmp_path: Path) -> None:
    """A disk image put back: identity and file agree, only the province knows better."""
    filed(profile)
    shutil.copytree(profile, tmp_path / "image", ignore=shutil.ignore_patterns("province"))
    newer = [filed(profile) for _ in range(2)]
    assert call("sync", "--once", profile=profile).line["complete"] is True
    shutil.move(profile / "province", tmp_path / "image" / "province")
    shutil.rmtree(profile)
    shutil.move(tmp_path / "image", profile)
    assert call("sync", "--once", profile=profile).line["complete"] is True
    assert call("show", requests={"case_id": newer[1]["id"]}, profile=profile).code == 0
    case = filed(profile)
    assert case["number"][9:13] not in {one["number"][9:13] for one in newer}


def test_what_is_no_backup_of_this_desk_changes_nothing(
    profile: Path, template: Path, tmp_path: Path
) -> None:
    case = filed(profile)
    before = (profile / "desk.db").read_bytes()
    noise, plain = tmp_path / "noise.db", tmp_path / "plain.db"
    noise.write_bytes(b"\x01" * 65536)
    plain.write_bytes(b"SQLite format 3\0" + bytes(65520))
    other = desk.make(tmp_path / "other")
    torn = tmp_path / "torn.db"
    whole = backed_up(profile).read_bytes()
    torn.write_bytes(whole[: len(whole) // 2])
    found = {
        name: restored(profile, path).trouble
        for name, path in {
            "noise": noise,
            "plain": plain,
            "another desk's": backed_up(other),
            "torn": torn,
            "none": tmp_path / "none.db",
        }.items()
    }
    assert found == {
        "noise": "key_or_file",
        "plain": "key_or_file",
        "another desk's": "key_or_file",
        "torn": "backup_bad",
        "none": "backup_missing",
    }
    missing = restored(profile, tmp_path / "none.db").line["obstacle"]["words"]
    assert "none.db" in missing
    assert str(tmp_path) in missing
    assert (profile / "desk.db").read_bytes() == before
    assert not (profile / "set-aside").exists()
    assert call("show", requests={"case_id": case["id"]}, profile=profile).code == 0


def test_only_who_may_restores(profile: Path) -> None:
    backup = backed_up(profile)
    assert restored(profile, backup, staff=desk.CLERK).line["refused"][0]["code"] == "not_permitted"
    assert restored(profile, backup, secret="wrong-1").line["refused"][0]["code"] == "bad_credentials"
    (profile / "desk.db").write_bytes(b"\x01" * 4096)
    # Nobody's rights can be read any more: then the key alone decides.
    assert restored(profile, backup, staff=desk.CLERK).code == 0
    assert call("verify", profile=profile).code == 0


def test_the_recovery_code_brings_a_backup_to_another_computer(tmp_path: Path) -> None:
    made = call("trial", profile=tmp_path / "old", secret=SECRET).line
    desk.cheapen(tmp_path / "old", SECRET, desk.CLERK)
    case = filed(tmp_path / "old")
    backup = backed_up(tmp_path / "old")
    new = tmp_path / "new"
    code = {"ONEWINDOW_RECOVERY_CODE": made["recovery_code"]}

    def recovered(**options: Any) -> Told:
        return call(
            "restore", "--recovery", str(backup), profile=new, **{"staff": LEAD, "env": code, **options}
        )

    assert (
        recovered(env={"ONEWINDOW_RECOVERY_CODE": "AAAA-BBBB"}).line["refused"][0]["code"]
        == "bad_credentials"
    )
    assert recovered(staff="9999", secret=NEW_SECRET).refusals == [("no_such_record", "--staff")]
    assert list(new.glob("*.json")) == list(new.glob("desk.db*")) == []
    assert recovered(secret=NEW_SECRET).code == 0
    desk.cheapen(new, NEW_SECRET, LEAD)
    assert recovered(secret=NEW_SECRET).trouble == "profile_exists"
    shown = call("show", requests={"case_id": case["id"]}, profile=new, staff=LEAD, secret=NEW_SECRET)
    assert shown.line["case"]["number"] == case["number"]
    assert call("verify", profile=new, staff=desk.CLERK).line["refused"][0]["code"] == "bad_credentials"
    assert call("sync", "--once", profile=new, staff=LEAD, secret=NEW_SECRET).line["complete"] is True


@pytest.mark.timeout(120)
def test_a_live_desk_asks_for_a_new_code_and_rejoins(tmp_path: Path) -> None:
    province = Embedded(tmp_path / "province")
    url = province.start()
    profile, who = tmp_path / "live", {"staff": "3390", "secret": NEW_SECRET}
    try:
        code = province.provision()["01"]
        told = call(
            "enrol",
            "--url",
            url,
            "--code",
            code,
            "--staff",
            "3390",
            "--name",
            "周岚",
            profile=profile,
            secret=NEW_SECRET,
        )
        assert told.line["mode"] == "live"
        desk.cheapen(profile, NEW_SECRET, "3390")
        first = filed(profile, **who)
        backup = Path(call("backup", profile=profile, **who).line["file"])
        assert call("sync", "--once", profile=profile, **who).line["complete"] is True
        assert restored(profile, backup, **who).code == 0
        refused = call("sync", "--once", profile=profile, **who)
        assert (refused.code, refused.trouble) == (4, "province_refused")
        assert "onewindow rejoin" in refused.line["obstacle"]["words"]
        offline = filed(profile, **who)
        codes = province.provision()
        wrong = call("rejoin", "--code", "AAAA-BBBB", profile=profile, **who)
        assert wrong.refusals == [("enrolment_code", "code")]
        neighbour = call("rejoin", "--code", codes["02"], profile=profile, **who)
        assert neighbour.refusals == [("contradicts", "code")]
        with desk.opened(profile, "3390", NEW_SECRET) as live:
            assert live.actor is not None
            assert live.station.series > "5000"
            joined = live.rejoin("", codes["01"])
            assert isinstance(joined, dict)
            assert live.station.series == live.actor.station.series == joined["series"]
        again = call("rejoin", "--code", province.provision()["01"], profile=profile, **who)
        assert again.line["series"] == joined["series"]
        assert call("sync", "--once", profile=profile, **who).line["complete"] is True
        numbers = [first["number"], offline["number"], filed(profile, **who)["number"]]
        assert len({number[9:13] for number in numbers}) == 3
        assert numbers[2][9:13] == joined["series"]
    finally:
        province.stop()
