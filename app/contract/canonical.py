"""The one way a body becomes bytes, and the digest over it. Desk and province must agree to the byte.

Canonical JSON: UTF-8, keys sorted by code point, no spaces, nothing escaped beyond what JSON demands,
whole numbers only (money in fen) within ±(2^53 - 1), at most 32 levels deep. Text is taken as it is typed (no
Unicode normalisation): the digest proves the body, not its meaning. SM3 is GB/T 32905-2016.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

MAX_DEPTH = 32
MAX_INTEGER = 2**53 - 1


class NotCanonical(ValueError):
    """No canonical form: a float, a huge integer, a lone surrogate, too deep, a strange type."""


def canonical(body: object) -> bytes:
    """Canonical JSON of plain values (str, int, bool, None, list, tuple, mapping with str keys).

    Raises NotCanonical.
    """
    _check(body, 1)
    text = json.dumps(
        body, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_plain
    )
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotCanonical("lone surrogate") from error


def digest(groups: Mapping[str, object]) -> str:
    """SM3 over the canonical bytes of an op's groups, 64 lower-case hex digits. Raises NotCanonical."""
    return sm3(canonical(groups)).hex()


def sm3(content: bytes) -> bytes:
    """SM3 of bytes (32 bytes)."""
    return hashlib.new("sm3", content).digest()


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    raise NotCanonical(f"no JSON form for {type(value).__name__}")


def _check(value: object, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise NotCanonical(f"deeper than {MAX_DEPTH} levels")
    if value is None or isinstance(value, str | bool):
        return
    if isinstance(value, int):
        if abs(value) > MAX_INTEGER:
            raise NotCanonical("integer beyond 2^53")
    elif isinstance(value, Mapping):
        for key, member in value.items():
            if not isinstance(key, str):
                raise NotCanonical("key is not text")
            _check(member, depth + 1)
    elif isinstance(value, list | tuple):
        for member in value:
            _check(member, depth + 1)
    else:
        raise NotCanonical(f"no canonical form for {type(value).__name__}")
