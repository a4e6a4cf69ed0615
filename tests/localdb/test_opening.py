"""Which files are opened and which are refused, and with what protection."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from app.contract.kinds import Stem
from app.domain.obstacles import Obstacle, Trouble
from localdb import cases
from localdb.connection import Database
from localdb.lock import InstanceLock
from localdb.opening import companion, connect
from tests.localdb.desk import KEY, OTHER_KEY, a_case, enter, file_cases


def refused(trouble: Trouble, path: Path, key: bytes = KEY, *, create: bool = False) -> Obstacle:
    with pytest.raises(Obstacle) as caught:
        Database.open(path, key, create=create)
    assert caught.value.trouble is trouble
    return caught.value


def test_a_new_file_opens_again_with_the_same_key(path: Path) -> None:
    with Database.open(path, KEY, create=True) as database:
        made = file_cases(database, 1)[0]
    with Database.open(path, KEY) as database:
        assert database.read(lambda tx: cases.load(tx, made.id)) == made


def test_another_key_is_refused_without_talk_of_damage(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Database.open(path, KEY, create=True).close()
    before = path.read_bytes()
    refused(Trouble.KEY_OR_FILE, path, OTHER_KEY)
    assert path.read_bytes() == before
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("length", [0, 2, 31, 33, 64])
def test_a_key_of_another_length_is_never_taken_as_a_passphrase(path: Path, length: int) -> None:
    with pytest.raises(ValueError, match="32"):
        Database.open(path, b"k" * length, create=True)
    assert not path.exists()


def test_no_byte_on_disk_is_readable(path: Path) -> None:
    marker = "标记人名（示例）"
    with Database.open(path, KEY, create=True) as database:
        database.run(lambda tx: enter(tx, Stem.CASES, a_case(applicant_name=marker)))
        files = [path, companion(path, "-wal"), companion(path, "-shm")]
        content = b"".join(file.read_bytes() for file in files)
    content += path.read_bytes()
    assert not path.read_bytes().startswith(b"SQLite format 3\0")
    for encoding in ("utf-8", "utf-16-le", "gb18030"):
        assert marker.encode(encoding) not in content
    assert b"CREATE TABLE" not in content


def test_an_unencrypted_database_is_refused(path: Path) -> None:
    plain = driver.connect(str(path))
    plain.execute("CREATE TABLE t (x)")
    plain.commit()
    plain.close()
    assert refused(Trouble.KEY_OR_FILE, path).facts["why"] == "not encrypted"


def test_a_lost_or_emptied_file_is_no_fresh_start(path: Path) -> None:
    refused(Trouble.NO_PROFILE, path)
    assert not path.exists()
    path.touch()
    refused(Trouble.DATABASE_DAMAGED, path)


def test_create_never_takes_over_what_is_there(path: Path) -> None:
    Database.open(path, KEY, create=True).close()
    refused(Trouble.PROFILE_EXISTS, path, create=True)


def test_a_log_without_its_database_is_not_wiped(path: Path) -> None:
    left = companion(path, "-wal")
    left.write_bytes(b"the last deeds")
    refused(Trouble.DATABASE_DAMAGED, path, create=True)
    assert left.read_bytes() == b"the last deeds"


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal", ".lock"])
def test_symbolic_links_are_refused(path: Path, tmp_path: Path, ending: str) -> None:
    Database.open(path, KEY, create=True).close()
    link, target = companion(path, ending), tmp_path / "elsewhere"
    if link.exists():
        link.rename(target)
    link.symlink_to(target)
    refused(Trouble.UNSAFE_PATH, path)


def test_a_linked_folder_is_refused(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (tmp_path / "link").symlink_to(real)
    with pytest.raises(Obstacle) as caught:
        connect(tmp_path / "link" / "desk.db", KEY, create=True)
    assert caught.value.trouble is Trouble.UNSAFE_PATH


def test_what_is_no_file_is_refused(path: Path) -> None:
    os.mkfifo(path)
    refused(Trouble.UNSAFE_PATH, path)


def test_files_are_the_owners_alone(path: Path) -> None:
    with Database.open(path, KEY, create=True) as database:
        file_cases(database, 1)
        for ending in ("", "-wal", "-shm", ".lock"):
            assert stat.S_IMODE(companion(path, ending).stat().st_mode) == 0o600
    path.chmod(0o644)
    with Database.open(path, KEY):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_pragmas_that_protect_are_set(database: Database) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "secure_delete": 1,
        "cache_size": -65536,
        "busy_timeout": 5000,
    }
    found = database.read(lambda tx: {name: tx.one(f"PRAGMA {name}")[0] for name in wanted})
    assert found == wanted


def test_a_second_program_is_told_so(path: Path) -> None:
    with Database.open(path, KEY, create=True):
        refused(Trouble.ALREADY_RUNNING, path)
    Database.open(path, KEY).close()


def test_a_refused_opening_lets_go_of_the_lock(path: Path) -> None:
    refused(Trouble.NO_PROFILE, path)
    InstanceLock.take(path).release()


def test_a_damaged_page_is_damage(path: Path) -> None:
    with Database.open(path, KEY, create=True) as database:
        file_cases(database, 30)
    with path.open("r+b") as file:
        for page in range(1, path.stat().st_size // 4096):
            file.seek(4096 * page + 100)
            file.write(b"\xff\x00\xff")
    with pytest.raises(Obstacle) as caught, Database.open(path, KEY) as database:
        database.read(cases.page)
    assert caught.value.trouble is Trouble.DATABASE_DAMAGED


def test_a_flipped_bit_is_found_before_anybody_reads_it(path: Path) -> None:
    with Database.open(path, KEY, create=True) as database:
        file_cases(database, 30)
        assert database.findings() == []
    with path.open("r+b") as file:
        file.seek(path.stat().st_size - 2000)
        byte = file.read(1)[0]
        file.seek(-1, 1)
        file.write(bytes([byte ^ 1]))
    with Database.open(path, KEY) as database:
        assert database.findings() != []


def test_a_damaged_first_page_is_never_called_damage(path: Path) -> None:
    Database.open(path, KEY, create=True).close()
    with path.open("r+b") as file:
        file.seek(200)
        file.write(b"\xff\x00\xff")
    refused(Trouble.KEY_OR_FILE, path)


def test_read_only_changes_no_byte(path: Path) -> None:
    Database.open(path, KEY, create=True).close()
    path.chmod(0o644)
    before = path.read_bytes()
    reader = connect(path, KEY, read_only=True)
    with pytest.raises(driver.OperationalError):
        reader.execute("DELETE FROM device")
    reader.close()
    assert path.read_bytes() == before
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
