"""The joined desk that the window and the shell are handed: one profile, one database, one sync thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace

from app.bootstrap.line import DeskLine
from app.bootstrap.membership import Membership
from app.bootstrap.settings import FileSettings
from app.domain.refusals import Refused
from app.domain.staff import Actor

if TYPE_CHECKING:
    from app.bootstrap.place import Place
    from app.bootstrap.press import Press
    from app.bootstrap.store import Store
    from app.domain.paper import Printer
    from app.domain.staff import Station
    from app.domain.window_rules import WindowRules
    from app.profile import Profile
    from app.rulebook import Rulebook
    from app.sync.status import SyncStatus
    from app.usecases.add_staff import Added, AddStaff
    from app.usecases.desk import Clock, Desk
    from localdb.connection import Database

T = TypeVar("T")
AHEAD = ("localdb.connection", "app.bootstrap.store", "app.usecases.workbench")
"""the modules that a sign-in and the first page need"""


class LiveDesk:
    """Closed until the first sign-in gives the key; what it needs is loaded then or before. Any thread."""

    def __init__(self, profile: Profile, place: Place, rules: Callable[[], Rulebook], clock: Clock) -> None:
        self.profile = profile
        self.place = place
        self.clock = clock
        self.training = place.mode == "training"
        self.settings = FileSettings(profile.folder / "settings.json")
        self.actor: Actor | None = None
        self._rules = rules
        self._window_rules: WindowRules | None = None
        self._station = place.station
        self.line = DeskLine(profile, place, rules, clock)
        self._membership = Membership(profile, place, self.line, self._moved_to)
        self._store: Store | None = None
        self._opening = threading.Lock()
        self._slow = ThreadPoolExecutor(1, thread_name_prefix="sign-in")
        self._told: list[Callable[[frozenset[str]], None]] = []
        self._sends = False

    @cached_property
    def _press(self) -> Press:
        from app.bootstrap.press import Press

        return Press(self.call, self.clock, self.profile.papers, lambda: getattr(self.actor, "name", ""))

    # who and where

    @property
    def station(self) -> Station:
        return self._station

    @property
    def public_url(self) -> str:
        return self.line.public_url

    @property
    def rulebook(self) -> Rulebook:
        """Loaded at the first use. Raises RULES_BAD."""
        return self._rules()

    @property
    def window_rules(self) -> WindowRules:
        """What the province has set for this window; nothing before the first sign-in."""
        from app.domain.window_rules import NOTHING_SET

        return self._window_rules or NOTHING_SET

    @property
    def _opened(self) -> Store:
        if self._store is None:
            raise RuntimeError("nobody has signed in yet")
        return self._store

    @property
    def database(self) -> Database:
        return self._opened.database

    def desk(self) -> Desk:
        """What the deeds are given."""
        from app.usecases.desk import Desk

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
            actor = (self._open if self._store is None else self.second)(staff_id, password)
        if not isinstance(actor, Refused):
            self.actor = actor
        return actor

    def _open(self, staff_id: str, password: str) -> Actor | Refused:
        from app.bootstrap.store import Store

        self._rules()  # wrong rules are told before anybody is let in
        opened = Store.unlocked(self.profile, staff_id, password, self.clock.now())
        if isinstance(opened, Refused):
            return opened
        store, account = opened
        self._settle(store)
        self._store = store
        self.line.open(store.database, self._tell)
        if self._sends:
            send = partial(self._membership.start_sending, store.database)
            threading.Thread(target=send, name="line", daemon=True).start()
        return Actor(staff_id=account.staff_id, name=account.name, roles=account.roles, station=self.station)

    def _settle(self, store: Store) -> None:
        """Whose data this is: a restored or copied store becomes another install with another series."""
        found, self._window_rules = store.settled()
        self._station = found or self.place.station

    def second(self, staff_id: str, secret: str) -> Actor | Refused:
        """Another person at the same station. Waits; a wrong password is counted."""
        return self._opened.second(self.desk(), self.station, staff_id, secret)

    def sign_out(self) -> None:
        """Drafts stay; what is not delivered stays and goes on being sent."""
        self.actor = None

    def ahead(self) -> Sequence[Callable[[], object]]:
        """What a sign-in and the first page need, to be loaded while nobody waits for it."""
        return (*map(_importer, AHEAD), _load_ciphers, self._rules)

    def send_once_open(self) -> None:
        """A window sends by itself from the first sign-in on; a shell call only when it is asked to."""
        self._sends = True

    # deeds

    def call(self, usecase: Callable[..., T], *args: Any) -> Future[T]:
        """Run `usecase(tx, desk, actor, *args)` in one transaction; the future is done after the commit."""
        return self._opened.submit(usecase, (self.desk(), self.actor, *args), self._after)

    def _after(self, rules: WindowRules | None, stems: frozenset[str], ops: int) -> None:
        """Tell the window what changed and the line that there is something to send."""
        self._window_rules = rules or self._window_rules
        if ops:
            self.line.committed(ops)
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
        return self._membership.once(self.database, partial(self._settle, self._opened))

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
        return self._opened.add_staff(self.call, request)

    def back_up(self) -> Mapping[str, object] | Refused:
        """A verified copy in the profile's folder, old ones thinned."""
        return self._opened.back_up(self.actor, self.clock.now())

    def close(self) -> None:
        """Finish, stop sending, close the store. Nothing undelivered is lost."""
        if "_press" in vars(self):
            self._press.stop()
        self._slow.shutdown(wait=True)
        self.line.close()
        if self._store is not None:
            self._store.database.close()
            self._store = None


def _importer(name: str) -> Callable[[], object]:
    return partial(import_module, name)


def _load_ciphers() -> None:
    from localdb import wrapping

    wrapping.load()
