"""A backup put back: on this computer by a person's password, on another one by the recovery code."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.bootstrap.address import bind_address
from app.bootstrap.joining import clear
from app.bootstrap.people import key_of
from app.bootstrap.place import Place, read_place, write_place
from app.domain.obstacles import Obstacle, Trouble
from app.domain.refusals import No, Refused
from app.domain.set_aside import SetAside
from app.domain.staff import GRANTS, Permission
from app.profile import Profile
from app.province.trial import TRIAL_OUTLET
from app.usecases.add_staff import weak
from app.usecases.desk import Clock
from app.words import set_aside as words
from localdb import backup as backups
from localdb import key_file, keys, staff, sync_state
from localdb.connection import Database
from localdb.files import atomic_write, read_private
from localdb.set_aside import UNREADABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who restores what. With `recovery_code` the folder is empty and `secret` becomes the password there."""

    backup: Path
    staff_id: str
    secret: str
    recovery_code: str = ""
    url: str = ""
    """address of the province, needed with the recovery code: it is no part of a backup"""
    set_aside_undelivered: bool = False
    """go on although undelivered steps are newer than the backup"""


def restore(profile: Profile, asked: Asked, clock: Clock) -> Mapping[str, object] | Refused:
    """Put the backup in place; what stood there is set aside. Raises Obstacle."""
    if profile.exists or asked.recovery_code:
        backups.refuse_missing(asked.backup)
    if asked.recovery_code:
        return _elsewhere(profile, asked, clock)
    read_place(profile)
    key = key_of(profile.keys, asked.staff_id, asked.secret, clock.now())
    if isinstance(key, Refused):
        return key
    if not _may(profile, key, asked.staff_id):
        return Refused.because(No.NOT_PERMITTED, needed=Permission.RESTORE.value)
    given = {"set_aside_undelivered": asked.set_aside_undelivered}
    told = backups.restore(asked.backup, profile.database, key, clock.now(), **given)
    return told if isinstance(told, Refused) else _restored(profile, told)


def _may(profile: Profile, key: bytes, staff_id: str) -> bool:
    """Whether the present data lets this person restore; when it cannot be read, the key alone decides."""
    try:
        with Database.open(profile.database, key) as database:
            account = database.read(lambda tx: staff.load(tx, staff_id))
    except Obstacle as obstacle:
        if obstacle.trouble not in UNREADABLE:
            raise
        return True
    if account is None or account.disabled:
        return False
    return any(Permission.RESTORE in GRANTS[role] for role in account.roles)


def _elsewhere(profile: Profile, asked: Asked, clock: Clock) -> Mapping[str, object] | Refused:
    """An empty folder on any computer: the backup's own key file, opened by the printed code."""
    if no := weak(asked.secret, asked.staff_id):
        return no
    if profile.exists or keys.exists(profile.folder):
        raise Obstacle(Trouble.PROFILE_EXISTS)
    beside = asked.backup.with_name(asked.backup.name + backups.KEYS_ENDING)
    wrapped = read_private(beside)
    if wrapped is None:
        raise Obstacle(Trouble.FILE_UNREADABLE, file=beside.name, why=os.strerror(errno.ENOENT))
    profile.prepare()
    place: Place | Refused | None = None
    try:
        atomic_write(profile.keys / key_file.FILE, wrapped)
        key = keys.unlock_with_recovery(profile.keys, asked.recovery_code)
        if isinstance(key, Refused):
            return key
        told = backups.restore(asked.backup, profile.database, key, clock.now())
        if isinstance(told, Refused):
            return told
        place = _let_in(profile, key, asked)
        if isinstance(place, Refused):
            return place
        write_place(profile, place)
        return _restored(profile, told)
    finally:
        if not isinstance(place, Place):
            clear(profile)


def _let_in(profile: Profile, key: bytes, asked: Asked) -> Place | Refused:
    """The person's account with a new password and its slot on this computer; where the desk stands."""
    with Database.open(profile.database, key) as database:
        account, station = database.read(lambda tx: (staff.load(tx, asked.staff_id), sync_state.station(tx)))
        if account is None or station is None:
            return Refused.because(No.NO_SUCH_RECORD, "--staff", found=asked.staff_id)
        trial = station.outlet == TRIAL_OUTLET.outlet
        if not trial and not asked.url:
            return Refused.because(No.REQUIRED, "--url")
        url = "" if trial else asked.url
        database.run(lambda tx: staff.set_password(tx, asked.staff_id, asked.secret))
        database.run(lambda tx: bind_address(tx, url))
    keys.add_staff_slot(profile.keys, key, asked.staff_id, asked.secret, new_device=True)
    return Place(mode="trial" if trial else "live", station=station, province_url=url)


def _restored(profile: Profile, told: backups.Restored) -> dict[str, object]:
    """`undelivered_set_aside`: steps, null when nobody can tell; `words` where there are any."""
    made: dict[str, object] = {
        "head_seq": told.head_seq,
        "head_hash": told.head_hash,
        "set_aside": str(told.set_aside or ""),
        "undelivered_set_aside": told.undelivered,
    }
    if told.set_aside is not None and told.undelivered != 0:
        file = str(told.set_aside / profile.database.name)
        made["words"] = words.sentence(SetAside(file, told.undelivered))
    return made
