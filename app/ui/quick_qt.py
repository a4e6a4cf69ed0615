"""Qt for Python loaded in less time; `app.ui` does it before any of its modules.

Two habits of PySide6 cost a desk time at every start. Its support modules lie in the library as source and
are compiled anew: here they are kept compiled, by what they say, as Python keeps its own. And it reads the
source of every module imported after it, to find users of `__feature__`: nothing here uses that.
"""

from __future__ import annotations

import builtins
import importlib
import marshal
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from types import CodeType
from typing import Any

SUPPORT = "shibokensupport/"
"""how the file names of the support modules begin"""
_HASH = 32
_compile: Callable[..., Any] = compile


def load() -> None:
    """QtCore with its support modules, and then imports that read no source."""
    if "shiboken6" not in sys.modules:
        kept = Kept(Path(cache_from_source(__file__)).with_suffix(".support"))
        with kept.at_work():
            importlib.import_module("PySide6.QtCore")
        kept.keep()
    plain_imports()


def plain_imports() -> None:
    """Takes away the search for users of `__feature__` that PySide6 put in front of every import."""
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


class Kept:
    """Compiled code of support modules in one file; each piece counts for the very text it was made from."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = _take(path)
        self._new = False

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Inside, `compile` answers from what is kept where it can."""
        builtins.compile = self._compiled
        try:
            yield
        finally:
            builtins.compile = _compile

    def keep(self) -> None:
        """Write what is new, whole or not at all, where Python would write its own; else nothing."""
        if not self._new or sys.dont_write_bytecode:
            return
        body = marshal.dumps(self._known)
        try:
            self._path.parent.mkdir(exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._path.parent)
        except OSError:
            return
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_seal(body) + body)
            Path(name).chmod(0o644)
            Path(name).replace(self._path)
        except OSError:
            Path(name).unlink(missing_ok=True)

    def _compiled(self, source: Any, filename: Any, mode: str, *rest: Any, **more: Any) -> Any:
        if rest or more or not isinstance(source, bytes) or not str(filename).startswith(SUPPORT):
            return _compile(source, filename, mode, *rest, **more)
        told = sha256(f"{filename}\0{mode}\0".encode() + source).digest()
        if told not in self._known:
            self._known[told] = _compile(source, filename, mode)
            self._new = True
        return self._known[told]


def _seal(body: bytes) -> bytes:
    return sha256(MAGIC_NUMBER + sys.version.encode() + body).digest()


def _take(path: Path) -> dict[bytes, CodeType]:
    """Nothing where it cannot be read, is cut short, or is of another Python."""
    try:
        content = path.read_bytes()
    except OSError:
        return {}
    body = content[_HASH:]
    if content[:_HASH] != _seal(body):
        return {}
    known: dict[bytes, CodeType] = marshal.loads(body)  # noqa: S302  as trusted as the .pyc beside it
    return known
