"""One deed, one transaction, one thread."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from app.domain.obstacles import Obstacle, Trouble
from app.domain.refusals import No, Refused
from localdb import settings
from localdb.connection import Database, Tx
from localdb.driver_errors import trouble_of
from localdb.opening import connect
from tests.localdb.desk import KEY


def kept(database: Database, name: str = "a") -> object:
    return database.read(lambda tx: settings.get(tx, name))


def test_what_comes_back_is_on_disk(database: Database, path: Path) -> None:
    assert database.run(lambda tx: settings.put(tx, "a", 1) or "done") == "done"
    other = connect(path, KEY)
    assert other.execute("SELECT value FROM settings").fetchone()[0] == "1"
    other.close()


def test_a_deed_that_raises_leaves_nothing(database: Database) -> None:
    def work(tx: Tx) -> None:
        settings.put(tx, "a", 1)
        raise KeyError("bug")

    with pytest.raises(KeyError):
        database.run(work)
    assert kept(database) is None


def refusing(tx: Tx) -> Refused:
    settings.put(tx, "a", 1)
    return Refused.because(No.WRONG_STATE)


def test_a_refused_deed_leaves_nothing(database: Database) -> None:
    assert isinstance(database.run(refusing), Refused)
    assert isinstance(database.submit(refusing).result(), Refused)
    assert kept(database) is None


def test_a_refusal_among_other_news_is_a_refusal(database: Database) -> None:
    result, told = database.run(lambda tx: (refusing(tx), "told"))
    assert isinstance(result, Refused)
    assert told == "told"
    assert kept(database) is None


def test_a_refusal_can_be_kept(database: Database) -> None:
    assert isinstance(database.run_keeping(refusing), Refused)
    assert kept(database) == 1


def test_what_must_be_counted_is_counted_though_refused(database: Database) -> None:
    def work(tx: Tx) -> Refused:
        tx.even_if_refused(lambda later: settings.put(later, "count", 1))
        return refusing(tx)

    database.run(work)
    assert (kept(database), kept(database, "count")) == (None, 1)


def test_what_must_be_counted_is_not_counted_when_the_deed_breaks(database: Database) -> None:
    def work(tx: Tx) -> None:
        tx.even_if_refused(lambda later: settings.put(later, "count", 1))
        raise KeyError("bug")

    with pytest.raises(KeyError):
        database.run(work)
    assert kept(database, "count") is None


def test_reading_cannot_write(database: Database) -> None:
    with pytest.raises(driver.OperationalError):
        database.read(lambda tx: settings.put(tx, "a", 1))
    assert kept(database) is None
    database.run(lambda tx: settings.put(tx, "a", 2))
    assert kept(database) == 2


def test_deeds_run_one_after_another_on_one_thread(database: Database) -> None:
    seen: list[tuple[int, int]] = []

    futures = [database.submit(lambda tx, n=n: seen.append((n, threading.get_ident()))) for n in range(50)]
    for future in futures:
        future.result()
    assert [n for n, _ in seen] == list(range(50))
    assert len({thread for _, thread in seen}) == 1
    assert seen[0][1] != threading.get_ident()


def test_a_deed_inside_a_deed_is_told_not_hung(database: Database) -> None:
    with pytest.raises(RuntimeError, match="inside"):
        database.run(lambda tx: database.run(lambda other: None))
    assert kept(database) is None


def test_a_transaction_is_over_when_it_is_over(database: Database) -> None:
    escaped = database.run(lambda tx: tx)
    with pytest.raises(RuntimeError, match="over"):
        escaped.execute("SELECT 1")


def test_close_finishes_what_is_queued(path: Path) -> None:
    database = Database.open(path, KEY, create=True)
    for n in range(20):
        database.submit(lambda tx, n=n: settings.put(tx, f"n{n}", n))
    database.close()
    database.close()
    with Database.open(path, KEY) as again:
        assert kept(again, "n19") == 19
    with pytest.raises(RuntimeError):
        database.run(lambda tx: None)


def test_a_writer_elsewhere_is_a_lock_and_passes(path: Path) -> None:
    with Database.open(path, KEY, create=True, busy_timeout_ms=50) as database:
        other = connect(path, KEY)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Obstacle) as caught:
            database.run(lambda tx: None)
        assert caught.value.trouble is Trouble.DATABASE_LOCKED
        assert kept(database) is None  # reading goes on
        other.execute("ROLLBACK")
        database.run(lambda tx: settings.put(tx, "a", 1))
        other.close()


def test_a_full_disk_rolls_back_and_passes(database: Database) -> None:
    def limit(tx: Tx) -> None:
        pages = tx.one("PRAGMA page_count")[0]
        tx.execute(f"PRAGMA max_page_count={pages}")

    database.read(limit)
    with pytest.raises(Obstacle) as caught:
        database.run(lambda tx: settings.put(tx, "a", "x" * 100_000))
    assert caught.value.trouble is Trouble.DISK_FULL
    assert kept(database) is None
    database.read(lambda tx: tx.execute("PRAGMA max_page_count=1000000"))
    database.run(lambda tx: settings.put(tx, "a", 1))
    assert kept(database) == 1


def test_bugs_stay_bugs(database: Database) -> None:
    with pytest.raises(driver.OperationalError):
        database.run(lambda tx: tx.execute("SELECT * FROM nowhere"))
    with pytest.raises(driver.IntegrityError):
        database.run(lambda tx: tx.execute("INSERT INTO settings VALUES ('a', NULL)"))


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        (5, Trouble.DATABASE_LOCKED),
        (261, Trouble.DATABASE_LOCKED),
        (8, Trouble.DISK_READ_ONLY),
        (11, Trouble.DATABASE_DAMAGED),
        (267, Trouble.DATABASE_DAMAGED),
        (13, Trouble.DISK_FULL),
        (14, Trouble.FILE_UNREADABLE),
        (26, Trouble.KEY_OR_FILE),
        (266, Trouble.DATABASE_DAMAGED),
        (522, Trouble.DATABASE_DAMAGED),
        (778, Trouble.DISK_FULL),
        (1034, Trouble.DISK_FULL),
        (3082, None),
        (1, None),
        (19, None),
        (7, None),
    ],
)
def test_codes_of_the_driver(code: int, trouble: Trouble | None) -> None:
    error = driver.OperationalError("told by the driver")
    error.sqlite_errorcode = code
    assert trouble_of(error) is trouble


def test_the_log_is_moved_while_nobody_waits(database: Database, path: Path) -> None:
    database.run(lambda tx: settings.put(tx, "a", "x" * 50_000))
    before = path.stat().st_size
    database.tidy()
    assert path.stat().st_size > before


def test_long_work_can_tell_that_others_wait(database: Database) -> None:
    begun, handed_in = threading.Event(), threading.Event()

    def long_work(tx: Tx) -> tuple[bool, bool]:
        before = tx.others_wait
        begun.set()
        assert handed_in.wait(10)
        return before, tx.others_wait

    working = database.submit(long_work)
    assert begun.wait(10)
    waiting = database.submit(lambda tx: tx.others_wait)
    handed_in.set()
    assert working.result(10) == (False, True)
    assert waiting.result(10) is False


def test_in_bulk_the_log_is_moved_once_and_afterwards_as_ever(database: Database, path: Path) -> None:
    """Inside it grows beyond what a commit would move; behind it the file holds everything again."""

    def fill(tx: Tx, at: int) -> None:
        settings.put(tx, f"big{at}", "x" * 3_000_000)

    before = path.stat().st_size
    with database.in_bulk():
        for at in range(3):
            database.run(lambda tx, at=at: fill(tx, at))
        assert path.stat().st_size == before
    assert kept(database, "big2")  # behind the move, which nobody waited for
    assert path.stat().st_size > before + 9_000_000
    pages = database.read(lambda tx: tx.one("PRAGMA wal_autocheckpoint")[0])  # type: ignore[index]
    assert pages == 1000
