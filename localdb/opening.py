"""Open one keyed connection: path checked first, key as 32 raw bytes, pragmas in the right order."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any, TypeAlias

from sqlcipher3 import dbapi2 as driver

from app.domain.obstacles import Obstacle, Trouble
from localdb.driver_errors import obstacles
from localdb.files import open_private, refuse_unsafe

Connection: TypeAlias = Any
"""sqlcipher3's connection; it ships no types."""

KEY_BYTES = 32
PLAIN_HEADER = b"SQLite format 3\0"
COMPANIONS = ("-wal", "-shm", "-journal")
_PRAGMAS = (
    "synchronous=FULL",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "cache_size=-65536",  # 64 MB: pages in the cache cost no HMAC
)


def companion(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def connect(
    path: Path,
    key: bytes,
    *,
    create: bool = False,
    read_only: bool = False,
    in_use: bool = False,
    busy_timeout_ms: int = 5000,
) -> Connection:
    """A connection in autocommit mode (transactions are written out), for the calling thread only.

    `create`: the file must not exist yet (or be empty); otherwise it must exist and hold something: a lost
    file never becomes a silent empty start. `read_only`: not a byte of the file is changed. `in_use`: this
    process has the file open already, so it is not looked into (that would drop the locks on it).
    Raises ValueError for a key that is not 32 bytes, else Obstacle.
    """
    # SQLCipher takes a raw key of any other length as a passphrase without a word
    if len(key) != KEY_BYTES:
        raise ValueError(f"the key has {len(key)} bytes, not {KEY_BYTES}")
    _check_path(path, create=create)
    if not create and not in_use:
        refuse_plain(path)
    if not create and not read_only:
        _tighten(path)
    target = f"{path.absolute().as_uri()}?mode=ro" if read_only else str(path)
    with obstacles():
        connection = driver.connect(
            target,
            isolation_level=None,
            timeout=busy_timeout_ms / 1000,
            cached_statements=256,
            uri=read_only,
        )
        try:
            _settle(connection, key, read_only=read_only)
        except BaseException:
            connection.close()
            raise
    return connection


def _settle(connection: Connection, key: bytes, *, read_only: bool) -> None:
    _unlock(connection, key)
    if not read_only:
        _write_ahead(connection)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.row_factory = driver.Row


def _unlock(connection: Connection, key: bytes) -> None:
    connection.execute("PRAGMA cipher_log_level=NONE")  # before the key, else damage is printed to stderr
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")  # hex only: nothing else may be interpolated
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise Obstacle(Trouble.KEY_OR_FILE, why="the driver does not encrypt")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _write_ahead(connection: Connection) -> None:
    (mode,) = connection.execute("PRAGMA journal_mode=WAL").fetchone()
    if mode != "wal":
        raise Obstacle(Trouble.UNSAFE_PATH, why="the file system takes no write-ahead log")


def refuse_plain(path: Path) -> None:
    """KEY_OR_FILE when the file is an unencrypted database.

    Only while this process has no connection to it: closing any handle of a file ends all POSIX locks of the
    process on it, SQLite's among them.
    """
    try:
        with path.open("rb") as file:
            plain = file.read(len(PLAIN_HEADER)) == PLAIN_HEADER
    except OSError as error:
        raise Obstacle(Trouble.FILE_UNREADABLE, file=path.name) from error
    if plain:
        raise Obstacle(Trouble.KEY_OR_FILE, file=path.name, why="not encrypted")


def _check_path(path: Path, *, create: bool) -> None:
    if path.parent.is_symlink():
        raise Obstacle(Trouble.UNSAFE_PATH, file=path.parent.name, why="symbolic link")
    refuse_unsafe(path)
    for ending in COMPANIONS:
        refuse_unsafe(companion(path, ending))
    size = path.stat().st_size if path.exists() else None
    if create:
        _make(path, size)
        return
    if size is None:
        raise Obstacle(Trouble.NO_PROFILE, file=path.name)
    if size == 0:
        raise Obstacle(Trouble.DATABASE_DAMAGED, file=path.name, why="empty file")


def _make(path: Path, size: int | None) -> None:
    """The empty file, 0600 from its first moment; WAL and shared memory inherit the mode from it."""
    if size:
        raise Obstacle(Trouble.PROFILE_EXISTS, file=path.name)
    left = companion(path, "-wal")
    if left.exists() and left.stat().st_size:
        # it may hold the last deeds of a lost file; a new database would wipe it
        raise Obstacle(Trouble.DATABASE_DAMAGED, file=left.name, why="log without its database")
    if size is None:
        try:
            os.close(open_private(path, os.O_RDWR | os.O_CREAT | os.O_EXCL))
        except OSError as error:
            raise Obstacle(Trouble.FILE_UNWRITABLE, file=path.name) from error


def _tighten(path: Path) -> None:
    """Take away what group and others may do; a copy made by hand often comes with 0644."""
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        path.chmod(0o600)
