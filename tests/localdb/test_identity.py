"""A copy, a clone or an old backup never speaks under the name of the original."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from app.contract.kinds import Stem
from app.contract.wire import EnrolReply, Verdict
from localdb import sync_state
from localdb.connection import Database
from localdb.identity import FILE, Identity, settle_identity
from tests.localdb.desk import KEY, a_case, answer, enter, file_cases, new_id, reply

MACHINE = "machine one"
ENROLMENT = EnrolReply(
    token="secret token",
    scope="330106",
    outlet="330106",
    window="01",
    series="0003",
    outlet_name="西湖窗口（示例）",
    window_name="1号",
    province_name="示例省",
    epoch="e1",
    province_key="",
)


def settle(database: Database, machine: str = MACHINE, folder: Path | None = None) -> Identity:
    return database.run(
        lambda tx: settle_identity(tx, folder or database.path.parent, new_id, machine=machine)
    )


@pytest.fixture
def enrolled(database: Database) -> Database:
    settle(database)
    database.run(lambda tx: sync_state.save_credential(tx, ENROLMENT, "private"))
    return database


def test_the_first_start_mints_and_later_ones_keep(database: Database) -> None:
    first = settle(database)
    assert (first.parent, first.series, first.first_n, first.why) == (None, "", 1, "first")
    file_cases(database, 2)
    assert settle(database) == first
    assert settle(database) == first


def test_enrolment_gives_series_and_station(enrolled: Database) -> None:
    known = enrolled.read(sync_state.identity)
    assert known
    assert known.series == "0003"
    station = enrolled.read(sync_state.station)
    assert station
    assert (station.outlet, station.window, station.series) == ("330106", "01", "0003")
    credential = enrolled.read(sync_state.credential)
    assert credential
    assert (credential.token, credential.private_key, credential.scope) == (
        "secret token",
        "private",
        "330106",
    )


def test_the_file_beside_names_neither_machine_nor_secret(enrolled: Database) -> None:
    settle(enrolled)
    text = (enrolled.path.parent / FILE).read_text()
    assert MACHINE not in text
    assert "secret" not in text
    assert (enrolled.path.parent / FILE).stat().st_mode & 0o077 == 0


def expect_new(database: Database, known: Identity, why: str, **given: object) -> Identity:
    new = settle(database, **given)
    assert new.install != known.install
    assert (new.parent, new.why) == (known.install, why)
    assert 5000 <= int(new.series) <= 9999
    assert database.read(sync_state.credential) is None
    station = database.read(sync_state.station)
    assert station
    assert station.series == new.series
    assert settle(database, **given) == new
    return new


def now(database: Database) -> Identity:
    known = database.read(sync_state.identity)
    assert known
    return known


def test_a_clone_on_another_machine_is_another_install(enrolled: Database, tmp_path: Path) -> None:
    known = now(enrolled)
    enrolled.close()
    clone = tmp_path / "clone"
    clone.mkdir()
    for name in (enrolled.path.name, FILE):
        shutil.copy(enrolled.path.parent / name, clone / name)
    with Database.open(clone / enrolled.path.name, KEY) as twin:
        expect_new(twin, known, "machine_differs", machine="machine two")
    with Database.open(enrolled.path, KEY) as original:
        assert settle(original) == known


def test_a_database_without_its_file_is_a_copy(enrolled: Database) -> None:
    (enrolled.path.parent / FILE).unlink()
    expect_new(enrolled, now(enrolled), "file_missing")


def test_a_damaged_file_counts_as_missing(enrolled: Database) -> None:
    (enrolled.path.parent / FILE).write_text("{")
    expect_new(enrolled, now(enrolled), "file_missing")


def test_a_database_beside_anothers_file_is_a_copy(enrolled: Database) -> None:
    path = enrolled.path.parent / FILE
    path.write_text(json.dumps({**json.loads(path.read_text()), "install": new_id()}))
    expect_new(enrolled, now(enrolled), "file_differs")


def test_an_old_copy_put_back_by_hand_is_noticed(enrolled: Database, tmp_path: Path) -> None:
    known = now(enrolled)
    path = enrolled.path
    enrolled.close()
    shutil.copy(path, tmp_path / "old.db")
    with Database.open(path, KEY) as later:
        file_cases(later, 3)
        settle(later)
    shutil.copy(tmp_path / "old.db", path)
    with Database.open(path, KEY) as old:
        expect_new(old, known, "older_than_file")


def test_a_restored_database_is_another_install(enrolled: Database) -> None:
    enrolled.run(sync_state.mark_copy)
    expect_new(enrolled, now(enrolled), "restored")


def test_a_machine_without_a_number_is_taken_as_the_same(enrolled: Database) -> None:
    assert settle(enrolled, machine="") == now(enrolled)
    assert settle(enrolled) == now(enrolled)


def test_a_new_name_sends_again_what_may_not_have_arrived(enrolled: Database) -> None:
    ops = [enrolled.run(lambda tx, n=n: enter(tx, Stem.CASES, a_case(n))) for n in range(1, 6)]
    answers = (answer(ops[0]), answer(ops[2]), answer(ops[3], Verdict.REJECTED, code="bad_body"))
    enrolled.run(lambda tx: sync_state.settle(tx, reply(*answers, acked_n=1)))
    (enrolled.path.parent / FILE).unlink()
    new = expect_new(enrolled, now(enrolled), "file_missing")
    assert new.first_n == 2  # 2 was never answered; from there on the province needs every n
    assert [op.n for op in enrolled.read(sync_state.unsent)] == [2, 3, 4, 5]
    assert enrolled.read(sync_state.position).acked_n == 1


def test_each_new_name_takes_a_series_nobody_had(enrolled: Database) -> None:
    seen = {now(enrolled).series}
    for _ in range(5):
        (enrolled.path.parent / FILE).unlink()
        seen.add(settle(enrolled).series)
    assert len(seen) == 6
