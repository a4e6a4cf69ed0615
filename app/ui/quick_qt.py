"""Qt for Python loaded in less time; `app.ui` does it before any of its modules.

Three habits of PySide6 cost a desk time at every start. Its support modules lie in the library as source and
are compiled anew: here they are kept compiled, by what they say, as Python keeps its own. Most of them only
tell signatures to whoever asks or makes a mistake in a call: they are set aside until then. And once PySide6
stands, shiboken6 makes it read the source of every module imported later, to find users of `__feature__`:
nothing here uses that, so shiboken6 comes first.
"""

from __future__ import annotations

import builtins
import importlib
import marshal
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import MAGIC_NUMBER, cache_from_source, source_hash
from pathlib import Path
from threading import RLock
from types import CodeType
from typing import Any

SUPPORT = "shibokensupport/"
"""how the file names of the support modules begin"""
AT_ONCE = frozenset({"__init__.py", "loader.py", "mapping.py"})
"""the support modules that the others hang on"""
_HASH = 8
_compile: Callable[..., Any] = compile
_waking = RLock()


def load() -> None:
    """QtCore with what it needs of its support modules, and imports that read no source."""
    if "shiboken6" not in sys.modules:
        kept = Kept(Path(cache_from_source(__file__)).with_suffix(".support"))
        with kept.at_work():
            importlib.import_module("shiboken6")
            importlib.import_module("PySide6.QtCore")
        kept.keep()
    plain_imports()


def plain_imports() -> None:
    """Takes away the search for users of `__feature__`, where PySide6 was loaded before us."""
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _set_aside() -> None:
    """Its code runs as a module that waits: the first name asked of the module runs its own code."""
    from app.ui.quick_qt import asked_of

    globals()["__getattr__"] = asked_of(globals())


def asked_of(space: dict[str, Any]) -> Callable[[str], Any]:
    """`__getattr__` for the module with these globals."""

    def asked(name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)  # who goes through all modules, as `inspect` does, asks for these
        with _waking:
            if space.get("__getattr__") is asked:
                del space["__getattr__"]
                space["__spec__"].loader.exec_module(sys.modules[space["__name__"]])
        try:
            return space[name]
        except KeyError:
            raise AttributeError(name) from None

    return asked


class Kept:
    """Compiled code of support modules in one file; each piece counts for the very text it was made from."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = _take(path)
        self._new = False
        self._aside: set[str] = set()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Inside, `compile` answers from what is kept where it can, and sets aside what can wait."""
        builtins.compile = self._compiled
        try:
            yield
        finally:
            builtins.compile = _compile

    def keep(self) -> None:
        """Write what is new, whole or not at all, where Python would write its own; else nothing."""
        if not self._new or sys.dont_write_bytecode:
            return
        import tempfile

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
        if filename.rpartition("/")[2] not in AT_ONCE:
            if filename not in self._aside:
                self._aside.add(filename)
                return _set_aside.__code__
            return _compile(source, filename, mode)
        told = source_hash(f"{filename}\0{mode}\0".encode() + source)
        if told not in self._known:
            self._known[told] = _compile(source, filename, mode)
            self._new = True
        return self._known[told]


def _seal(body: bytes) -> bytes:
    return source_hash(MAGIC_NUMBER + sys.version.encode() + body)


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
