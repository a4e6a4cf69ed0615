"""PDF objects from bytes (ISO 32000-1, 7.3): names, numbers, strings, arrays, dictionaries, references."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

_SPACE = re.compile(rb"(?:[\x00\t\n\x0c\r ]|%[^\r\n]*)*")
_NUMBER = re.compile(rb"[+-]?(?:\d+\.?\d*|\.\d+)")
_REFERENCE = re.compile(rb"(\d+)\s+(\d+)\s+R(?![A-Za-z])")
_NAME = re.compile(rb"/([^\x00\t\n\x0c\r ()<>\[\]{}/%]*)")
_WORD = re.compile(rb"[^\x00\t\n\x0c\r ()<>\[\]{}/%]+")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
DEEPEST = 32


class Unreadable(ValueError):
    """Not a PDF this room can draw. The message names the construct, never the content."""


class Name(str):
    """`/Name` without the slash."""

    __slots__ = ()


class Word(str):
    """An operator or keyword."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Reference:
    number: int


Thing: TypeAlias = (
    "bool | int | float | bytes | Name | Word | Reference | list[Thing] | dict[str, Thing] | None"
)


class Reader:
    """Reads one object after another from `code`, starting at `at`."""

    def __init__(self, code: bytes, at: int = 0) -> None:
        self.code = code
        self.at = at
        self.skip()

    def skip(self) -> None:
        """Past white space and comments."""
        found = _SPACE.match(self.code, self.at)
        self.at = found.end() if found else self.at

    @property
    def done(self) -> bool:
        return self.at >= len(self.code)

    def thing(self, depth: int = 0) -> Thing:
        """The next object; a `Word` where none begins."""
        if depth > DEEPEST:
            raise Unreadable("nested too deep")
        made = self._one(depth)
        self.skip()
        return made

    def _one(self, depth: int) -> Thing:
        code, at = self.code, self.at
        head = code[at : at + 2]
        if head == b"<<":
            return self._dictionary(depth)
        if head[:1] == b"[":
            return self._array(depth)
        if head[:1] == b"(":
            return self._string()
        if head[:1] == b"<":
            return self._hex()
        if found := _NAME.match(code, at):
            self.at = found.end()
            return Name(found[1].decode("latin-1"))
        if found := _REFERENCE.match(code, at):
            self.at = found.end()
            return Reference(int(found[1]))
        return self._number_or_word()

    def _number_or_word(self) -> Thing:
        found = _NUMBER.match(self.code, self.at)
        if found:
            self.at = found.end()
            return float(found[0]) if b"." in found[0] else int(found[0])
        found = _WORD.match(self.code, self.at)
        if not found:
            raise Unreadable(f"unexpected byte at {self.at}")
        self.at = found.end()
        word = found[0].decode("latin-1")
        return {"true": True, "false": False, "null": None}.get(word, Word(word))

    def _dictionary(self, depth: int) -> dict[str, Thing]:
        self.at += 2
        self.skip()
        made: dict[str, Thing] = {}
        while self.code[self.at : self.at + 2] != b">>":
            key = self.thing(depth + 1)
            if not isinstance(key, Name):
                raise Unreadable("dictionary without a name")
            made[str(key)] = self.thing(depth + 1)
        self.at += 2
        return made

    def _array(self, depth: int) -> list[Thing]:
        self.at += 1
        self.skip()
        made: list[Thing] = []
        while self.code[self.at : self.at + 1] != b"]":
            if self.done:
                raise Unreadable("array without an end")
            made.append(self.thing(depth + 1))
        self.at += 1
        return made

    def _hex(self) -> bytes:
        end = self.code.find(b">", self.at)
        if end < 0:
            raise Unreadable("string without an end")
        digits = re.sub(rb"\s", b"", self.code[self.at + 1 : end])
        self.at = end + 1
        try:
            return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        except ValueError as why:
            raise Unreadable("string with a wrong digit") from why

    def _string(self) -> bytes:
        made = bytearray()
        self.at += 1
        level = 1
        while self.at < len(self.code):
            char = self.code[self.at : self.at + 1]
            self.at += 1
            if char == b"\\":
                made += self._escape()
                continue
            level += (char == b"(") - (char == b")")
            if not level:
                return bytes(made)
            made += char
        raise Unreadable("string without an end")

    def _escape(self) -> bytes:
        octal = re.compile(rb"[0-7]{1,3}").match(self.code, self.at)
        if octal:
            self.at = octal.end()
            return bytes([int(octal[0], 8) & 255])
        char = self.code[self.at : self.at + 1]
        self.at += 1
        if char == b"\r" and self.code[self.at : self.at + 1] == b"\n":
            self.at += 1
        return b"" if char in (b"\r", b"\n") else _ESCAPES.get(char, char)
