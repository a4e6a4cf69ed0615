"""The desk's line to the province, embedded or real, and the sync thread over it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from app import __version__
from app.bootstrap.place import Place
from app.domain.obstacles import Obstacle, Trouble
from app.profile import Profile
from app.sync.status import Network, SyncStatus

if TYPE_CHECKING:
    from app.province.embedded import Embedded
    from app.rulebook import Rulebook
    from app.sync.driver import Driver
    from app.sync.errands import Clocks
    from app.sync.http import Client
    from app.usecases.desk import Clock
    from localdb.connection import Database

log = logging.getLogger("line")
ALL_STEMS = frozenset({"visits", "cases", "payments", "consultations", "evaluations", "papers"})


class DeskLine:
    """Starts nothing by itself: `open` after the first sign-in, `start_sending` after the first paint."""

    def __init__(self, profile: Profile, place: Place, rules: Callable[[], Rulebook], clock: Clock) -> None:
        self._profile, self._place, self._rules, self._clock = profile, place, rules, clock
        self._embedded: Embedded | None = None
        self._driver: Driver | None = None
        self._url = place.province_url
        self._database: Database | None = None
        self._tell: Callable[[frozenset[str]], None] = _nobody
        self._told: list[Callable[[SyncStatus], None]] = []
        self._status = SyncStatus()
        self._front = False
        self._starting = threading.Lock()

    @property
    def public_url(self) -> str:
        """The address visitors reach the province by; a trial's own is on loopback."""
        return self._url

    def status(self) -> SyncStatus:
        return self._status

    def on_changed(self, told: Callable[[SyncStatus], None]) -> Callable[[], None]:
        self._told.append(told)
        return partial(self._told.remove, told)

    def open(self, database: Database, tell: Callable[[frozenset[str]], None]) -> None:
        """The store is open; from now on there may be something to send."""
        self._database, self._tell = database, tell

    def start_sending(self) -> None:
        """Start the embedded province (a trial) and the sync thread. Waits a second; call on a worker."""
        with self._starting:
            if self._driver is not None or self._database is None:
                return
            try:
                url = self._reach()
            except Obstacle as obstacle:
                # The desk works on; the page of deliveries tells what is in the way.
                log.warning("the province cannot be started: %s", obstacle.trouble.value)
                self._show(SyncStatus(network=Network.OFFLINE))
                return
            self._driver = self._make_driver(url, self._database)
            self._driver.start()
            self._driver.in_front(self._front)

    def start_province(self) -> Embedded:
        """The embedded province, running."""
        from app.bootstrap.page_texts import setting_of
        from app.province.embedded import Embedded

        if self._embedded is None:
            setting = setting_of(self._rules(), self._clock.now().date())
            embedded = Embedded(self._profile.province, setting=setting)
            self._url = embedded.start()
            self._embedded = embedded
        return self._embedded

    def moved_to(self, place: Place) -> None:
        """The desk joined again; from the next start on it speaks to the province named there."""
        self._place, self._url = place, place.province_url

    def _reach(self) -> str:
        from app.bootstrap.address import expect_address

        if self._database is not None:
            expect_address(self._database, self._place.province_url)
        if not self._place.province_url:
            self.start_province()
        return self._url

    def _clocks(self) -> Clocks:
        from app.sync.errands import Clocks

        return Clocks(now=self._clock.now, monotonic=lambda: self._clock.mono_ms() / 1000)

    def _client(self, url: str) -> Client:
        from app.sync.http import Client

        return Client(url)

    def _make_driver(self, url: str, database: Database) -> Driver:
        from app.sync.driver import Driver, Listeners
        from localdb import sync_state

        listeners = Listeners(
            on_change=self._show,
            on_applied=lambda ids: self._tell(ALL_STEMS) if ids else None,
            on_desk_restored=lambda: database.run(sync_state.mark_copy),
        )
        return Driver(database, self._client(url), self._clocks(), app_v=__version__, listeners=listeners)

    def _show(self, status: SyncStatus) -> None:
        settled = status.queue.delivered != self._status.queue.delivered
        self._status = status
        for told in tuple(self._told):
            told(status)
        if settled:
            self._tell(ALL_STEMS)

    def committed(self, ops: int) -> None:
        """So many ops more to deliver: said at once, counted by the sync thread a moment later."""
        queue = replace(self._status.queue, unsent=self._status.queue.unsent + ops)
        self._show(replace(self._status, queue=queue))
        if self._driver is not None:
            self._driver.local_commit()

    def send_now(self) -> None:
        if self._driver is not None:
            self._driver.send_now()

    @property
    def front(self) -> bool:
        """Whether somebody works at the window now, as told last."""
        return self._front

    def in_front(self, front: bool) -> None:
        """Kept for a driver that starts later: the window is in front before the line is up."""
        self._front = front
        if self._driver is not None:
            self._driver.in_front(front)

    def once(self, database: Database) -> Mapping[str, object]:
        """Send and fetch everything that is due, on the calling thread."""
        from msgspec import to_builtins

        from app.sync.enrol import obstacle_of
        from app.sync.once import once

        client = self._client(self._reach())
        try:
            result = once(database, client, self._clocks(), app_v=__version__)
        finally:
            client.close()
        self._status = result.status
        if result.failure is not None and not result.complete:
            raise obstacle_of(result.failure)
        told: dict[str, object] = to_builtins(result)
        told["complete"] = result.complete
        return told

    def cut(self) -> None:
        """Pull the cable of a trial: its embedded province is gone until the next start."""
        if self._embedded is not None:
            self._embedded.stop()
            self._embedded = None

    def close(self) -> None:
        """Stop sending; nothing is lost."""
        if self._driver is not None and not self._driver.stop():
            raise Obstacle(Trouble.OFFLINE, reason="the line did not end in time")
        self._driver = None
        if self._embedded is not None:
            self._embedded.stop()
            self._embedded = None


def _nobody(stems: frozenset[str]) -> None:
    """Nobody listens yet."""
