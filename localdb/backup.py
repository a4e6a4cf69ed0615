"""Backups while the desk works, thinned with age; and the way back, which never deletes what it replaces."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from msgspec import Struct

from app.domain.obstacles import Obstacle, Trouble
from app.domain.refusals import No, Refused
from localdb import key_file, keys, set_aside
from localdb.connection import Database
from localdb.copying import Contents, contents, copy_database, findings
from localdb.driver_errors import obstacles
from localdb.files import atomic_write, read_private, sync_folder
from localdb.lock import InstanceLock
from localdb.migrate import refuse_newer
from localdb.opening import COMPANIONS, companion, connect
from localdb.set_aside import Lost

KEYS_ENDING = ".keys.json"
SET_ASIDE = set_aside.FOLDER
MOST_NAMED = 10
"""records named in a refusal; the rest is counted"""
DAILY, WEEKLY, MONTHLY = 12, 10, 9
_NAME = re.compile(r"(?P<stem>.+)-(?P<at>\d{8}T\d{6})\.db")
_STAMP = "%Y%m%dT%H%M%S"


class Backup(Struct, frozen=True):
    """One verified backup. `at` is local time without offset, as in the file's name."""

    path: Path
    at: datetime


class Restored(Struct, frozen=True):
    """`set_aside`: where the replaced files are now, None when there were none.

    `undelivered`: steps in them that the province never got and this data does not hold; None when the
    replaced file could not be read.
    """

    head_seq: int
    head_hash: str
    set_aside: Path | None
    undelivered: int | None = 0


def back_up(database: Database, folder: Path, at: datetime) -> Backup:
    """A verified copy under `folder`, named by `at`, with the key file beside it. Any thread; nobody waits.

    Raises Obstacle BACKUP_BAD when the copy does not prove, DISK_FULL, FILE_UNWRITABLE.
    """
    target = folder / f"{database.path.stem}-{at.strftime(_STAMP)}.db"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Obstacle(Trouble.FILE_UNWRITABLE, file=folder.name) from error
    reader = connect(database.path, database.key, in_use=True)
    try:
        with obstacles():
            reader.execute("BEGIN")  # one state of the data for the counts and the copy
            copy_database(reader, database.key, target)
            reader.execute("ROLLBACK")
    finally:
        reader.close()
    if wrapped := read_private(database.path.with_name(key_file.FILE)):
        # without its slots a backup opens nowhere once this disk is gone
        atomic_write(target.with_name(target.name + KEYS_ENDING), wrapped)
    return Backup(target, at.replace(tzinfo=None, microsecond=0))


def backups(folder: Path) -> list[Backup]:
    """The backups in a folder, newest first."""
    found = ((path, _NAME.fullmatch(path.name)) for path in folder.glob("*.db"))
    listed = [
        Backup(path, datetime.strptime(match["at"], _STAMP))  # noqa: DTZ007 (local, from the name)
        for path, match in found
        if match
    ]
    return sorted(listed, key=lambda backup: backup.at, reverse=True)


def thin(stamps: Iterable[datetime], today: date) -> set[datetime]:
    """Which to keep: all of today and yesterday, then the last of each of 12 days, 10 weeks, 9 months.

    Days, weeks and months without a backup do not count.
    """
    newest_first = sorted(set(stamps), reverse=True)
    kept = {stamp for stamp in newest_first if stamp.date() >= today - timedelta(days=1)}
    for periods, period_of in (
        (DAILY, lambda stamp: stamp.date()),
        (WEEKLY, lambda stamp: stamp.isocalendar()[:2]),
        (MONTHLY, lambda stamp: (stamp.year, stamp.month)),
    ):
        kept |= _last_of_each(newest_first, periods, period_of)
    return kept


def _last_of_each(
    newest_first: list[datetime], periods: int, period_of: Callable[[datetime], object]
) -> set[datetime]:
    last: dict[object, datetime] = {}
    for stamp in newest_first:
        last.setdefault(period_of(stamp), stamp)
    return set(list(last.values())[:periods])


def tidy(folder: Path, today: date) -> list[Path]:
    """Delete what `thin` does not keep; nothing else in the folder is touched. What went."""
    listed = backups(folder)
    kept = thin((backup.at for backup in listed), today)
    gone = [backup.path for backup in listed if backup.at not in kept]
    for path in gone:
        path.unlink()
        path.with_name(path.name + KEYS_ENDING).unlink(missing_ok=True)
    return gone


