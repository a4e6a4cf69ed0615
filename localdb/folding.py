"""How texts are compared: one folding for search, and keys for people, papers and numbers."""

from __future__ import annotations

import re
import unicodedata

_NOT_IN_NAMES = re.compile(r"[\s·•・.‧]+")
_NOT_IN_NUMBERS = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """NFKC and case folding: full-width = half-width, upper = lower. Rare Han stay themselves."""
    if text.isascii():
        return text.lower()
    once = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", once)


def name_key(name: str) -> str:
    """A name without its spaces and dots in the middle: 买买提·吐尔逊 is 买买提吐尔逊."""
    return _NOT_IN_NAMES.sub("", fold(name))


def certificate_key(number: str) -> str:
    """A paper's number as letters and digits only; some papers' numbers begin with a Chinese character."""
    return "".join(filter(str.isalnum, fold(number)))


def number_key(text: str) -> str:
    """ASCII letters and digits of a number or phone, for look-ups from its beginning or its end."""
    return _NOT_IN_NUMBERS.sub("", fold(text))
