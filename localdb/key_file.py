"""`keys.json`: the data key wrapped once per slot. No secret in clear; whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Struct

from app.contract.canonical import sm3
from app.domain.obstacles import Obstacle, Trouble
from app.domain.typed import decoded
from localdb.files import atomic_write, read_private

FILE = "keys.json"
FORMAT = 1
AES_GCM = 1
"""Suite id: AES-256-GCM, HKDF-SHA256, Argon2id."""

_Bytes16 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
_Nonce = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{24}$")]
_Wrapped = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{96}$")]


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Argon2id's price. Bounds: nobody can make it cheap, and no edited file can eat the memory."""

    memory_kib: Annotated[int, msgspec.Meta(ge=19 * 1024, le=1024 * 1024)] = 64 * 1024
    passes: Annotated[int, msgspec.Meta(ge=2, le=16)] = 3
    lanes: Annotated[int, msgspec.Meta(ge=1, le=8)] = 1


DEFAULT = Cost()


class Slot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way to the data key. `cost` only where a password is stretched."""

    salt: _Bytes16
    nonce: _Nonce
    wrapped: _Wrapped
    cost: Cost | None = None


class KeyFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`key_id` names the data key, `device` the device secret, without telling anything about them."""

    format: int = FORMAT
    suite: int = AES_GCM
    key_id: str
    device: str
    in_keyring: bool
    slots: dict[str, Slot]


class SlotFacts(Struct, frozen=True):
    """What may be told about the slots without any secret (doctor)."""

    staff: tuple[str, ...]
    keyring: bool
    recovery: bool
    device_secret_in_keyring: bool
    """False: the device secret is a file beside the data, weaker against theft of the whole disk"""


def id_of(secret: bytes, about: str) -> str:
    """A public name of a random secret."""
    return sm3(f"onewindow {about} id".encode() + secret).hex()[:32]


def read(folder: Path) -> KeyFile:
    """Raises Obstacle KEYS_FILE when it is missing, damaged, or of a later program."""
    content = read_private(folder / FILE)
    if content is None:
        raise Obstacle(Trouble.KEYS_FILE, file=FILE, why="missing")
    try:
        keys = decoded(content, KeyFile)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Obstacle(Trouble.KEYS_FILE, file=FILE, why="damaged") from error
    if keys.format != FORMAT or keys.suite != AES_GCM:
        raise Obstacle(Trouble.KEYS_FILE, file=FILE, why="of another program version")
    return keys


def write(folder: Path, keys: KeyFile) -> None:
    """Atomic; proved by reading it back."""
    atomic_write(
        folder / FILE, msgspec.json.format(msgspec.json.encode(keys), indent=1) + os.linesep.encode()
    )
    if read(folder) != keys:
        raise Obstacle(Trouble.KEYS_FILE, file=FILE, why="written otherwise")
