"""The one way a body becomes bytes, and the digest over it. Desk and province must agree to the byte.

Canonical JSON: UTF-8, keys sorted by code point, no spaces, nothing escaped beyond what JSON demands,
whole numbers only (money in fen) within ±(2^53 - 1), at most 32 levels deep. Text is taken as it is typed (no
Unicode normalisation): the digest proves the body, not its meaning. SM3 is GB/T 32905-2016.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Annotated, TypeAlias

import msgspec

MAX_DEPTH = 32
MAX_INTEGER = 2**53 - 1
_PLAIN = frozenset({str, bool, type(None)})
_TEXT = frozenset({str})
_SM3 = hashlib.new("sm3")
"""copied for each use: finding the algorithm by its name takes longer than hashing an op"""


class NotCanonical(ValueError):
    """No canonical form: a float, a huge integer, a lone surrogate, too deep, a strange type."""


def canonical(body: object) -> bytes:
    """Canonical JSON of plain values (str, int, bool, None, list, tuple, mapping with str keys).

    Raises NotCanonical.
    """
    _check(body)
    try:
        return _encode(body)
    except UnicodeEncodeError as error:
        raise NotCanonical("lone surrogate") from error


_Leaf: TypeAlias = bool | Annotated[int, msgspec.Meta(ge=-MAX_INTEGER, le=MAX_INTEGER)] | str | None
PlainGroups: TypeAlias = dict[str, dict[str, _Leaf | list[_Leaf | dict[str, _Leaf]]]]
"""Groups as most ops have them. Whatever JSON decodes to this type has a canonical form."""


def canonical_of_plain(groups: PlainGroups) -> bytes:
    """As `canonical`, of groups that were decoded to their type: nothing is left to check."""
    return _encode(groups)


def digest(groups: Mapping[str, object]) -> str:
    """SM3 over the canonical bytes of an op's groups, 64 lower-case hex digits. Raises NotCanonical."""
    return sm3(canonical(groups)).hex()


def sm3(content: bytes) -> bytes:
    """SM3 of bytes (32 bytes)."""
    fresh = _SM3.copy()
    fresh.update(content)
    return fresh.digest()


def _plain(value: object) -> object:
    """What the encoder does not know by itself: frozen mappings, and subclasses of the plain types."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return int(value)
    raise NotCanonical(f"no JSON form for {type(value).__name__}")


_encode = msgspec.json.Encoder(order="sorted", enc_hook=_plain).encode
"""It would give bytes, floats, dates and other keys than text a form too: `_check` comes first."""


def _check(body: object) -> None:
    """Level by level. Exact types go the quick way: every deed of a desk passes here."""
    level: list[object] = [body]
    depth = 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise NotCanonical(f"deeper than {MAX_DEPTH} levels")
        below: list[object] = []
        for value in level:
            if type(value) in _PLAIN:
                continue
            if type(value) is list:
                below += value
            elif type(value) is dict and _TEXT.issuperset(map(type, value)):
                below += value.values()
            else:
                below += _members(value)
        level = below


def _members(value: object) -> Iterable[object]:
    """What stands directly in a list or mapping; nothing in a whole number."""
    if isinstance(value, int):
        if abs(value) > MAX_INTEGER:
            raise NotCanonical("integer beyond 2^53")
        return ()
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise NotCanonical("key is not text")
        return value.values()
    if isinstance(value, list | tuple):
        return value
    if isinstance(value, str):
        return ()
    raise NotCanonical(f"no canonical form for {type(value).__name__}")
