"""How texts are compared: one folding for search, and keys for people, papers and numbers."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """NFKC and case folding: full-width = half-width, upper = lower. Rare Han stay themselves."""
    once = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", once)


def name_key(name: str) -> str:
    """A name without its spaces and dots in the middle: 买买提·吐尔逊 is 买买提吐尔逊."""
    return "".join(ch for ch in fold(name) if not ch.isspace() and ch not in "·•・.‧")


def certificate_key(number: str) -> str:
    """A paper's number as letters and digits only."""
    return "".join(ch for ch in fold(number) if ch.isalnum())


def number_key(text: str) -> str:
    """Letters and digits of a number or phone, for look-ups from its beginning or its end."""
    return "".join(ch for ch in fold(text) if ch.isascii() and ch.isalnum())
