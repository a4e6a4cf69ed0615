"""Data that a restore replaced while it still held steps the province never got."""

from __future__ import annotations

from msgspec import Struct


class SetAside(Struct, frozen=True):
    """`file`: the whole path of the replaced data. `steps`: undelivered in it; None: it could not be read."""

    file: str
    steps: int | None
