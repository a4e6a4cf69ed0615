"""Plain values as typed ones: the one door to msgspec's reading.

msgspec learns a type when it first meets it, and leaves it half known to other threads meanwhile: two that
meet a type together end the process with a segmentation fault. So types are met here, by one at a time.
"""

from __future__ import annotations

import threading
from typing import TypeVar

import msgspec

T = TypeVar("T")

_one_at_a_time = threading.RLock()


def typed(content: object, shape: type[T], *, strict: bool = True) -> T:
    """Plain values (as JSON or YAML gives them) as `shape`. Raises msgspec.ValidationError."""
    with _one_at_a_time:
        return msgspec.convert(content, shape, strict=strict)


def decoded(content: bytes | str, shape: type[T]) -> T:
    """JSON as `shape`. Raises msgspec.DecodeError, of which ValidationError is one."""
    with _one_at_a_time:
        return msgspec.json.decode(content, type=shape)


def unpacked(content: bytes, shape: type[T]) -> T:
    """MessagePack as `shape`. Raises msgspec.DecodeError."""
    with _one_at_a_time:
        return msgspec.msgpack.decode(content, type=shape)


def decoder(shape: type[T]) -> msgspec.json.Decoder[T]:
    """For what is read often. The decoder itself may be used by any thread."""
    with _one_at_a_time:
        return msgspec.json.Decoder(shape)
