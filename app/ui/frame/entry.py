"""A page or deed as the palette lists it."""

from __future__ import annotations

from msgspec import Struct


class Entry(Struct, frozen=True, kw_only=True):
    """A page or deed that can be run: words to match (both languages, initials) and what it does."""

    id: str
    text: str
    key: str = ""
    also: tuple[str, ...] = ()

    def fits(self, typed: str) -> bool:
        wanted = typed.casefold().split()
        words = " ".join((self.text, self.key, *self.also)).casefold()
        return all(part in words for part in wanted)
