"""The recovery code: 160 random bits as people read and type them, 32 signs in groups of four."""

from __future__ import annotations

import secrets
import unicodedata

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_LETTERS = 32


def make() -> str:
    """`7Q2M-…`: eight groups of four."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS))
    return "-".join(letters[place : place + 4] for place in range(0, _LETTERS, 4))


def parse(typed: str) -> bytes | None:
    """The 20 bytes behind a typed code; None when it cannot be one. Case, spaces and dashes do not matter."""
    text = unicodedata.normalize("NFKC", typed).upper().translate(_READ_AS)
    letters = [letter for letter in text if letter not in " -\t\u2013\u2014"]
    if len(letters) != _LETTERS or any(letter not in _ALPHABET for letter in letters):
        return None
    number = 0
    for letter in letters:
        number = number * 32 + _ALPHABET.index(letter)
    return number.to_bytes(20, "big")
