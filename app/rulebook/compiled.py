"""What the rule files say, kept beside them in the form that is read fastest.

The rule files stay the source. What is kept counts only for the very files it was made from and the code
that read them; anything else (missing, older, cut short, changed) is as if it were not there. Where the
folder cannot be written nothing is kept.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec

from app import __version__, domain
from app.domain.typed import unpacked

FOLDER = "compiled"
_FOLDERS = ("calendar", "evaluation", "fees", "forms", "guides", "knowledge", "matters")
_CODE = (Path(__file__).parent, Path(domain.__path__[0]), Path(domain.__path__[0]) / "pricing")
"""the rules' own modules and those of the values they are made of"""
_HASH = 32

T = TypeVar("T")


def kept(root: Path, name: str, kind: type[T], read: Callable[[], T]) -> T:
    """What `read` makes of the files of `root`: as it was kept under this name, else read and kept.

    Raises what `read` raises: Obstacle(RULES_BAD) when the files are wrong.
    """
    path, told = root / FOLDER / f"{name}.bin", _told(root)
    known = _take(path, told, kind)
    if known is None:
        known = read()
        _keep(path, told, msgspec.msgpack.encode(known))
    return known


def sources(root: Path) -> list[Path]:
    """Every file that may be read, in order."""
    found = [path for folder in _FOLDERS for path in (root / folder).rglob("*.yaml")]
    return sorted((*root.glob("*.yaml"), *found))


def _told(root: Path) -> bytes:
    """Stands for all of the files' content, and for the code as Python tells it from older code."""
    whole = sha256(__version__.encode())
    for path in sources(root):
        content = _content(path)
        whole.update(f"{path.relative_to(root)}\0{len(content)}\0".encode())
        whole.update(content)
    whole.update(_CODE_TOLD)
    return whole.digest()


def _code_told() -> bytes:
    told = []
    for folder in _CODE:
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.name.endswith(".py"):
                    state = entry.stat()
                    told.append(f"{entry.name}\0{state.st_size}\0{state.st_mtime_ns}\0")
    return "".join(told).encode()


_CODE_TOLD = _code_told()
"""as it was when this program started: a program replaced while it runs keeps nothing under the new name"""


def _content(path: Path) -> bytes:
    """Nothing where it cannot be read: who reads it for its rules says why."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _take(path: Path, told: bytes, kind: type[T]) -> T | None:
    content = _content(path)
    body = content[2 * _HASH :]
    if content[: 2 * _HASH] != told + sha256(body).digest():
        return None
    try:
        return unpacked(body, kind)
    except msgspec.MsgspecError:
        return None


def _keep(path: Path, told: bytes, body: bytes) -> None:
    """Whole or not at all; not being able to is no obstacle."""
    try:
        path.parent.mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(told + sha256(body).digest() + body)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
