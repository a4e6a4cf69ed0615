"""One running program per database: an OS file lock, gone with its process, so it is never stale."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.obstacles import Obstacle, Trouble
from localdb.files import open_private, refuse_unsafe

if sys.platform == "win32":
    import msvcrt

    def _seize(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _wait_for(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
else:
    import fcntl

    def _seize(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _wait_for(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait until no other thread or program is inside; for a few milliseconds of work on small files.

    Raises Obstacle UNSAFE_PATH or FILE_UNWRITABLE. The empty file stays.
    """
    refuse_unsafe(path)
    try:
        handle = open_private(path, os.O_RDWR | os.O_CREAT)
    except OSError as error:
        raise Obstacle(Trouble.FILE_UNWRITABLE, file=path.name) from error
    try:
        _wait_for(handle)
        yield
    finally:
        os.close(handle)


class InstanceLock:
    """Held from `take` to `release` (or the end of the process). The empty lock file stays."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    @classmethod
    def take(cls, database: Path) -> InstanceLock:
        """Lock `<database>.lock`. Raises Obstacle ALREADY_RUNNING, UNSAFE_PATH or FILE_UNWRITABLE."""
        path = database.with_name(database.name + ".lock")
        refuse_unsafe(path)
        try:
            handle = open_private(path, os.O_RDWR | os.O_CREAT)
        except OSError as error:
            raise Obstacle(Trouble.FILE_UNWRITABLE, file=path.name) from error
        try:
            _seize(handle)
        except OSError as error:
            os.close(handle)
            raise Obstacle(Trouble.ALREADY_RUNNING) from error
        return cls(handle)

    def release(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
