"""From an older file to today's shape: copied first, step by step, old or new and never neither."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.contract.kinds import Stem
from app.domain.case import Case
from app.domain.obstacles import Obstacle, Trouble
from localdb import cases, journal, migrate, search
from localdb.connection import Database
from localdb.migrations import STEPS
from localdb.opening import Connection, connect
from tests.localdb.desk import KEY, a_case, a_payment, enter

ONE = STEPS[:1]


def older_file(path: Path, count: int = 20) -> list[Case]:
    """A file as the first step left it, filled: written by today's code, then without the second step."""
    with Database.open(path, KEY, create=True) as database:
        made = [a_case(n) for n in range(1, count + 1)]
        database.run(lambda tx: [enter(tx, Stem.CASES, case) for case in made] and None)
        database.run(lambda tx: enter(tx, Stem.PAYMENTS, a_payment()))
    connection = connect(path, KEY)
    for kind, name in connection.execute(
        "SELECT type, name FROM sqlite_master WHERE name IN"
        " ('search_rows', 'search_text', 'search_numbers', 'case_parties', 'cases_due')"
    ).fetchall():
        connection.execute(f"DROP {kind} {name}")
    connection.execute("DELETE FROM migrations WHERE number > 1")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    return made


def tables(connection: Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_an_older_file_comes_to_todays_shape_with_everything_in_it(path: Path) -> None:
    made = older_file(path)
    with Database.open(path, KEY) as database:
        assert [row.id for row in database.read(cases.page)] != []
        assert database.read(lambda tx: cases.load(tx, made[3].id)) == made[3]
        assert len(database.read(lambda tx: search.find(tx, "𬭎茶", 100))) == 20
        assert len(database.read(lambda tx: cases.by_applicant(tx, made[0].applicant_name))) == 20
        assert database.read(journal.verify) == journal.Verified(21, database.read(journal.head).hash)
        names = database.read(
            lambda tx: [tuple(row) for row in tx.all("SELECT number, name FROM migrations")]
        )
    assert names == [(1, "0001_tables"), (2, "0002_search")]


def test_the_file_is_copied_before(path: Path) -> None:
    older_file(path)
    Database.open(path, KEY).close()
    (copy,) = (path.parent / migrate.COPIES).iterdir()
    kept = connect(copy, KEY, read_only=True)
    assert migrate.version_of(kept) == 1
    assert kept.execute("SELECT count(*) FROM cases").fetchone()[0] == 20
    assert "search_rows" not in tables(kept)
    kept.close()
    Database.open(path, KEY).close()  # nothing to do, nothing copied
    assert len(list((path.parent / migrate.COPIES).iterdir())) == 1


def test_a_new_file_needs_no_copy_and_no_library_the_second_time(path: Path) -> None:
    Database.open(path, KEY, create=True).close()
    assert not (path.parent / migrate.COPIES).exists()
    code = (
        "import sys; from pathlib import Path; from localdb.connection import Database;"
        f"Database.open(Path({str(path)!r}), bytes(range(32))).close();"
        "print(any(m.startswith('sqlite_utils') for m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_newer_file_is_refused_with_both_versions(path: Path) -> None:
    Database.open(path, KEY, create=True).close()
    connection = connect(path, KEY)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(Obstacle) as caught:
        Database.open(path, KEY)
    assert caught.value.trouble is Trouble.DATABASE_NEWER
    assert caught.value.facts == {"file_version": 99, "program_version": migrate.latest()}
    assert path.read_bytes() == before


def broken(connection: Connection) -> None:
    """Something already has the name that the second step wants to give."""
    connection.execute("CREATE TABLE search_numbers (x)")


def test_a_step_that_fails_leaves_the_older_file(path: Path) -> None:
    older_file(path)
    connection = connect(path, KEY)
    broken(connection)
    before = tables(connection)
    with pytest.raises(Exception, match="search_numbers"):
        migrate.migrate(connection, path, KEY)
    assert not connection.in_transaction
    assert tables(connection) == before
    assert migrate.version_of(connection) == 1
    connection.execute("DROP TABLE search_numbers")
    migrate.migrate(connection, path, KEY)
    assert migrate.version_of(connection) == len(STEPS)
    connection.close()
    assert len(list((path.parent / migrate.COPIES).iterdir())) == 2  # an earlier copy is never overwritten


def test_without_room_for_the_copy_nothing_begins(path: Path) -> None:
    older_file(path)
    (path.parent / migrate.COPIES).write_text("in the way")
    with pytest.raises(Obstacle) as caught:
        Database.open(path, KEY)
    assert caught.value.trouble is Trouble.FILE_UNWRITABLE
    connection = connect(path, KEY)
    assert migrate.version_of(connection) == 1
    connection.close()


def test_steps_are_numbered_without_gaps() -> None:
    assert [migrate.number_of(step) for step in STEPS] == list(range(1, len(STEPS) + 1))


@pytest.mark.parametrize("at", ["migrate", "finish"])
def test_killed_between_steps_it_goes_on_at_the_next_start(path: Path, at: str) -> None:
    """Killed before the second step, or after it and before the records were written again."""
    older_file(path)
    code = f"""
import os, signal
from pathlib import Path
from localdb import connection, migrate
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
if {at!r} == "migrate":
    migrate._apply = die
else:
    connection.finish = die
connection.Database.open(Path({str(path)!r}), bytes(range(32)))
"""
    done = subprocess.run([sys.executable, "-c", code], check=False, env=os.environ)
    assert done.returncode == -signal.SIGKILL
    with Database.open(path, KEY) as database:
        assert len(database.read(lambda tx: search.find(tx, "𬭎茶", 100))) == 20


def test_the_shape_of_step_one_stands_alone(path: Path) -> None:
    connection = connect(path, KEY, create=True)
    migrate.migrate(connection, path, KEY, ONE)
    assert {"cases", "journal", "migrations"} <= tables(connection)
    assert "search_rows" not in tables(connection)
    connection.close()
