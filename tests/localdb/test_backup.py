"""A backup is one that opens; restoring deletes nothing and changes the name of the install."""

from __future__ import annotations

import os
import shutil
import threading
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from app.contract.kinds import Stem
from app.domain.obstacles import Obstacle, Trouble
from app.domain.refusals import No, Refused
from app.domain.set_aside import SetAside
from localdb import backup, cases, copying, journal, key_file, keys, set_aside, sync_state
from localdb.connection import Database
from localdb.identity import settle_identity
from localdb.opening import connect
from tests.localdb.desk import KEY, OTHER_KEY, a_case, enter, file_cases, new_id
from tests.localdb.test_keys import CHEAP

AT = datetime(2026, 11, 21, 14, 2, 3)  # noqa: DTZ001 (local, as in the file's name)
LATER = AT + timedelta(hours=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def test_a_backup_holds_what_was_acknowledged(database: Database, folder: Path) -> None:
    made = file_cases(database, 10)
    kept = backup.back_up(database, folder, AT)
    assert kept.path.name == "desk-20261121T140203.db"
    assert backup.inspect(kept.path, KEY) == database.read(lambda tx: copying.contents(tx.connection))
    assert [path.name for path in folder.iterdir()] == [kept.path.name]  # no log beside it, no part left
    assert kept.path.stat().st_mode & 0o077 == 0
    copy = connect(kept.path, KEY, read_only=True)
    assert copy.execute("SELECT count(*) FROM cases").fetchone()[0] == 10
    copy.close()
    assert made[0].applicant_name.encode() not in kept.path.read_bytes()


def test_a_backup_does_not_stop_the_desk(database: Database, folder: Path) -> None:
    """Deeds go on while the copy runs; the copy holds one moment of them."""
    file_cases(database, 200)
    stop = threading.Event()
    done = 0

    def serve() -> None:
        nonlocal done
        while not stop.is_set():
            database.run(lambda tx: enter(tx, Stem.CASES, a_case()))
            done += 1

    clerk = threading.Thread(target=serve)
    clerk.start()
    kept = [backup.back_up(database, folder, AT + timedelta(seconds=n)) for n in range(3)]
    stop.set()
    clerk.join()
    for one in kept:
        found = backup.inspect(one.path, KEY)
        assert found.rows["cases"] == found.rows["journal"] == found.head_seq >= 200
    assert done > 0


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="the kernel tells its locks on Linux only")
def test_a_backup_leaves_the_desks_hold_on_the_file(database: Database, folder: Path) -> None:
    """Closing any handle of a file drops every lock this process has on it, SQLite's too."""
    file_cases(database, 2)
    file = f":{database.path.stat().st_ino} "

    def held() -> list[str]:
        lines = Path("/proc/locks").read_text().splitlines()
        return [line for line in lines if f" {os.getpid()} " in line and file in line]

    assert len(held()) == 1
    backup.back_up(database, folder, AT)
    assert len(held()) == 1


