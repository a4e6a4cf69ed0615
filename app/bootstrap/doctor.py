"""What is right and wrong on this computer, in words an administrator can act on. Nothing is changed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from app import __version__
from app.bootstrap.place import read_place
from app.domain.obstacles import Obstacle
from app.profile import Profile
from app.words import obstacles

if TYPE_CHECKING:
    from app.bootstrap.opener import Opener

LOW_DISK = 2 * 1024**3
PROBES = "䶮𠮷㛃𬭎𫖯𬱖𪨶𰻝"
"""Characters of names that older fonts lack (GB 18030-2022 level 3)."""


def examine(profile: Profile, opener: Opener) -> Mapping[str, object]:
    """`checks`: name -> {"ok", "words", …}. `all_well` only when every check is."""
    asked: tuple[tuple[str, Callable[[], Mapping[str, object]]], ...] = (
        ("rules", lambda: {"version": opener.rules().version}),
        ("profile", lambda: _profile(profile)),
        ("keys", lambda: _keys(profile)),
        ("disk", lambda: _disk(profile)),
        ("printers", _printers),
        ("fonts", _fonts),
    )
    checks = {name: _asked(check) for name, check in asked}
    return {
        "program": __version__,
        "python": sys.version.split()[0],
        "system": sys.platform,
        "all_well": all(bool(check["ok"]) for check in checks.values()),
        "checks": checks,
    }


def _asked(check: Callable[[], Mapping[str, object]]) -> dict[str, object]:
    try:
        return {"ok": True, **check()}
    except Obstacle as obstacle:
        return {"ok": False, "code": obstacle.trouble.value, "words": obstacles.sentence(obstacle)}


def _profile(profile: Profile) -> Mapping[str, object]:
    place = read_place(profile)
    return {"folder": str(profile.folder), "mode": place.mode, "outlet": place.station.outlet_name}


def _keys(profile: Profile) -> Mapping[str, object]:
    from localdb import keys

    facts = keys.slots(profile.keys)
    return {
        "staff": len(facts.staff),
        "device_secret_in_keyring": facts.device_secret_in_keyring,
        "recovery": facts.recovery,
    }


def _disk(profile: Profile) -> Mapping[str, object]:
    folder = profile.folder
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    return {"ok": free > LOW_DISK, "free_mib": free // 1024**2, "writable": os.access(folder, os.W_OK)}


def _printers() -> Mapping[str, object]:
    from app.printing.cups import CupsSpooler

    found = CupsSpooler().printers()
    return {"ok": bool(found), "printers": [printer.name for printer in found]}


def _fonts() -> Mapping[str, object]:
    from app.printing import fonts

    lacking = fonts.missing(PROBES)
    return {"probes": len(PROBES), "lacking": lacking}
