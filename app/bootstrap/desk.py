"""The joined desk that the window and the shell are handed: one profile, one database, one sync thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace

from app.bootstrap.line import DeskLine
from app.bootstrap.membership import Membership
from app.bootstrap.people import key_of, member_adder
from app.bootstrap.place import Place
from app.bootstrap.press import Press
from app.bootstrap.settings import FileSettings
from app.domain.paper import Printer
from app.domain.refusals import No, Refused
from app.domain.staff import Actor, Permission, Station
from app.domain.window_rules import NOTHING_SET, WindowRules
from app.profile import Profile
from app.rulebook import Rulebook
from app.sync.status import SyncStatus
from app.usecases.desk import Clock, Desk, barred, new_id
from app.usecases.sign_in import sign_in
from app.usecases.window_rules import WindowSet, load_window
from localdb import journal, staff, sync_state, wrapping
from localdb.connection import Database, Tx

if TYPE_CHECKING:
    from app.usecases.add_staff import Added, AddStaff

T = TypeVar("T")
LOCAL_ONLY = frozenset({"drafts"})
"""What changes on the desk without an op."""


class LiveDesk:
    """Closed until the first sign-in gives the key. Methods may be called from any thread."""

    def __init__(self, profile: Profile, place: Place, rules: Rulebook, clock: Clock) -> None:
        self.profile = profile
        self.place = place
        self.rulebook = rules
        self.clock = clock
        self.training = place.mode == "training"
        self.window_rules = NOTHING_SET
        self.settings = FileSettings(profile.folder / "settings.json")
        self.actor: Actor | None = None
        self._station = place.station
        self.line = DeskLine(profile, place, rules, clock)
        self._membership = Membership(profile, place, self.line, self._moved_to)
        self._press = Press(self.call, clock, profile.papers, lambda: self.actor.name if self.actor else "")
        self._database: Database | None = None
        self._opening = threading.Lock()
        self._slow = ThreadPoolExecutor(1, thread_name_prefix="sign-in")
        self._told: list[Callable[[frozenset[str]], None]] = []
        self._sends = False

    # who and where

    @property
    def station(self) -> Station:
        return self._station

    @property
    def public_url(self) -> str:
        return self.line.public_url

    @property
    def database(self) -> Database:
        if self._database is None:
            raise RuntimeError("nobody has signed in yet")
        return self._database

    def desk(self) -> Desk:
        """What the deeds are given."""
        return Desk(
            rules=self.rulebook,
            clock=self.clock,
            public_url=self.public_url,
            window=self.window_rules,
            training=self.training,
        )

    # people

    def sign_in(self, staff_id: str, password: str) -> Future[Actor | Refused]:
        """The first sign-in opens the store by the person's own key slot; later ones ask the store."""
        return self._slow.submit(self._sign_in, staff_id, password)

    def _sign_in(self, staff_id: str, password: str) -> Actor | Refused:
        with self._opening:
            actor = (self._open if self._database is None else self.second)(staff_id, password)
        if isinstance(actor, Actor):
            self.actor = actor
        return actor

    def _open(self, staff_id: str, password: str) -> Actor | Refused:
        key = key_of(self.profile.keys, staff_id, password, self.clock.now())
        if isinstance(key, Refused):
            return key
        database = Database.open(self.profile.database, key)
        account = database.read(lambda tx: staff.load(tx, staff_id))
        if account is None or account.disabled:
            database.close()
            return Refused.because(No.STAFF_DISABLED)
        self._settle(database)
        self._database = database
        self.line.open(database, self._tell)
        if self._sends:
            sending = self._membership.start_sending
            threading.Thread(target=sending, args=(database,), name="line", daemon=True).start()
        return Actor(staff_id=account.staff_id, name=account.name, roles=account.roles, station=self.station)

    def _settle(self, database: Database) -> None:
        """Whose data this is: a restored or copied store becomes another install with another series."""
        found, self.window_rules = database.run(partial(_settled, self.profile.folder))
        self._station = found or self.place.station

    def second(self, staff_id: str, secret: str) -> Actor | Refused:
        """Another person at the same station. Waits; a wrong password is counted."""
        return self.database.run(lambda tx: sign_in(tx, self.desk(), self.station, staff_id, secret))

    def sign_out(self) -> None:
        """Drafts stay; what is not delivered stays and goes on being sent."""
        self.actor = None

    def get_ready(self) -> None:
        """Load on a worker what a sign-in and the first page need: nobody waits for it then."""
        self._slow.submit(_load)

    def send_once_open(self) -> None:
        """A window sends by itself from the first sign-in on; a shell call only when it is asked to."""
        self._sends = True

    # deeds

    def call(self, usecase: Callable[..., T], *args: Any) -> Future[T]:
        """Run `usecase(tx, desk, actor, *args)` in one transaction; the future is done after the commit."""
        actor, desk = self.actor, self.desk()
        future: Future[T] = Future()

        def work(tx: Tx) -> tuple[T, frozenset[str], int]:
            before = journal.head(tx).seq
            result = usecase(tx, desk, actor, *args)
            return result, journal.stems_after(tx, before), journal.head(tx).seq - before

        def done(ended: Future[tuple[T, frozenset[str], int]]) -> None:
            trouble = ended.exception()
            if trouble is not None:
                future.set_exception(trouble)
                return
            result, stems, ops = ended.result()
            if isinstance(result, WindowSet):
                self.window_rules = result.rules
            refused = isinstance(result, Refused)
            self._after(frozenset() if refused else stems, 0 if refused else ops, usecase.__module__)
            future.set_result(result)

        self.database.submit(work).add_done_callback(done)
        return future

    def _after(self, stems: frozenset[str], ops: int, module: str) -> None:
        """Tell the window what changed and the line that there is something to send."""
        if ops:
            self.line.committed(ops)
        if module == "app.usecases.drafts":
            stems |= LOCAL_ONLY
        if stems:
            self._tell(stems)

    def on_data_changed(self, told: Callable[[frozenset[str]], None]) -> Callable[[], None]:
        self._told.append(told)
        return partial(self._told.remove, told)

    def _tell(self, stems: frozenset[str]) -> None:
        for told in tuple(self._told):
            told(stems)

    # papers

    def printers(self) -> tuple[Printer, ...]:
        return self._press.printers()

    def paper_pdf(self, paper_id: str) -> bytes | Refused:
        return self._press.pdf(paper_id)

    def print_paper(self, paper_id: str, printer: str, copies: int = 1) -> Mapping[str, object]:
        return self._press.print_paper(paper_id, printer, copies)

    # the line

    def sync_status(self) -> SyncStatus:
        return self.line.status()

    def on_sync_changed(self, told: Callable[[SyncStatus], None]) -> Callable[[], None]:
        return self.line.on_changed(told)

    def send_now(self) -> None:
        self.line.send_now()

    def in_front(self, front: bool) -> None:
        self.line.in_front(front)

    def sync_once(self) -> Mapping[str, object]:
        return self._membership.once(self.database, self._settle)

    def rejoin(self, url: str, code: str) -> Mapping[str, object] | Refused:
        """A new credential for this install; an empty `url` is the province's present address."""
        return self._membership.rejoin(self.database, url, code)

    def _moved_to(self, station: Station) -> None:
        self._station = station
        if self.actor is not None:
            self.actor = replace(self.actor, station=station)

    # upkeep

    def add_staff(self, request: AddStaff) -> Added | Refused:
        """Account and key slot, both or neither. Waits."""
        return self.call(member_adder(self.profile.keys, self.database.key), request).result()

    def back_up(self) -> Mapping[str, object] | Refused:
        """A verified copy in the profile's folder, old ones thinned."""
        if self.actor and (no := barred(self.actor, Permission.BACK_UP)):
            return no
        return _backed_up(self.database, self.profile.backups, self.clock.now())

    def close(self) -> None:
        """Finish, stop sending, close the store. Nothing undelivered is lost."""
        self._press.stop()
        self._slow.shutdown(wait=True)
        self.line.close()
        if self._database is not None:
            self._database.close()
            self._database = None


def _settled(folder: Path, tx: Tx) -> tuple[Station | None, WindowRules]:
    """The identity this store goes on under, its station if the province gave one, and its window's rules."""
    sync_state.settle_identity(tx, folder, new_id)
    return sync_state.station(tx), load_window(tx)


def _backed_up(database: Database, folder: Path, now: datetime) -> Mapping[str, object]:
    from localdb import backup

    made = backup.back_up(database, folder, now)
    gone = backup.tidy(folder, now.date())
    return {"file": str(made.path), "at": made.at.isoformat(), "thinned": len(gone)}


def _load() -> None:
    import_module("app.usecases.workbench")
    wrapping.load()
