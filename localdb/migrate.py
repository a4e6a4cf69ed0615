"""Bring a database to this program's shape: copy first, each step in its own transaction with its record."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from app.domain.obstacles import Obstacle, Trouble
from localdb.copying import copy_database
from localdb.migrations import STEPS
from localdb.opening import Connection

COPIES = "before-migration"
_RECORD = """CREATE TABLE IF NOT EXISTS migrations (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, rebuilt INTEGER NOT NULL) STRICT"""


def version_of(connection: Connection) -> int:
    """Number of the last step applied to the file; 0 for a new one."""
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def latest(steps: Sequence[str] = STEPS) -> int:
    return number_of(steps[-1])


def number_of(step: str) -> int:
    """`0002_search` -> 2."""
    return int(step.split("_", 1)[0])


def refuse_newer(connection: Connection, steps: Sequence[str] = STEPS) -> None:
    """DATABASE_NEWER when a later program has written the file."""
    version = version_of(connection)
    if version > latest(steps):
        raise Obstacle(Trouble.DATABASE_NEWER, file_version=version, program_version=latest(steps))


def migrate(connection: Connection, path: Path, key: bytes, steps: Sequence[str] = STEPS) -> Path | None:
    """Apply the steps that are missing, in order. The copy made before, if one was needed.

    Raises Obstacle DATABASE_NEWER, or what the copy raises. A step that fails leaves the file as the step
    before left it.
    """
    refuse_newer(connection, steps)
    version = version_of(connection)
    pending = [step for step in steps if number_of(step) > version]
    if not pending:
        return None
    kept = _copy_first(connection, path, key, version) if version else None
    for step in pending:
        _apply(connection, step)
    return kept


def finish(connection: Connection) -> None:
    """Write every record again when a step asked for it: after the last step, by the code of today."""
    if connection.execute("SELECT 1 FROM migrations WHERE rebuilt = 0").fetchone() is None:
        return
    from localdb.connection import Tx
    from localdb.entities import save_all_again

    with _transaction(connection):
        save_all_again(Tx(connection))
        connection.execute("UPDATE migrations SET rebuilt = 1")


def _copy_first(connection: Connection, path: Path, key: bytes, version: int) -> Path:
    folder = path.parent / COPIES
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise Obstacle(Trouble.FILE_UNWRITABLE, file=folder.name) from error
    target = folder / f"{path.stem}-{version:04d}.db"
    again = 1
    while target.exists():  # an earlier attempt's copy is never overwritten
        again += 1
        target = folder / f"{path.stem}-{version:04d}-{again}.db"
    copy_database(connection, key, target)
    return target


def wrap(connection: Connection) -> Any:
    """`sqlite_utils.Database` over a keyed connection. The hook makes it catch this driver's exceptions."""
    import sqlcipher3

    sys.modules.setdefault("pysqlite3", sqlcipher3)
    sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)
    import sqlite_utils

    return sqlite_utils.Database(connection)


def _apply(connection: Connection, step: str) -> None:
    module = import_module(f"localdb.migrations.{step}")
    with _transaction(connection):
        connection.execute(_RECORD)
        module.apply(wrap(connection))
        if not connection.in_transaction:
            raise RuntimeError(f"step {step} ended its transaction")
        rebuilt = int(not getattr(module, "REBUILD", False))
        connection.execute(
            "INSERT INTO migrations (number, name, rebuilt) VALUES (?, ?, ?)",
            (number_of(step), step, rebuilt),
        )
        connection.execute(f"PRAGMA user_version = {number_of(step):d}")


@contextmanager
def _transaction(connection: Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
