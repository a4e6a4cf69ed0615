"""No room left: the deed is refused loudly, nothing is half written, and room brings everything back."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.contract.kinds import Stem
from app.domain.obstacles import Obstacle, Trouble
from localdb import backup, cases, journal, settings
from localdb.connection import Database
from localdb.files import atomic_write
from tests.localdb.desk import KEY, a_case, enter
from tests.localdb.test_backup import AT

ROOT = Path(__file__).parents[2]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB, where this machine lets us have one."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs", str(place)],
        check=False,
        capture_output=True,
    )
    if made.returncode:
        pytest.skip("no right to mount a small disk here; the file size limit below is tested everywhere")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def file_until_refused(database: Database) -> int:
    """How many cases were filed before the disk was full."""
    done, told = 0, None
    while told is None:
        try:
            database.run(lambda tx: enter(tx, Stem.CASES, a_case(opinion="长" * 20_000)))
            done += 1
        except Obstacle as obstacle:
            told = obstacle.trouble
    assert told is Trouble.DISK_FULL
    return done


def fill(ballast: Path) -> None:
    told = None
    with ballast.open("wb", buffering=0) as file:
        while told is None:
            try:
                file.write(bytes(65536))
            except OSError as error:
                told = error.errno
    assert told == errno.ENOSPC


def test_a_full_disk_refuses_and_room_brings_it_back(small_disk: Path) -> None:
    path = small_disk / "desk.db"
    with Database.open(path, KEY, create=True) as database:
        ballast = small_disk / "ballast"
        ballast.write_bytes(bytes(2_500_000))
        done = file_until_refused(database)
        assert done > 0
        told = database.read(journal.verify)
        assert isinstance(told, journal.Verified)
        assert told.count == done == len(database.read(lambda tx: cases.page(tx, None, None, 1000)))
        with pytest.raises(Obstacle) as caught:
            backup.back_up(database, small_disk / "backups", AT)
        assert caught.value.trouble is Trouble.DISK_FULL
        assert list((small_disk / "backups").iterdir()) == []
        with pytest.raises(Obstacle) as caught:
            atomic_write(small_disk / "keys.json", b"x" * 4_000_000)
        assert caught.value.trouble is Trouble.DISK_FULL
        assert not (small_disk / "keys.json").exists()
        ballast.unlink()
        database.run(lambda tx: enter(tx, Stem.CASES, a_case()))
        assert isinstance(database.read(journal.verify), journal.Verified)
    with Database.open(path, KEY) as again:
        assert len(again.read(lambda tx: cases.page(tx, None, None, 1000))) == done + 1


LIMITED = """
import resource, sys
from pathlib import Path
from app.contract.kinds import Stem
from app.domain.obstacles import Obstacle
from localdb import journal
from localdb.connection import Database
from tests.localdb.desk import KEY, a_case, enter

with Database.open(Path(sys.argv[1]), KEY) as database:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, hard))
    done = 0
    try:
        while True:
            database.run(lambda tx: enter(tx, Stem.CASES, a_case(opinion="x" * 50_000)))
            done += 1
    except Obstacle as obstacle:
        told = obstacle.trouble.value
    kept = database.read(journal.verify).count
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    database.run(lambda tx: enter(tx, Stem.CASES, a_case()))
    print(told, done > 0, done == kept, database.read(journal.verify).count == kept + 1)
"""


def test_a_limit_on_file_size_is_a_full_disk_too(path: Path) -> None:
    Database.open(path, KEY, create=True).close()
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert done.stdout.split() == ["disk_full", "True", "True", "True"], done.stderr


def test_a_draft_on_the_screen_is_told_unsaved(small_disk: Path) -> None:
    with Database.open(small_disk / "desk.db", KEY, create=True) as database:
        ballast = small_disk / "ballast"
        fill(ballast)
        with pytest.raises(Obstacle) as caught:
            database.run(lambda tx: settings.put(tx, "form", "x" * 500_000))
        assert caught.value.trouble is Trouble.DISK_FULL
        assert database.read(lambda tx: settings.get(tx, "form")) is None
        ballast.unlink()
        database.run(lambda tx: settings.put(tx, "form", "x" * 500_000))
