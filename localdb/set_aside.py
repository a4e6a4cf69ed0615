"""What a restore would keep from the province: counted before, and in sight while the file lies there.

The steps cannot be carried over: they are links of the replaced journal's chain. But the file that was set
aside may itself be restored and sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from app.contract.kinds import Stem
from app.domain.obstacles import Obstacle, Trouble
from app.domain.set_aside import SetAside
from app.domain.typed import decoder
from localdb.connection import Tx
from localdb.delivery import NEEDS_YOU
from localdb.driver_errors import obstacles
from localdb.files import atomic_write, read_private, sync_folder
from localdb.opening import Connection, connect

FOLDER = "set-aside"
NOTE = "undelivered.json"
UNREADABLE = frozenset(
    {Trouble.NO_PROFILE, Trouble.DATABASE_DAMAGED, Trouble.KEY_OR_FILE, Trouble.DATABASE_NEWER}
)
"""Data that can tell nothing: neither who may restore nor what is undelivered."""


class Lost(Struct, frozen=True):
    """Undelivered ops of the present data that the backup does not hold. `numbers`: of their records."""

    ops: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


class _Note(Struct, frozen=True):
    file: str
    ops: tuple[str, ...] | None


_decode = decoder(_Note).decode


def lost_by(database: Path, backup: Path, key: bytes) -> Lost | None:
    """What is undelivered in `database` and missing from `backup`; None when `database` cannot be read."""
    if not database.exists():
        return Lost()
    try:
        present = connect(database, key, read_only=True)
        try:
            with obstacles(reading=True):
                rows = present.execute(
                    f"""SELECT j.op_id, j.record_id, j.stem FROM op_delivery d JOIN journal j ON j.seq = d.seq
                        WHERE d.state IN ('new', 'sending', 'deferred') OR ({NEEDS_YOU})
                        ORDER BY j.seq"""  # noqa: S608 (constant)
                ).fetchall()
                missing = set(_not_in(backup, key, [row["op_id"] for row in rows]))
                lost = [row for row in rows if row["op_id"] in missing]
                records = dict.fromkeys((row["stem"], row["record_id"]) for row in lost)
                numbers = tuple(_number(present, *one) for one in records)
        finally:
            present.close()
    except Obstacle as obstacle:
        if obstacle.trouble not in UNREADABLE:
            raise
        return None
    return Lost(tuple(row["op_id"] for row in lost), numbers)


def _not_in(file: Path, key: bytes, ops: Sequence[str]) -> list[str]:
    reader = connect(file, key, read_only=True)
    try:
        with obstacles(reading=True):
            known = "SELECT 1 FROM journal WHERE op_id = ?"
            return [op for op in ops if reader.execute(known, (op,)).fetchone() is None]
    finally:
        reader.close()


def _number(present: Connection, stem: str, record_id: str) -> str:
    """The number on its papers, a visit's ticket; the kind of record where it has neither."""
    row = present.execute(f"SELECT * FROM {Stem(stem).value} WHERE id = ?", (record_id,)).fetchone()  # noqa: S608
    if row is None:
        return stem
    return str(row["number"] or (row["ticket"] if stem == Stem.VISITS else "") or stem)


def note(folder: Path, file: str, lost: Lost | None) -> None:
    """Write into the folder that takes in the replaced data what is undelivered in it, if anything is."""
    if lost is None or lost.ops:
        atomic_write(folder / NOTE, msgspec.json.encode(_Note(file, lost.ops if lost else None)))


def lying(home: Path) -> tuple[SetAside, ...]:
    """Every file set aside in this desk's folder with undelivered steps, oldest first. Needs no key."""
    found = ((path, _read(path)) for path in sorted((home / FOLDER).glob(f"*/{NOTE}")))
    return tuple(
        SetAside(str(path.with_name(one.file)), None if one.ops is None else len(one.ops))
        for path, one in found
        if path.with_name(one.file).exists()
    )


def beside(tx: Tx) -> tuple[SetAside, ...]:
    """The same for the desk whose data is open."""
    row = tx.one("SELECT file FROM pragma_database_list WHERE name = 'main'")
    return lying(Path(row["file"]).parent) if row else ()


def take_back(home: Path, restored: Path, key: bytes) -> None:
    """Forget the notes whose steps the restored data holds: they are the desk's own again."""
    for path in (home / FOLDER).glob(f"*/{NOTE}"):
        ops = _read(path).ops
        if ops is not None and not _not_in(restored, key, ops):
            path.unlink()
            sync_folder(path.parent)


def _read(path: Path) -> _Note:
    """A note that cannot be read says that nobody knows how much: never nothing."""
    try:
        return _decode(read_private(path) or b"")
    except (Obstacle, msgspec.MsgspecError):
        return _Note("desk.db", None)