def inspect(backup: Path, key: bytes) -> Contents:
    """What is in a backup, checked page by page; the file itself is only read.

    Raises Obstacle BACKUP_MISSING, KEY_OR_FILE for another key, BACKUP_BAD (damaged), DATABASE_NEWER.
    """
    refuse_missing(backup)
    try:
        reader = connect(backup, key, read_only=True)
        try:
            with obstacles():
                refuse_newer(reader)
                if findings(reader):
                    raise Obstacle(Trouble.BACKUP_BAD, file=backup.name)
                return contents(reader)
        finally:
            reader.close()
    except Obstacle as obstacle:
        if obstacle.trouble is Trouble.DATABASE_DAMAGED:
            raise Obstacle(Trouble.BACKUP_BAD, file=backup.name) from obstacle
        raise


def refuse_missing(backup: Path) -> None:
    """BACKUP_MISSING when no file lies there."""
    if not backup.is_file():
        folder = str(backup.absolute().parent)
        raise Obstacle(Trouble.BACKUP_MISSING, file=backup.name, folder=folder)


def restore(
    backup: Path, database: Path, key: bytes, at: datetime, *, set_aside_undelivered: bool = False
) -> Restored | Refused:
    """Put a backup in the place of `database`; what stood there is set aside under a name with `at`.

    UNDELIVERED_WORK when the present data holds undelivered steps that the backup lacks, unless told to set
    them aside: then a note beside them keeps them in sight. The desk must be closed (ALREADY_RUNNING). The
    restored data is marked, so that the next start takes a new install identity and a new number series.
    Raises what `inspect` raises. Refused or raised: nothing was changed.
    """
    found = inspect(backup, key)
    lock = InstanceLock.take(database)
    try:
        lost = set_aside.lost_by(database, backup, key)
        if lost and lost.ops and not set_aside_undelivered:
            return _undelivered(lost)
        fresh = database.with_name(f".{database.name}.restoring")
        _discard(fresh)
        _copy_marked(backup, fresh, key)
        aside = _swap(fresh, database, key, at, lost)
        _take_keys(backup, database.parent, key)
        set_aside.take_back(database.parent, database, key)
        sync_folder(database.parent)
    except OSError as error:
        raise Obstacle(Trouble.FILE_UNWRITABLE, file=database.name) from error
    finally:
        lock.release()
    undelivered = None if lost is None else len(lost.ops)
    return Restored(found.head_seq, found.head_hash, aside, undelivered)


def _undelivered(lost: Lost) -> Refused:
    more = len(lost.numbers) - MOST_NAMED
    named = ", ".join(lost.numbers[:MOST_NAMED]) + (f" (+{more})" if more > 0 else "")
    return Refused.because(No.UNDELIVERED_WORK, steps=len(lost.ops), records=len(lost.numbers), numbers=named)


def _copy_marked(backup: Path, fresh: Path, key: bytes) -> None:
    reader = connect(backup, key, read_only=True)
    try:
        with obstacles():
            reader.execute("BEGIN")
            copy_database(reader, key, fresh)
            reader.execute("ROLLBACK")
    finally:
        reader.close()
    writer = connect(fresh, key)
    try:
        with obstacles():
            writer.execute("UPDATE device SET restored = 1")
            writer.execute("PRAGMA journal_mode=DELETE").fetchone()
    finally:
        writer.close()


def _swap(fresh: Path, database: Path, key: bytes, at: datetime, lost: Lost | None) -> Path | None:
    """Set aside the present files, log included, and a key file of another key; `fresh` takes over."""
    files = [path for path in (database, *(companion(database, end) for end in COMPANIONS)) if path.exists()]
    wrapped = database.with_name(key_file.FILE)
    if wrapped.exists() and not _belongs(database.parent, key):
        files.append(wrapped)
    aside = _unused(database.parent / SET_ASIDE / at.strftime(_STAMP))
    if files:
        aside.mkdir(mode=0o700, parents=True)
        set_aside.note(aside, database.name, lost)  # before the move: a crash between cannot lose it
    try:
        for path in files:
            path.replace(aside / path.name)
        fresh.replace(database)
    except OSError:
        for path in files:
            if (aside / path.name).exists():
                (aside / path.name).replace(path)
        raise
    return aside if files else None


def _unused(folder: Path) -> Path:
    """Two restores may fall into one second."""
    names = itertools.chain([folder], (folder.with_name(f"{folder.name}-{n}") for n in itertools.count(2)))
    return next(name for name in names if not name.exists())


def _belongs(folder: Path, key: bytes) -> bool:
    try:
        return keys.belongs(folder, key)
    except Obstacle:
        return False  # a damaged key file opens nothing


def _take_keys(backup: Path, folder: Path, key: bytes) -> None:
    """The backup's own key file, where this folder has none for the restored data."""
    wrapped = read_private(backup.with_name(backup.name + KEYS_ENDING))
    if wrapped and not keys.exists(folder):
        atomic_write(folder / key_file.FILE, wrapped)


def _discard(path: Path) -> None:
    for left in (path, *(companion(path, ending) for ending in COMPANIONS)):
        left.unlink(missing_ok=True)
