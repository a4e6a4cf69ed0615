"""What is right and wrong on this computer, in words an administrator can act on. Nothing is changed."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from app import __version__
from app.bootstrap.place import read_place
from app.cli.wording import obstacle_words
from app.domain.obstacles import Obstacle, Trouble
from app.profile import CLOUD_MARKS, Profile
from app.words.catalogue import _
from app.words.refusals import N_

if TYPE_CHECKING:
    from app.bootstrap.opener import Opener

LOW_DISK = 2 * 1024**3
BACKUP_DAYS = 2
NO_SERVICE = N_(
    "No print service answers on this computer. Papers are saved as PDF in the desk's folder papers. To "
    "print, set up CUPS and start it"
)
PROBES = "䶮𠮷㛃𬭎𫖯𬱖𪨶𰻝"
"""Characters of names that older fonts lack (GB 18030-2022 level 3)."""


def examine(profile: Profile, opener: Opener) -> Mapping[str, object]:
    """`checks`: name -> {"ok", …, "words" where something is wrong}. `all_well` only when every check is."""
    asked: tuple[tuple[str, Callable[[], Mapping[str, object]]], ...] = (
        ("rules", lambda: {"version": opener.rules().version}),
        ("profile", lambda: _profile(profile)),
        ("data", lambda: _data(profile)),
        ("keys", lambda: _keys(profile)),
        ("backups", lambda: _backups(profile, opener)),
        ("set_aside", lambda: _set_aside(profile)),
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
    except OSError as why:
        name = Path(str(why.filename or "")).name[:40]
        unreadable = Obstacle(Trouble.FILE_UNREADABLE, file=name, why=why.strerror or "")
        return {"ok": False, "code": unreadable.trouble.value, "words": obstacle_words(unreadable)}
    except Obstacle as obstacle:
        return {"ok": False, "code": obstacle.trouble.value, "words": obstacle_words(obstacle)}


def _wrong(words: str, **facts: object) -> dict[str, object]:
    return {"ok": False, "words": words, **facts}


def _profile(profile: Profile) -> Mapping[str, object]:
    place = read_place(profile)
    found = {"folder": str(profile.folder), "mode": place.mode, "outlet": place.station.outlet_name}
    if any(mark in part for mark in CLOUD_MARKS for part in profile.folder.absolute().parts):
        return _wrong(_("The folder lies in a cloud drive, which can damage the data. Move it away"), **found)
    if os.name == "posix" and stat.S_IMODE(profile.folder.stat().st_mode) & 0o077:
        return _wrong(
            _("Other users of this computer may look into the folder. Set its rights to 700"), **found
        )
    return found


def _data(profile: Profile) -> Mapping[str, object]:
    """The store as a file, and whether a program has it open. What is inside only a password tells."""
    from localdb.lock import InstanceLock

    if not profile.exists:
        raise Obstacle(Trouble.NO_PROFILE)
    size, lock = profile.database.stat().st_size, profile.database.with_name(f"{profile.database.name}.lock")
    try:
        if lock.exists():
            InstanceLock.take(profile.database).release()
    except Obstacle as obstacle:
        if obstacle.trouble is not Trouble.ALREADY_RUNNING:
            raise
        return {"mib": size // 1024**2, "open_elsewhere": True}
    return {"mib": size // 1024**2, "open_elsewhere": False}


def _keys(profile: Profile) -> Mapping[str, object]:
    from localdb import keys

    if not profile.exists and not keys.exists(profile.keys):
        raise Obstacle(Trouble.NO_PROFILE)
    facts = keys.slots(profile.keys)
    return {
        "staff": len(facts.staff),
        "device_secret_in_keyring": facts.device_secret_in_keyring,
        "recovery": facts.recovery,
    }


def _backups(profile: Profile, opener: Opener) -> Mapping[str, object]:
    from localdb import backup

    if not profile.exists:
        raise Obstacle(Trouble.NO_PROFILE)
    found = backup.backups(profile.backups)
    if not found:
        return _wrong(_("There is no backup yet. Make one: onewindow backup"), count=0)
    age = opener.clock().now().replace(tzinfo=None) - found[0].at
    told = {"count": len(found), "latest": found[0].at.isoformat()}
    if age.days >= BACKUP_DAYS:
        return _wrong(_("The latest backup is {days} days old").format(days=age.days), **told)
    return told


def _set_aside(profile: Profile) -> Mapping[str, object]:
    from app.words import set_aside as words
    from localdb import set_aside

    found = set_aside.lying(profile.folder)
    told = {"files": [one.file for one in found]}
    return _wrong("\n".join(words.sentence(one) for one in found), **told) if found else told


def _disk(profile: Profile) -> Mapping[str, object]:
    folder = profile.folder.absolute()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    told = {"free_mib": free // 1024**2, "writable": os.access(folder, os.W_OK)}
    if not told["writable"]:
        return _wrong(_("The folder cannot be written to. Call the administrator"), **told)
    if free <= LOW_DISK:
        return _wrong(_("Less than 2 GiB are free. Free some space"), **told)
    return told


def _printers() -> Mapping[str, object]:
    from app.printing.cups import CupsSpooler

    try:
        found = [printer.name for printer in CupsSpooler().printers()]
    except Obstacle as obstacle:
        if obstacle.trouble is not Trouble.SPOOLER_DOWN:
            raise
        return _wrong(_(NO_SERVICE), code=obstacle.trouble.value, printers=[])
    if not found:
        return _wrong(_("No print queue is set up here. Papers can be saved as PDF"), printers=found)
    return {"printers": found}


def _fonts() -> Mapping[str, object]:
    from app.printing import fonts

    lacking = fonts.missing(PROBES)
    if lacking:
        return _wrong(_("The print font lacks: {characters}").format(characters=lacking), lacking=lacking)
    return {"probes": len(PROBES), "lacking": lacking}
