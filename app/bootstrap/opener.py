"""Opens, makes, enrols, restores and examines desks. The shell and the window come through here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from app import __version__
from app.bootstrap.clock import SystemClock
from app.bootstrap.desk import LiveDesk
from app.bootstrap.place import Place, read_place, write_place
from app.contract.wire import EnrolReply
from app.domain.obstacles import Obstacle, Trouble
from app.domain.refusals import No, Refused
from app.domain.staff import Role, Station
from app.profile import Profile
from app.rulebook import Rulebook
from app.usecases.add_staff import weak
from app.usecases.desk import Clock, new_id
from localdb import keys, staff, sync_state
from localdb.connection import Database, Tx

TRIAL_SECRET = "onewindow-1"
TRIAL_STAFF = (
    ("3301", "王敏（示例）", (Role.CLERK,)),
    ("3302", "李静（示例）", (Role.CLERK,)),
    ("3390", "周岚（示例）", (Role.LEAD, Role.ADMIN)),
)
"""Invented people of the trial desk, all with the trial's secret."""


class Opener:
    """Production's way in; a test hands in its own clock."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock: Clock = clock or SystemClock()
        self._rules: Rulebook | None = None

    def rules(self) -> Rulebook:
        if self._rules is None:
            self._rules = Rulebook.load()
        return self._rules

    def clock(self) -> Clock:
        return self._clock

    # opening

    def closed(self, folder: Path) -> LiveDesk:
        """The desk before anybody signed in. Raises NO_PROFILE, UNSAFE_PATH, RULES_BAD."""
        profile = Profile(folder)
        place = read_place(profile)
        profile.prepare()
        return LiveDesk(profile, place, self.rules(), self._clock)

    def open(self, profile: Path, staff_id: str, secret: str) -> LiveDesk | Refused:
        """A desk with a signed-in actor, for one shell call."""
        desk = self.closed(profile)
        try:
            actor = desk.sign_in(staff_id, secret).result()
        except BaseException:
            desk.close()
            raise
        if isinstance(actor, Refused):
            desk.close()
            return actor
        return desk

    # making

    def trial(self, profile: Path, secret: str) -> Mapping[str, object] | Refused:
        """A stand-alone desk: embedded province, invented people, real rules."""
        from app.province.embedded import Embedded

        made = self._fresh(profile)
        people = tuple((number, name, roles, secret or TRIAL_SECRET) for number, name, roles in TRIAL_STAFF)
        province = Embedded(made.province)
        url = province.start()
        try:
            code = next(iter(province.provision().values()))
            return self._join(made, url, code, people, mode="trial")
        finally:
            province.stop()

    def enrol(
        self, profile: Path, url: str, code: str, staff_id: str, name: str, secret: str
    ) -> Mapping[str, object] | Refused:
        """A window of a real province, joined by its one-time code."""
        if not staff_id.isdigit():
            return Refused.because(No.NOT_A_NUMBER, "staff")
        if no := weak(secret, staff_id):
            return no
        people = ((staff_id, name, (Role.CLERK, Role.LEAD, Role.ADMIN), secret),)
        return self._join(self._fresh(profile), url, code, people, mode="live")

    def _fresh(self, folder: Path) -> Profile:
        profile = Profile(folder)
        if profile.exists or keys.exists(folder):
            raise Obstacle(Trouble.PROFILE_EXISTS)
        profile.prepare()
        return profile

    def _join(
        self,
        profile: Profile,
        url: str,
        code: str,
        people: tuple[tuple[str, str, tuple[Role, ...], str], ...],
        *,
        mode: str,
    ) -> Mapping[str, object] | Refused:
        """Ask the province first: a wrong code leaves no half-made desk behind."""
        from app.sync.enrol import enrol

        install = new_id()
        joined = enrol(url, code, install, app_v=__version__)
        if isinstance(joined, Refused):
            return joined
        first = people[0]
        key, recovery = keys.create(profile.keys, first[0], first[3])
        for number, _name, _roles, secret in people[1:]:
            keys.add_staff_slot(profile.keys, key, number, secret)
        with Database.open(profile.database, key, create=True) as database:

            def enter(tx: Tx) -> None:
                sync_state.settle_identity(tx, profile.folder, lambda: install)
                sync_state.save_credential(tx, joined.reply, joined.private_key)
                for number, name, roles, secret in people:
                    staff.add(tx, number, name, roles, secret)

            database.run(enter)
        station = _station(joined.reply)
        write_place(profile, Place(mode=mode, station=station, province_url="" if mode == "trial" else url))
        return {
            "profile": str(profile.folder),
            "mode": mode,
            "outlet": station.outlet_name,
            "window": station.window_name,
            "staff": [{"number": number, "name": name} for number, name, _roles, _secret in people],
            "recovery_code": recovery,
        }

    # upkeep

    def restore(
        self, profile: Path, backup: Path, staff_id: str, secret: str
    ) -> Mapping[str, object] | Refused:
        """A backup in the place of the data; what stood there is set aside."""
        from localdb import backup as backups

        desk = Profile(profile)
        key = keys.unlock_with_password(desk.keys, staff_id, secret)
        if isinstance(key, Refused):
            return key
        told = backups.restore(backup, desk.database, key, self._clock.now())
        return {
            "head_seq": told.head_seq,
            "head_hash": told.head_hash,
            "set_aside": str(told.set_aside or ""),
        }

    def doctor(self, profile: Path) -> Mapping[str, object]:
        from app.bootstrap.doctor import examine

        return examine(Profile(profile), self)

    def province(self, **options: object) -> None:
        from app.bootstrap.province import run

        run(**options)

    def self_test(self) -> Mapping[str, object]:
        from app.bootstrap.self_test import prove

        return prove(self)

    def play(self, scenario: str, folder: Path, say: Callable[[str], None]) -> Mapping[str, object]:
        from app.bootstrap.scenes import play

        return play(self, scenario, folder, say)


def _station(reply: EnrolReply) -> Station:
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
