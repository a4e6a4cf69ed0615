"""How typed text is compared: without case, width and punctuation; Chinese by pairs of characters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PIECES = re.compile(r"[a-z0-9]+|[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


def plain(text: str) -> str:
    """Half width, lower case, letters, digits and Chinese only."""
    return "".join(pieces(text))


def pieces(text: str) -> list[str]:
    """Runs of Chinese characters, and Latin words and numbers."""
    return _PIECES.findall(unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=8192)
def marks(text: str) -> frozenset[str]:
    """What a text is known by: Chinese pairs (a single character as itself), whole Latin words."""
    found: set[str] = set()
    for piece in pieces(text):
        if piece[0].isascii() or len(piece) == 1:
            found.add(piece)
        else:
            found.update(piece[start : start + 2] for start in range(len(piece) - 1))
    return frozenset(found)
