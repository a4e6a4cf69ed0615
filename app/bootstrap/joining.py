"""Joining a province: a fresh desk by its one-time code, an old one again as another install."""

from __future__ import annotations

from app import __version__
from app.bootstrap.address import bind_address
from app.bootstrap.place import Place, write_place
from app.contract.wire import EnrolReply
from app.domain.obstacles import Obstacle, Trouble
from app.domain.refusals import No, Refused
from app.domain.staff import Role, Station
from app.profile import Profile
from app.province.embedded import Embedded
from app.sync.enrol import Enrolled, enrol
from app.usecases.desk import new_id
from localdb import device_secret, key_file, keys, staff, sync_state
from localdb.connection import Database, Tx

Person = tuple[str, str, tuple[Role, ...], str]
"""Staff number, name, roles, secret."""


def join(
    profile: Profile, url: str, code: str, people: tuple[Person, ...], *, mode: str
) -> dict[str, object] | Refused:
    """A desk in an empty folder. The province is asked first: a wrong code leaves nothing half made."""
    install = new_id()
    joined = enrol(url, code, install, app_v=__version__)
    if isinstance(joined, Refused):
        return joined
    number, _name, _roles, secret = people[0]
    key, recovery = keys.create(profile.keys, number, secret)
    station = station_of(joined.reply)
    try:
        for number, _name, _roles, secret in people[1:]:
            keys.add_staff_slot(profile.keys, key, number, secret)
        place = Place(mode=mode, station=station, province_url="" if mode == "trial" else url)
        _fill(profile, key, install, place.province_url, joined, people)
        write_place(profile, place)
    except BaseException:
        clear(profile)
        raise
    return {
        "profile": str(profile.folder),
        "mode": mode,
        "outlet": station.outlet_name,
        "window": station.window_name,
        "staff": [{"number": number, "name": name} for number, name, _roles, _secret in people],
        "recovery_code": recovery,
    }


def _fill(
    profile: Profile, key: bytes, install: str, url: str, joined: Enrolled, people: tuple[Person, ...]
) -> None:
    def enter(tx: Tx) -> None:
        sync_state.settle_identity(tx, profile.folder, lambda: install)
        sync_state.save_credential(tx, joined.reply, joined.private_key)
        bind_address(tx, url)
        for number, name, roles, secret in people:
            staff.add(tx, number, name, roles, secret)

    with Database.open(profile.database, key, create=True) as database:
        database.run(enter)


def clear(profile: Profile) -> None:
    """Take away what a failed attempt has made in a folder that had no desk: the next one may begin anew."""
    for path in (profile.keys / key_file.FILE, profile.keys / device_secret.FILE):
        path.unlink(missing_ok=True)
    for path in profile.folder.glob(f"{profile.database.name}*"):
        path.unlink()


def is_joined(database: Database) -> bool:
    """False before the first enrolment and after the identity changed (restore, copy, another machine)."""
    return database.read(sync_state.credential) is not None


def rejoin(database: Database, url: str, code: str, *, embedded: bool = False) -> Station | Refused:
    """A new credential and a new series for the present identity. The code must be this window's."""
    known, before = database.read(lambda tx: (sync_state.identity(tx), sync_state.station(tx)))
    if known is None:
        raise Obstacle(Trouble.DATABASE_DAMAGED)
    joined = enrol(url, code, known.install, app_v=__version__, first_n=known.first_n)
    if isinstance(joined, Refused):
        return joined
    station = station_of(joined.reply)
    if before and (before.outlet, before.window) != (station.outlet, station.window):
        return Refused.because(No.CONTRADICTS, "code", other=before.window_name)

    def keep(tx: Tx) -> None:
        sync_state.save_credential(tx, joined.reply, joined.private_key)
        bind_address(tx, "" if embedded else url)

    database.run(keep)
    return station


def rejoin_embedded(database: Database, province: Embedded, url: str, station: Station) -> Station:
    """A stand-alone desk gives itself the code that an operator would read out."""
    code = province.provision().get(station.window, "")
    joined = rejoin(database, url, code, embedded=True)
    if isinstance(joined, Refused):
        raise Obstacle(Trouble.PROVINCE_REFUSED, code=joined.refusals[0].code.value)
    return joined


def station_of(reply: EnrolReply) -> Station:
    return Station(
        outlet=reply.outlet,
        window=reply.window,
        series=reply.series,
        outlet_name=reply.outlet_name,
        window_name=reply.window_name,
        province_name=reply.province_name,
        phone=reply.phone,
        complaint_phone=reply.complaint_phone,
        hours=reply.hours,
        address=reply.address,
    )
