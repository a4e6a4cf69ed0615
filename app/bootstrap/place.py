"""`desk.json`: what may be known of a desk before anybody signs in. No secrets, no personal data."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
from msgspec import Struct

from app.domain.obstacles import Obstacle, Trouble
from app.domain.staff import Station
from app.domain.typed import decoded
from app.profile import Profile

FILE = "desk.json"


class Place(Struct, frozen=True, kw_only=True):
    """`mode`: live (a real province), trial (embedded province, invented people) or training."""

    mode: str
    station: Station
    province_url: str = ""
    """empty: the embedded province, whose address is known when it has started"""


def read_place(profile: Profile) -> Place:
    """Raises NO_PROFILE where there is no desk, FILE_UNREADABLE where the file is not what it should be."""
    path = profile.folder / FILE
    try:
        return decoded(path.read_bytes(), Place)
    except FileNotFoundError as why:
        raise Obstacle(Trouble.NO_PROFILE) from why
    except (OSError, msgspec.MsgspecError) as why:
        raise Obstacle(Trouble.FILE_UNREADABLE, file=FILE, why=type(why).__name__) from why


def write_place(profile: Profile, place: Place) -> None:
    """Whole or not at all."""
    import json

    write_whole(
        profile.folder / FILE, json.dumps(msgspec.to_builtins(place), ensure_ascii=False, indent=1).encode()
    )


def write_whole(path: Path, content: bytes) -> None:
    """Temporary file, fsync, rename: a reader sees the old file or the new one. FILE_UNWRITABLE."""
    import tempfile

    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as why:
        raise Obstacle(Trouble.FILE_UNWRITABLE, file=path.name, why=why.strerror or "") from why
