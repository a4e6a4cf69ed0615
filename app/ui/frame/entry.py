"""A page or deed as the palette lists it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page or deed that can be run: words to match (both languages, initials) and what it does."""

    id: str
    text: str
    key: str = ""
    also: tuple[str, ...] = ()

    def fits(self, typed: str) -> bool:
        wanted = typed.casefold().split()
        words = " ".join((self.text, self.key, *self.also)).casefold()
        return all(part in words for part in wanted)
