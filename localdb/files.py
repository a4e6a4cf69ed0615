"""Small files beside the database: whole or not at all, on disk before the name appears, ours alone."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from pathlib import Path

from app.domain.obstacles import Obstacle, Trouble

_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})


def refuse_unsafe(path: Path) -> None:
    """UNSAFE_PATH for a symbolic link, anything but a regular file, or a file of another user."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return
    except OSError as error:
        raise Obstacle(Trouble.FILE_UNREADABLE, file=path.name) from error
    if stat.S_ISLNK(found.st_mode):
        raise Obstacle(Trouble.UNSAFE_PATH, file=path.name, why="symbolic link")
    if not stat.S_ISREG(found.st_mode):
        raise Obstacle(Trouble.UNSAFE_PATH, file=path.name, why="not a regular file")
    if os.name == "posix" and found.st_uid != os.geteuid():
        raise Obstacle(Trouble.UNSAFE_PATH, file=path.name, why="belongs to another user")


def open_private(path: Path, flags: int) -> int:
    """A file descriptor, mode 0600 when created, links never followed. Raises OSError."""
    return os.open(path, flags | _NOFOLLOW | _BINARY, 0o600)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` durable. Windows has no such call and needs none."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    handle = os.open(path, os.O_RDWR | _BINARY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def atomic_write(path: Path, content: bytes) -> None:
    """Replace `path` by `content` (mode 0600): after a crash the old or the new file, never a part.

    Raises Obstacle UNSAFE_PATH, DISK_FULL or FILE_UNWRITABLE.
    """
    refuse_unsafe(path)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        handle = open_private(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        full = error.errno in _FULL
        raise Obstacle(Trouble.DISK_FULL if full else Trouble.FILE_UNWRITABLE, file=path.name) from error


def read_private(path: Path) -> bytes | None:
    """The whole file; None when there is none. Raises Obstacle UNSAFE_PATH or FILE_UNREADABLE."""
    refuse_unsafe(path)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Obstacle(Trouble.FILE_UNREADABLE, file=path.name) from error
