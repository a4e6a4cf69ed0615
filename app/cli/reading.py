"""Requests as they come: each JSON document is handed on as soon as its last line is there.

One document over many lines, an array, or one object a line: all are read alike, so that a script may keep
the pipe open. A cut or broken document is refused with its line, and the next one is read.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.cli import strictness
from app.domain.obstacles import Obstacle, Trouble
from app.domain.refusals import No, Refused
from app.words.catalogue import _
from app.words.refusals import N_

TYPE_HERE = N_("Type the requests as JSON and end with Ctrl+D; --example shows one")
MAX_BYTES = 32 * 1024 * 1024
"""Of one document."""
_TOO_LARGE = "larger than 32 MiB"
_BRACKET = re.compile(r"[\[\]{}]")
_TEXT = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+("?)')
"""A text, or what stands behind a quotation mark that is never closed. No sign is looked at twice."""
_NOT_CLOSED = "a text is not closed"


@contextmanager
def opened(file: str | None) -> Iterator[Iterator[object]]:
    """The requests of a file or of standard input. Raises Obstacle FILE_UNREADABLE."""
    if file in (None, "-"):
        if sys.stdin.isatty():
            sys.stderr.write(_(TYPE_HERE) + "\n")
        yield documents(_lines_of(sys.stdin.buffer), "-")
        return
    path = Path(str(file))
    try:
        stream: BinaryIO = path.open("rb")
    except OSError as why:
        raise Obstacle(Trouble.FILE_UNREADABLE, file=path.name, why=why.strerror or "") from why
    with stream:
        yield documents(_lines_of(stream), path.name)


def _lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """A line without an end (a device, a damaged file) is cut before it fills the memory."""
    return iter(lambda: stream.readline(MAX_BYTES + 1), b"")


def documents(stream: Iterable[bytes], name: str) -> Iterator[object]:
    """Each JSON value, the members of arrays one by one; a Refused for what cannot be read."""
    part = _Part(0)
    for number, text in enumerate(_lines(stream, name), 1):
        if part.cut_off_by(text):
            yield part.value()
            part = _Part(number)
        if part.empty:
            if not text.strip():
                continue
            part = _Part(number)
        part.take(text, name)
        if part.whole:
            yield from _members(part.value())
            part = _Part(0)
    if not part.empty:
        yield from _members(part.value())


def _members(value: object) -> Iterator[object]:
    if isinstance(value, list):
        yield from value
    else:
        yield value


def _lines(stream: Iterable[bytes], name: str) -> Iterator[str]:
    """Decoded lines. Another encoding is no matter of one line: it ends the reading."""
    lines = iter(stream)
    number = 0
    while True:
        number += 1
        try:
            raw = next(lines, None)
        except OSError as why:
            raise Obstacle(Trouble.FILE_UNREADABLE, file=name, why=why.strerror or "") from why
        if raw is None:
            return
        if len(raw) > MAX_BYTES:
            raise Obstacle(Trouble.FILE_UNREADABLE, file=name, why=_TOO_LARGE)
        try:
            yield raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as why:
            raise Obstacle(Trouble.FILE_UNREADABLE, file=name, why="not UTF-8", line=number) from why


class _Part:
    """A document as far as it has come. `first`: the number of its first line."""

    def __init__(self, first: int) -> None:
        self._first = first
        self._pieces: list[str] = []
        self._size = 0
        self._open: list[str] = []
        self._last = ""
        self._over = self._open_text = False

    @property
    def empty(self) -> bool:
        return not self._pieces

    @property
    def whole(self) -> bool:
        """Every bracket is closed, or no later line can mend it (a text ends with its line)."""
        return not self._open or self._over or self._open_text

    def take(self, line: str, name: str) -> None:
        self._pieces.append(line)
        self._size += len(line)
        if self._size > MAX_BYTES:
            raise Obstacle(Trouble.FILE_UNREADABLE, file=name, why=_TOO_LARGE)
        # a whole text stays something: what ends with it is not waiting
        bare = _TEXT.sub(lambda text: "t" if text[1] else '"', line)
        self._open_text = '"' in bare
        for sign in _BRACKET.findall(bare):
            if sign in "{[":
                self._open.append(sign)
            else:
                self._over = self._over or not self._open
                del self._open[-1:]
        self._last = bare.rstrip()[-1:] or self._last

    def cut_off_by(self, line: str) -> bool:
        """Whether a new object begins where the open one can have none: it never ended."""
        if not self._open or not line.startswith("{"):
            return False
        return self._last != ":" if self._open[-1] == "{" else self._last not in ("[", ",")

    def value(self) -> object:
        """The value, or Refused with line and column."""
        try:
            return strictness.loads("".join(self._pieces))
        except json.JSONDecodeError as why:
            line = self._first + min(why.lineno, len(self._pieces)) - 1
            told = _NOT_CLOSED if self._open_text else why.msg
            return Refused.because(No.BAD_REQUEST, f"line {line}", why=told, line=line, column=why.colno)
        except strictness.Strange as why:
            return Refused.because(No.BAD_REQUEST, f"line {self._first}", why=why.why, **why.facts)
