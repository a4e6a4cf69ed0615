"""The one place where errors of the database driver become obstacles. What is left is a bug and passes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlcipher3 import dbapi2 as driver

from app.domain.obstacles import Obstacle, Trouble

_PRIMARY = 0xFF
_READONLY = 8
_NOTADB = 26
_IOERR = 10

_WORLD: dict[int, Trouble] = {
    3: Trouble.DISK_READ_ONLY,  # SQLITE_PERM
    5: Trouble.DATABASE_LOCKED,  # SQLITE_BUSY
    6: Trouble.DATABASE_LOCKED,  # SQLITE_LOCKED
    _READONLY: Trouble.DISK_READ_ONLY,
    11: Trouble.DATABASE_DAMAGED,  # SQLITE_CORRUPT
    13: Trouble.DISK_FULL,  # SQLITE_FULL
    14: Trouble.FILE_UNREADABLE,  # SQLITE_CANTOPEN
    15: Trouble.DATABASE_LOCKED,  # SQLITE_PROTOCOL
    # a wrong key, a missing key and a damaged first page look the same: never "damaged, start afresh"
    _NOTADB: Trouble.KEY_OR_FILE,
}

# extended codes of SQLITE_IOERR that come from reading; the others come from writing, and a disk
# that takes no more bytes (quota, file size limit) is told in the same way
_UNREADABLE = frozenset({266, 522, 8202, 8458})  # READ, SHORT_READ, DATA, CORRUPTFS
_IOERR_NOMEM = 3082


def trouble_of(error: driver.Error, *, reading: bool = False) -> Trouble | None:
    """The obstacle a driver error stands for; None when it is a bug of ours.

    In a read transaction a plain SQLITE_READONLY is our own attempt to write, not the disk's refusal.
    """
    code: int = getattr(error, "sqlite_errorcode", None) or 0
    if code & _PRIMARY == _IOERR:
        if code == _IOERR_NOMEM:
            return None
        return Trouble.DATABASE_DAMAGED if code in _UNREADABLE else Trouble.DISK_FULL
    if reading and code == _READONLY:
        return None
    return _WORLD.get(code & _PRIMARY)


@contextmanager
def obstacles(*, reading: bool = False) -> Iterator[None]:
    """Within: errors of the driver that the world caused are raised as Obstacle, all others unchanged."""
    try:
        yield
    except driver.Error as error:
        trouble = trouble_of(error, reading=reading)
        if trouble is None:
            raise
        raise Obstacle(trouble, code=str(getattr(error, "sqlite_errorname", ""))) from error
