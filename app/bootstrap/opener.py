"""Opens, makes, enrols, restores and examines desks. The shell and the window come through here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from app.bootstrap.clock import SystemClock
from app.bootstrap.desk import LiveDesk
from app.bootstrap.place import read_place
from app.domain.obstacles import Obstacle, Trouble
from app.domain.staff import Role
from app.profile import Profile

if TYPE_CHECKING:
    from app.domain.refusals import Refused
    from app.rulebook import Rulebook
    from app.usecases.desk import Clock

Tell = Callable[[Mapping[str, object]], None]
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
        self._loading = Lock()

    def rules(self) -> Rulebook:
        """Loaded once, at the first use, by whichever thread comes first. Raises RULES_BAD."""
        from app.rulebook import Rulebook

        with self._loading:
            if self._rules is None:
                self._rules = Rulebook.load()
            return self._rules

    def clock(self) -> Clock:
        return self._clock

    # opening

    def look_at(self, folder: Path) -> None:
        """Raises NO_PROFILE, UNSAFE_PATH or FILE_UNREADABLE before anybody is asked for a password."""
        read_place(Profile(folder))

    def expect_none(self, folder: Path) -> None:
        """Raises PROFILE_EXISTS when something of a desk is there already."""
        from localdb import keys

        if Profile(folder).exists or keys.exists(folder):
            raise Obstacle(Trouble.PROFILE_EXISTS)

    def closed(self, folder: Path) -> LiveDesk:
        """The desk before anybody signed in. Raises NO_PROFILE, UNSAFE_PATH; a sign-in RULES_BAD."""
        profile = Profile(folder)
        place = read_place(profile)
        profile.prepare()
        return LiveDesk(profile, place, self.rules, self._clock)

    def open(self, profile: Path, staff_id: str, secret: str) -> LiveDesk | Refused:
        """A desk with a signed-in actor, for one shell call. Raises what `closed` raises, and RULES_BAD."""
        from app.domain.refusals import Refused

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
        """A stand-alone desk: embedded province, invented people, real rules. Empty: `TRIAL_SECRET`."""
        from app.bootstrap.joining import join
        from app.domain.refusals import Refused
        from app.province.embedded import Embedded
        from app.usecases.add_staff import weak

        if secret and (no := weak(secret, "")):
            return no
        made = self._fresh(profile)
        people = tuple((number, name, roles, secret or TRIAL_SECRET) for number, name, roles in TRIAL_STAFF)
        province = Embedded(made.province)
        url = province.start()
        try:
            code = next(iter(province.provision().values()))
            told = join(made, url, code, people, mode="trial")
        finally:
            province.stop()
        if isinstance(told, Refused):
            return told
        return told if secret else {**told, "secret": TRIAL_SECRET}

    def enrol(
        self, profile: Path, url: str, code: str, staff: str, name: str, secret: str
    ) -> Mapping[str, object] | Refused:
        """A window of a real province, joined by its one-time code; `staff` is its first person."""
        from app.bootstrap.joining import join
        from app.usecases.add_staff import unfit, weak

        if no := unfit(staff, name, ("--staff", "--name")) or weak(secret, staff):
            return no
        people = ((staff, name.strip(), (Role.CLERK, Role.LEAD, Role.ADMIN), secret),)
        return join(self._fresh(profile), url, code, people, mode="live")

    def _fresh(self, folder: Path) -> Profile:
        self.expect_none(folder)
        profile = Profile(folder)
        profile.prepare()
        return profile

    # upkeep

    def restore(self, profile: Path, backup: Path, **asked: Any) -> Mapping[str, object] | Refused:
        """A backup in the place of the data, by `staff_id` and `secret`; see `restoring.Asked`."""
        from app.bootstrap.restoring import Asked, restore

        return restore(Profile(profile), Asked(backup=backup, **asked), self._clock)

    def doctor(self, profile: Path) -> Mapping[str, object]:
        from app.bootstrap.doctor import examine

        return examine(Profile(profile), self)

    def province(self, tell: Tell, **options: Any) -> None:
        from app.bootstrap.province import run

        run(tell, **options)

    def self_test(self, tell: Tell) -> None:
        from app.bootstrap.self_test import prove

        prove(self, tell)

    def play(self, scenario: str, folder: Path, say: Callable[[str], None]) -> Mapping[str, object]:
        from app.bootstrap.scenes import play

        return play(self, scenario, folder, say)
