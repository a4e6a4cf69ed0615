"""One thread that does what the engine orders: all HTTP of the desk, with real clocks and the real store.

Ask it from any thread; it tells back through callbacks, on its own thread. Only this thread waits for the
province, and while it waits no transaction is open.
"""

from __future__ import annotations

import logging
import threading
import traceback
from collections import deque
from collections.abc import Callable
from random import Random, SystemRandom

from msgspec import Struct

from app.domain.obstacles import Obstacle
from app.sync import core, events
from app.sync.errands import Clocks, Errands
from app.sync.events import Command, Event
from app.sync.failures import Failure, FailureKind
from app.sync.http import Client
from app.sync.state import Rules, State
from app.sync.status import Queue, SyncStatus
from localdb.connection import Database

_LOG = logging.getLogger(__name__)
_AFTER_A_BUG_S = 60.0


def _silent(*_: object) -> None:
    """Nobody listens."""


class Listeners(Struct, frozen=True, kw_only=True):
    """Called on the sync thread; they hand over and return at once."""

    on_change: Callable[[SyncStatus], None] = _silent
    on_applied: Callable[[tuple[str, ...]], None] = _silent
    """ids of the records that came with a page of the feed"""
    on_desk_restored: Callable[[], None] = _silent
    """the province holds more of this desk than the desk: a new identity is needed, then `send_now`"""
    on_bug: Callable[[Exception], None] = _silent


class _Wishes(Struct):
    """What was asked of the thread and not yet told to the engine."""

    commit: bool = False
    send_now: bool = False
    network: bool = False
    front: bool | None = None
    stop: bool = False

    def __bool__(self) -> bool:
        return self.commit or self.send_now or self.network or self.stop or self.front is not None


