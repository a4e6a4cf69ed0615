"""A trial desk for tests: made once by the program's own opener, then copied in a few milliseconds.

Its key slots carry the lowest price that the key file allows, so that a sign-in takes 30 ms and not half a
second; everything else is what `onewindow trial` makes, with the embedded province beside it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.bootstrap.desk import LiveDesk
from app.bootstrap.opener import TRIAL_SECRET, TRIAL_STAFF, Opener
from app.domain.refusals import Refused
from app.usecases.desk import Clock
from localdb import keys
from localdb.connection import Database
from localdb.key_file import Cost

SECRET = TRIAL_SECRET
CLERK, OTHER_CLERK, LEAD = (number for number, _name, _roles in TRIAL_STAFF)
CHEAP = Cost(memory_kib=19 * 1024, passes=2, lanes=1)


def make(folder: Path, clock: Clock | None = None) -> Path:
    """A fresh trial desk in `folder`. Two seconds: make one and copy it."""
    told = Opener(clock).trial(folder, SECRET)
    assert not isinstance(told, Refused)
    cheapen(folder, SECRET, CLERK, OTHER_CLERK, LEAD)
    return folder


def cheapen(folder: Path, secret: str, *staff: str) -> None:
    """Make the key slots of these people quick to open; all have this secret."""
    key = key_of(folder, staff[0], secret)
    for number in staff:
        keys.add_staff_slot(folder, key, number, secret, cost=CHEAP)


def copy(template: Path, folder: Path) -> Path:
    """The same desk again: same machine, same identity, so nothing takes it for a clone."""
    shutil.copytree(template, folder)
    folder.chmod(0o700)
    return folder


def key_of(folder: Path, staff: str = CLERK, secret: str = SECRET) -> bytes:
    key = keys.unlock_with_password(folder, staff, secret)
    assert isinstance(key, bytes)
    return key


@contextmanager
def store(folder: Path, staff: str = CLERK, secret: str = SECRET) -> Iterator[Database]:
    """The desk's own database, while no program has it open."""
    with Database.open(folder / "desk.db", key_of(folder, staff, secret)) as database:
        yield database


@contextmanager
def opened(
    folder: Path, staff: str = CLERK, secret: str = SECRET, clock: Clock | None = None
) -> Iterator[LiveDesk]:
    """The live desk with this person signed in; it sends nothing by itself."""
    desk = Opener(clock).open(folder, staff, secret)
    assert not isinstance(desk, Refused)
    try:
        yield desk
    finally:
        desk.close()
