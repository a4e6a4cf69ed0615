"""Wrong passwords at a closed desk: counted beside the key file, because the store cannot be opened to count.

The same law as inside the store: five free, then 30 s, doubling to 15 minutes, never for good. Whoever can
delete this file can also copy the key file and guess elsewhere; there the price of one guess protects.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from app.domain.obstacles import Obstacle
from app.domain.refusals import No, Refused
from app.domain.typed import decoded
from localdb.files import atomic_write, read_private
from localdb.staff import FIRST_LOCK_S, FREE_TRIES, LONGEST_LOCK_S

FILE = "attempts.json"
LOCK = "attempts.lock"
_MOST_NUMBERS = 200
"""Numbers that are remembered. Those with the fewest failures are forgotten first, then the oldest:
trying two hundred numbers that nobody has must not end a pause."""

Counted = dict[str, tuple[int, int]]
"""Staff number -> failures in a row, and until when it waits (ms since 1970)."""


def pause(folder: Path, staff_id: str, now: datetime) -> Refused | None:
    """LOCKED_OUT(wait_s=) while the pause lasts. A clock that was set back cannot make it longer."""
    fails, until_ms = _read(folder).get(staff_id, (0, 0))
    wait_ms = min(until_ms - _ms(now), _lock_s(fails) * 1000)
    if wait_ms <= 0:
        return None
    wait_s = -(-wait_ms // 1000)
    return Refused.because(No.LOCKED_OUT, wait_s=wait_s, seconds=wait_s)


def count(folder: Path, staff_id: str, now: datetime) -> Refused:
    """One more failure: BAD_CREDENTIALS(left=), alike for a wrong password and an unknown number."""
    known = _read(folder)
    fails = known.pop(staff_id, (0, 0))[0] + 1
    known[staff_id] = (fails, _ms(now) + _lock_s(fails) * 1000)
    kept = sorted(known.items(), key=lambda one: one[1][0])[-_MOST_NUMBERS:]
    _write(folder, dict(kept))
    return Refused.because(No.BAD_CREDENTIALS, left=max(0, FREE_TRIES - fails))


def forgive(folder: Path, staff_id: str) -> None:
    """The right password: the count begins anew."""
    known = _read(folder)
    if known.pop(staff_id, None):
        with suppress(Obstacle):  # a full disk: the pause only comes sooner the next time
            _write(folder, known)


def take_back(folder: Path, staff_id: str) -> None:
    """The last one was no guess: the key file or the key store did not answer."""
    known = _read(folder)
    fails, until_ms = known.get(staff_id, (0, 0))
    if fails > 1:
        known[staff_id] = (fails - 1, until_ms)
    elif known.pop(staff_id, None) is None:
        return
    with suppress(Obstacle):
        _write(folder, known)


def _lock_s(fails: int) -> int:
    """Pause after this many failures in a row, seconds."""
    if fails < FREE_TRIES:
        return 0
    return min(LONGEST_LOCK_S, FIRST_LOCK_S << min(fails - FREE_TRIES, 10))


def _ms(now: datetime) -> int:
    return int(now.timestamp() * 1000)


def _read(folder: Path) -> Counted:
    """What was counted; nothing when the file is missing or damaged."""
    content = read_private(folder / FILE)
    try:
        return decoded(content, Counted) if content else {}
    except msgspec.MsgspecError:
        return {}


def _write(folder: Path, known: Counted) -> None:
    atomic_write(folder / FILE, json.dumps(known).encode())