def test_a_copy_that_lost_rows_is_refused(
    database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proof is what stands between a bad copy and its name."""
    file_cases(database, 3)
    real = copying._fill

    def lossy(source: object, key: bytes, partial: Path) -> None:
        real(source, key, partial)
        copy = connect(partial, key)
        copy.execute("DELETE FROM cases WHERE rowid = 1")
        copy.execute("PRAGMA journal_mode=DELETE").fetchone()
        copy.close()

    monkeypatch.setattr(copying, "_fill", lossy)
    with pytest.raises(Obstacle) as caught:
        backup.back_up(database, folder, AT)
    assert caught.value.trouble is Trouble.BACKUP_BAD
    assert list(folder.iterdir()) == []


def flip(path: Path, at: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 1]))


@pytest.mark.parametrize("page", [1, 5, -1])
def test_a_damaged_backup_is_refused_and_nothing_changes(database: Database, folder: Path, page: int) -> None:
    file_cases(database, 20)
    kept = backup.back_up(database, folder, AT)
    size = kept.path.stat().st_size
    flip(kept.path, (page * 4096 if page > 0 else size - 4096) + 77)
    database.close()
    before = database.path.read_bytes()
    with pytest.raises(Obstacle) as caught:
        backup.restore(kept.path, database.path, KEY, AT)
    assert caught.value.trouble is Trouble.BACKUP_BAD
    assert database.path.read_bytes() == before
    assert not (database.path.parent / backup.SET_ASIDE).exists()


def test_another_key_is_refused_and_nothing_changes(database: Database, folder: Path) -> None:
    kept = backup.back_up(database, folder, AT)
    database.close()
    before = database.path.read_bytes()
    with pytest.raises(Obstacle) as caught:
        backup.restore(kept.path, database.path, OTHER_KEY, AT)
    assert caught.value.trouble is Trouble.KEY_OR_FILE
    assert database.path.read_bytes() == before


def test_a_running_desk_is_not_replaced(database: Database, folder: Path) -> None:
    kept = backup.back_up(database, folder, AT)
    with pytest.raises(Obstacle) as caught:
        backup.restore(kept.path, database.path, KEY, AT)
    assert caught.value.trouble is Trouble.ALREADY_RUNNING


def test_restoring_sets_aside_and_takes_a_new_name(database: Database, folder: Path) -> None:
    home = database.path.parent
    old_name = database.run(lambda tx: settle_identity(tx, home, new_id, machine="m"))
    made = file_cases(database, 3)
    kept = backup.back_up(database, folder, AT)
    lost = file_cases(database, 2)
    database.close()
    before = kept.path.read_bytes()

    done = backup.restore(kept.path, database.path, KEY, LATER, set_aside_undelivered=True)
    assert isinstance(done, backup.Restored)
    assert done.undelivered == 2
    assert kept.path.read_bytes() == before
    assert done.head_seq == 3
    assert done.set_aside
    with Database.open(database.path, KEY) as restored:
        assert restored.read(lambda tx: cases.load(tx, made[2].id)) == made[2]
        assert restored.read(lambda tx: cases.load(tx, lost[0].id)) is None
        assert restored.read(journal.verify) == journal.Verified(3, done.head_hash)
        new_name = restored.run(lambda tx: settle_identity(tx, home, new_id, machine="m"))
        assert (new_name.parent, new_name.why) == (old_name.install, "restored")
        assert restored.read(sync_state.identity) == new_name
    aside = connect(done.set_aside / database.path.name, KEY, read_only=True)
    assert aside.execute("SELECT count(*) FROM cases").fetchone()[0] == 5
    aside.close()


def test_undelivered_steps_are_never_replaced_unasked(database: Database, folder: Path) -> None:
    file_cases(database, 1)
    kept = backup.back_up(database, folder, AT)
    lost = file_cases(database, 2)
    database.close()
    before = database.path.read_bytes()
    done = backup.restore(kept.path, database.path, KEY, LATER)
    assert isinstance(done, Refused)
    (no,) = done.refusals
    assert (no.code, no.facts["steps"], no.facts["records"]) == (No.UNDELIVERED_WORK, 2, 2)
    assert all(case.number in str(no.facts["numbers"]) for case in lost)
    assert database.path.read_bytes() == before
    assert not (database.path.parent / backup.SET_ASIDE).exists()


def test_what_waits_for_a_person_is_undelivered_and_what_has_a_receipt_is_not(
    database: Database, folder: Path
) -> None:
    kept = backup.back_up(database, folder, AT)
    file_cases(database, 3)
    database.run(lambda tx: tx.execute("UPDATE op_delivery SET state = 'rejected' WHERE seq = 1"))
    database.run(lambda tx: tx.execute("UPDATE op_delivery SET state = 'applied' WHERE seq > 1"))
    database.close()
    done = backup.restore(kept.path, database.path, KEY, LATER)
    assert isinstance(done, Refused)
    assert done.refusals[0].facts["steps"] == 1


def test_what_was_set_aside_is_named_until_it_is_back(database: Database, folder: Path) -> None:
    home = database.path.parent
    kept = backup.back_up(database, folder, AT)
    file_cases(database, 2)
    database.close()
    told = backup.restore(kept.path, database.path, KEY, AT, set_aside_undelivered=True)
    assert isinstance(told, backup.Restored)
    assert told.set_aside
    aside = told.set_aside / database.path.name
    assert set_aside.lying(home) == (SetAside(str(aside), 2),)
    with Database.open(database.path, KEY) as restored:
        assert restored.read(set_aside.beside) == set_aside.lying(home)
    assert isinstance(backup.restore(aside, database.path, KEY, LATER), backup.Restored)
    assert set_aside.lying(home) == ()
    with Database.open(database.path, KEY) as back:
        assert back.read(sync_state.counts).unsent == 2


def test_a_note_nobody_can_read_never_says_nothing(database: Database, folder: Path) -> None:
    kept = backup.back_up(database, folder, AT)
    file_cases(database, 1)
    database.close()
    told = backup.restore(kept.path, database.path, KEY, AT, set_aside_undelivered=True)
    assert isinstance(told, backup.Restored)
    assert told.set_aside
    (told.set_aside / set_aside.NOTE).write_bytes(b"{")
    assert [one.steps for one in set_aside.lying(database.path.parent)] == [None]
    (told.set_aside / database.path.name).unlink()
    assert set_aside.lying(database.path.parent) == ()


def test_restoring_beside_a_damaged_database_keeps_it_with_its_log(database: Database, folder: Path) -> None:
    file_cases(database, 2)
    kept = backup.back_up(database, folder, AT)
    database.close()
    database.path.write_bytes(b"garbage")
    log = database.path.with_name(database.path.name + "-wal")
    log.write_bytes(b"the last deeds")
    done = backup.restore(kept.path, database.path, KEY, LATER)
    assert isinstance(done, backup.Restored)
    assert done.set_aside
    assert done.undelivered is None
    (aside,) = set_aside.lying(database.path.parent)
    assert aside.steps is None
    assert (done.set_aside / database.path.name).read_bytes() == b"garbage"
    assert (done.set_aside / log.name).read_bytes() == b"the last deeds"
    Database.open(database.path, KEY).close()


def test_a_backup_opens_on_another_machine_with_the_printed_code(tmp_path: Path, folder: Path) -> None:
    home, fresh = tmp_path / "home", tmp_path / "fresh"
    home.mkdir()
    fresh.mkdir()
    key, code = keys.create(home, "1001", "Umbrella 7 leaves", cost=CHEAP, use_keyring=False)
    with Database.open(home / "desk.db", key, create=True) as database:
        file_cases(database, 2)
        kept = backup.back_up(database, folder, AT)
    shutil.rmtree(home)
    shutil.copy(kept.path.with_name(kept.path.name + backup.KEYS_ENDING), fresh / key_file.FILE)
    found = keys.unlock_with_recovery(fresh, code)
    assert found == key
    (fresh / key_file.FILE).unlink()
    backup.restore(kept.path, fresh / "desk.db", key, AT)
    assert keys.unlock_with_recovery(fresh, code) == key
    Database.open(fresh / "desk.db", key).close()


def test_a_key_file_of_another_key_gives_way_to_the_backups(tmp_path: Path, folder: Path) -> None:
    home, other = tmp_path / "home", tmp_path / "other"
    home.mkdir()
    other.mkdir()
    key, code = keys.create(home, "1001", "Umbrella 7 leaves", cost=CHEAP, use_keyring=False)
    with Database.open(home / "desk.db", key, create=True) as database:
        kept = backup.back_up(database, folder, AT)
    keys.create(other, "1001", "Another 8 leaves", cost=CHEAP, use_keyring=False)
    foreign = (other / key_file.FILE).read_bytes()
    done = backup.restore(kept.path, other / "desk.db", key, AT)
    assert isinstance(done, backup.Restored)
    assert done.set_aside
    assert (done.set_aside / key_file.FILE).read_bytes() == foreign
    assert keys.unlock_with_recovery(other, code) == key
    # a password changed since the backup stays changed where the key is the same
    keys.add_staff_slot(home, key, "1002", "New one 9 leaves", cost=CHEAP)
    backup.restore(kept.path, home / "desk.db", key, AT)
    assert keys.unlock_with_password(home, "1002", "New one 9 leaves") == key


def stamps(*texts: str) -> list[datetime]:
    return [datetime.fromisoformat(text) for text in texts]


TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("made", "gone"),
    [
        (["2026-11-21T09:00", "2026-11-21T10:00", "2026-11-20T09:00", "2026-11-20T18:00"], []),
        (["2026-11-19T09:00", "2026-11-19T18:00", "2026-11-21T09:00"], ["2026-11-19T09:00"]),
        ([], []),
        (["2019-01-01T09:00"], []),
        (["2027-01-01T09:00"], []),
    ],
)
def test_what_thinning_keeps(made: list[str], gone: list[str]) -> None:
    assert set(stamps(*made)) - backup.thin(stamps(*made), TODAY) == set(stamps(*gone))


def test_thinning_two_years_of_hourly_backups() -> None:
    hourly = [
        datetime(2026, 11, 21, hour) - timedelta(days=day)  # noqa: DTZ001
        for day in range(730)
        for hour in (9, 12, 18)
    ]
    kept = sorted(backup.thin(hourly, TODAY), reverse=True)
    assert all(stamp.hour == 18 for stamp in kept if stamp.date() < TODAY - timedelta(days=1))
    days = sorted({stamp.date() for stamp in kept}, reverse=True)
    assert days[:12] == [TODAY - timedelta(days=n) for n in range(12)]
    weeks = sorted({day.isocalendar()[:2] for day in days}, reverse=True)
    assert len(weeks) >= 10
    assert len({(day.year, day.month) for day in days}) == 9
    assert min(days) == date(2026, 3, 31)
    assert len(kept) == 2 * 3 + 10 + 8 + 8  # what a day, week and month share is counted once
    assert backup.thin(kept, TODAY) == set(kept)


def test_tidying_touches_nothing_but_backups(folder: Path) -> None:
    folder.mkdir()
    names = [
        "desk-20250101T090000.db",
        "desk-20250101T100000.db",
        "desk-20250101T090000.db.keys.json",
        "notes.txt",
    ]
    for name in (*names, "desk.db", "desk-2025.db"):
        (folder / name).touch()
    gone = backup.tidy(folder, TODAY)
    assert [path.name for path in gone] == ["desk-20250101T090000.db"]
    assert sorted(path.name for path in folder.iterdir()) == [
        "desk-2025.db",
        "desk-20250101T100000.db",
        "desk.db",
        "notes.txt",
    ]
    assert [one.path.name for one in backup.backups(folder)] == ["desk-20250101T100000.db"]