class Driver:
    """Started once, stopped once. Every method may be called from any thread."""

    def __init__(
        self,
        database: Database,
        client: Client,
        clocks: Clocks,
        *,
        app_v: str,
        listeners: Listeners | None = None,
        rules: Rules | None = None,
        rng: Random | None = None,
    ) -> None:
        self._client = client
        self._clocks = clocks
        self._listeners = listeners or Listeners()
        self._rules = rules or Rules()
        self._rng = rng or SystemRandom()
        self._errands = Errands(
            database,
            client,
            clocks,
            app_v=app_v,
            on_applied=lambda ids: self._tell(self._listeners.on_applied, ids),
            on_desk_restored=lambda: self._tell(self._listeners.on_desk_restored),
        )
        self._bell = threading.Condition()
        self._wishes = _Wishes()
        self._answers: deque[Event] = deque()
        self._until = 0.0
        self._status = SyncStatus()
        self._thread: threading.Thread | None = None

    @property
    def status(self) -> SyncStatus:
        """As told last."""
        return self._status

    def start(self) -> None:
        """Raises RuntimeError when it was started before."""
        if self._thread is not None:
            raise RuntimeError("a driver is started once")
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)
        self._thread.start()

    def stop(self, timeout: float = 5.0) -> bool:
        """End the request under way and the thread; nothing is lost. True when it ended in time.

        The client is closed with it.
        """
        self._wish(stop=True)
        self._client.stop()
        if self._thread is not None:
            self._thread.join(timeout)
            if self._thread.is_alive():
                return False
        self._client.close()
        return True

    def send_now(self) -> None:
        self._wish(send_now=True)

    def local_commit(self) -> None:
        """Something was captured: the counts are read on the sync thread."""
        self._wish(commit=True)

    def network_changed(self) -> None:
        self._wish(network=True)

    def in_front(self, front: bool) -> None:
        """While the window is in front the province is asked to tell news at once."""
        self._wish(front=front)

    def _wish(self, **asked: bool) -> None:
        with self._bell:
            for name, value in asked.items():
                setattr(self._wishes, name, value)
            self._bell.notify()
        self._client.interrupt()

    def _run(self) -> None:
        """Turn after turn; a mistake of ours is reported and costs a minute, never the thread."""
        state: State | None = None
        while not self._wishes.stop:
            try:
                state = self._begin() if state is None else self._turn(state)
            except Exception as error:  # noqa: BLE001 (whatever it is, the desk goes on delivering)
                self._report(error)
                state = None
                self._answers.clear()
                with self._bell:
                    self._bell.wait_for(lambda: self._wishes.stop, _AFTER_A_BUG_S)

    def _begin(self) -> State:
        now = self._clocks.monotonic()
        self._answers.append(events.Tick(now=now))
        return core.begin(now, self._counted(Queue()), self._rules)

    def _turn(self, state: State) -> State:
        """Everything that has happened since, and the orders that follow from it."""
        for event in self._happened(state):
            state, commands = core.step(state, event, self._rng)
            for command in commands:
                self._obey(command)
        return state

    def _happened(self, state: State) -> list[Event]:
        """Wishes first, then the answer of the last errand; a tick when the sleep ended with neither."""
        with self._bell:
            if not self._wishes and not self._answers:
                self._bell.wait(max(0.0, self._until - self._clocks.monotonic()))
            wishes, self._wishes = self._wishes, _Wishes(stop=self._wishes.stop)
        found = self._told(wishes, state)
        while self._answers:
            found.append(self._answers.popleft())
        return found or [events.Tick(now=self._clocks.monotonic())]

    def _told(self, wishes: _Wishes, state: State) -> list[Event]:
        now = self._clocks.monotonic()
        found: list[Event] = []
        if wishes.commit:
            found.append(events.LocalCommit(now=now, queue=self._counted(state.queue)))
        if wishes.network:
            found.append(events.NetworkChanged(now=now))
        if wishes.send_now:
            found.append(events.SendNow(now=now))
        if wishes.front is not None:
            found.append(events.InFront(now=now, front=wishes.front))
        return found

    def _obey(self, command: Command) -> None:
        match command:
            case events.Show(status=status):
                self._status = status
                self._tell(self._listeners.on_change, status)
            case events.Sleep(until=until):
                self._until = until
            case _:
                self._answers.append(self._done(command))

    def _done(self, order: events.SayHello | events.Push | events.Pull | events.Park) -> Event:
        """Run an errand; a mistake of ours inside it is an answer too."""
        try:
            match order:
                case events.SayHello():
                    return self._errands.hello()
                case events.Push():
                    return self._errands.push(order)
                case events.Pull(wait_s=wait_s):
                    return self._errands.pull(wait_s, lambda: bool(self._wishes), self._rules.run_s)
                case events.Park(code=code):
                    return events.LocalCommit(now=self._clocks.monotonic(), queue=self._errands.park(code))
        except Exception as error:  # noqa: BLE001 (reported; the engine tries again later)
            self._report(error)
        return _FAILED[type(order)](now=self._clocks.monotonic(), failure=Failure(FailureKind.BUG))

    def _counted(self, known: Queue) -> Queue:
        """The counts; what was known when the store is in trouble, which the next errand will tell."""
        try:
            return self._errands.queue()
        except Obstacle as obstacle:
            _LOG.warning("counts not read: %s", obstacle.trouble.value)
            return known

    def _tell(self, listener: Callable[..., None], *values: object) -> None:
        """A listener's mistake stays the listener's."""
        try:
            listener(*values)
        except Exception as error:  # noqa: BLE001 (reported; syncing does not depend on it)
            self._report(error)

    def _report(self, error: Exception) -> None:
        """Kind and place, never the text of the error: it may quote a record."""
        frames = traceback.extract_tb(error.__traceback__)[-4:]
        places = " ".join(f"{frame.name}:{frame.lineno}" for frame in frames)
        _LOG.error("sync: %s at %s", type(error).__name__, places)
        self._listeners.on_bug(error)


_FAILED: dict[type, type[events.HelloAnswered | events.PushAnswered | events.FeedAnswered]] = {
    events.SayHello: events.HelloAnswered,
    events.Push: events.PushAnswered,
    events.Pull: events.FeedAnswered,
}
