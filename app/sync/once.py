"""Push all, pull all, say how it went: one round of `onewindow sync --once`, on the calling thread."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random, SystemRandom

from app.sync import core, events
from app.sync.errands import Clocks, Errands
from app.sync.events import Event
from app.sync.failures import Failure
from app.sync.http import Client
from app.sync.state import Rules
from app.sync.status import SyncStatus
from localdb.connection import Database


@dataclass(frozen=True, slots=True)
class OnceResult:
    """`pushed`: ops that left the queue; `pulled`: records that came. `failure` None: both ends are even."""

    pushed: int
    pulled: int
    status: SyncStatus
    failure: Failure | None

    @property
    def complete(self) -> bool:
        """Everything captured here is at the province. Parked ops wait for a person and make it False."""
        return self.failure is None and self.status.all_delivered


def once(
    database: Database,
    client: Client,
    clocks: Clocks,
    *,
    app_v: str,
    rules: Rules | None = None,
    rng: Random | None = None,
) -> OnceResult:
    """One round by the engine's own rules, up to the first pause it would make. Raises Obstacle."""
    errands = Errands(database, client, clocks, app_v=app_v)
    rng = rng or SystemRandom()
    state = core.begin(clocks.monotonic(), errands.queue(), rules)
    pending: list[Event] = [events.Tick(now=clocks.monotonic())]
    pushed = pulled = 0
    while pending:
        state, commands = core.step(state, pending.pop(), rng)
        for command in commands:
            match command:
                case events.SayHello():
                    pending.append(errands.hello())
                case events.Push():
                    push = errands.push(command)
                    pushed += push.settled
                    pending.append(push)
                case events.Pull():
                    pull = errands.pull(0, run_s=state.rules.run_s)
                    pulled += pull.items
                    pending.append(pull)
                case events.Park(code=code):
                    queue = errands.park(code)
                    pending.append(events.LocalCommit(now=clocks.monotonic(), queue=queue))
    return OnceResult(pushed, pulled, core.told(state), state.hold or state.failure or state.page_failure)
