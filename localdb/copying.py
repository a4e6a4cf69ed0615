"""A whole encrypted copy by SQLite's backup call, proved before it gets its name. Never a file copy:

a plain copy of a database with a write-ahead log loses acknowledged rows and still looks sound.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from msgspec import Struct
from sqlcipher3 import dbapi2 as driver

from app.domain.obstacles import Obstacle, Trouble
from localdb.driver_errors import obstacles, trouble_of
from localdb.files import sync_file, sync_folder
from localdb.opening import COMPANIONS, Connection, companion, connect

_UNCOUNTED = "search_text%"
"""FTS5 keeps its own tables; the record tables tell whether anything is missing."""


class Contents(Struct, frozen=True):
    """What proves that a copy is whole: rows per table and the head of the journal (0 and "" if none)."""

    rows: dict[str, int]
    head_seq: int
    head_hash: str


def contents(connection: Connection) -> Contents:
    names = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            " AND name NOT LIKE ? ORDER BY name",
            (_UNCOUNTED,),
        )
    ]
    rows = {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 (own schema)
        for name in names
    }
    head = None
    if "journal" in names:
        head = connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return Contents(rows, head[0], bytes(head[1]).hex()) if head else Contents(rows, 0, "")


def findings(connection: Connection) -> list[str]:
    """What is wrong with the file: pages whose HMAC fails, broken structure. Empty: sound."""
    with obstacles():
        found = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
        try:
            found += [str(row[0]) for row in connection.execute("PRAGMA quick_check") if row[0] != "ok"]
        except driver.DatabaseError as error:  # a page so broken that the check itself stumbles over it
            if trouble_of(error) is not Trouble.DATABASE_DAMAGED:
                raise
            found.append(str(error))
    return found


def copy_database(source: Connection, key: bytes, target: Path) -> Contents:
    """Copy into the new file `target`, encrypted with `key`: copy, reopen, check, compare, sync, rename.

    `source` must not change meanwhile (own read transaction, or nobody else writes). On any trouble nothing
    is left under `target`. Raises Obstacle BACKUP_BAD when the copy does not prove, DISK_FULL, ….
    """
    partial = target.with_name(f"{target.name}.part")
    try:
        with obstacles():
            wanted = contents(source)
            _discard(partial)
            _fill(source, key, partial)
            _prove(key, partial, wanted)
        sync_file(partial)
        partial.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise Obstacle(Trouble.FILE_UNWRITABLE, file=target.name) from error
    finally:
        _discard(partial)
    return wanted


def _fill(source: Connection, key: bytes, partial: Path) -> None:
    copy = connect(partial, key, create=True)
    try:
        copy.execute("PRAGMA journal_mode=DELETE").fetchone()
        source.backup(copy)
        # one file, nothing beside it
        copy.execute("PRAGMA journal_mode=DELETE").fetchone()
    finally:
        copy.close()


def _prove(key: bytes, partial: Path, wanted: Contents) -> None:
    copy = connect(partial, key, read_only=True)
    try:
        if findings(copy) or contents(copy) != wanted:
            raise Obstacle(Trouble.BACKUP_BAD, file=partial.name)
    finally:
        copy.close()


def _discard(partial: Path) -> None:
    for path in (partial, *(companion(partial, ending) for ending in COMPANIONS)):
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
