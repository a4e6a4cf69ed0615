"""The epoch: it changes when the database went back in time, so that no old cursor looks valid.

Each start raises a counter in the database and, after that, the same counter in a file of the data folder.
A file that is ahead of the database means: the database was put back from a backup.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection

from app.province.outlets import fact, put_fact
from app.province.store import Store

_FILE = "starts"


def open_epoch(store: Store, folder: Path) -> str:
    """The epoch of this start."""
    server, remembered = _remembered(folder / _FILE)
    fresh = secrets.token_hex(8)

    def count(connection: Connection) -> tuple[str, int]:
        epoch = fact(connection, "epoch")
        starts = int(fact(connection, f"starts-{server}") or 0)
        if not epoch or starts < remembered:
            epoch = fresh
            put_fact(connection, "epoch", epoch)
        starts = max(starts, remembered) + 1
        put_fact(connection, f"starts-{server}", str(starts))
        return epoch, starts

    epoch, starts = store.run_tx(count)
    _remember(folder / _FILE, server, starts)
    return epoch


def new_epoch(store: Store) -> str:
    """After a restore that the start could not notice: every desk compares anew."""
    fresh = secrets.token_hex(8)
    store.run_tx(lambda connection: put_fact(connection, "epoch", fresh))
    return fresh


def _remembered(path: Path) -> tuple[str, int]:
    try:
        server, _, starts = path.read_text(encoding="ascii").strip().partition(" ")
        return server, int(starts)
    except (FileNotFoundError, ValueError):
        return uuid4().hex, 0


def _remember(path: Path, server: str, starts: int) -> None:
    beside = path.with_suffix(".new")
    with beside.open("w", encoding="ascii") as file:
        file.write(f"{server} {starts}\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
