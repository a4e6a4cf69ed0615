"""The desk's engine as a pure machine: an event goes in, a state and orders come out.

No I/O, no clock, no chance of its own. One request in flight at a time. The promise it keeps:
**while something is undelivered and not parked, an attempt begins within 330 s** (`Rules.watchdog_s`),
whatever the province said and however often it failed.
"""

from __future__ import annotations

from random import Random

from msgspec.structs import replace

from app.sync import backing_off, events
from app.sync.events import Command, Event
from app.sync.failures import ASKS_A_PERSON, Failure, FailureKind
from app.sync.state import Errand, State, begin
from app.sync.status import Network, Queue, SyncStatus

__all__ = ["begin", "step", "told"]

SKEW_WORTH_TELLING_S = 120
_ANSWERED_BY_THE_PROVINCE = frozenset(
    {
        FailureKind.SERVER_ERROR,
        FailureKind.REFUSED,
        FailureKind.TOO_LARGE,
        FailureKind.MUST_RESYNC,
        FailureKind.BUSY,
    }
)


def step(state: State, event: Event, rng: Random) -> tuple[State, tuple[Command, ...]]:
    """One turn. At most one of SayHello, Push, Pull, Sleep is ordered; Park and Show come before it."""
    if state.stopped:
        return state, ()
    state = replace(state, now=max(state.now, event.now))
    state, park = _take(state, event, rng)
    if state.stopped:
        return state, ()
    state, order = _next_order(state, parking=bool(park))
    status = told(state, order)
    show: tuple[Command, ...] = ()
    if status != state.shown:
        state = replace(state, shown=status)
        show = (events.Show(status),)
    return state, (*park, *show, order)


def told(state: State, order: Command | None = None) -> SyncStatus:
    """The state in the words of the screen."""
    reason = state.hold or state.failure or state.page_failure
    next_try = round(order.until - state.now) if isinstance(order, events.Sleep) and reason else None
    return SyncStatus(
        network=state.network,
        sending=state.flying is Errand.PUSH,
        queue=state.queue,
        confirmed_at=state.confirmed_at,
        next_try_s=next_try,
        reason=reason.kind if reason else None,
        reason_detail=reason.detail if reason else "",
        anchored=state.anchored,
        skew_s=state.skew_s if abs(state.skew_s) > SKEW_WORTH_TELLING_S else 0,
    )


def _take(state: State, event: Event, rng: Random) -> tuple[State, tuple[Command, ...]]:
    match event:
        case events.Tick():
            if state.flying and state.now >= state.flying_since + state.rules.flight_limit_s:
                return _failed(state, Failure(FailureKind.TIMEOUT, "lost"), rng)
        case events.LocalCommit(queue=queue):
            state = _counted(state, queue)
        case events.NetworkChanged():
            state = _impatient(replace(state, greeted=False, network=Network.UNKNOWN))
        case events.SendNow():
            state = _impatient(state)
        case events.InFront(front=front):
            pull_at = min(state.pull_at, state.now) if front and not state.page_failure else state.pull_at
            state = replace(state, in_front=front, pull_at=pull_at)
        case events.Stopped():
            state = replace(state, stopped=True)
        case events.HelloAnswered() | events.PushAnswered() | events.FeedAnswered():
            return _answered(state, event, rng)
    return state, ()


def _answered(
    state: State, event: events.HelloAnswered | events.PushAnswered | events.FeedAnswered, rng: Random
) -> tuple[State, tuple[Command, ...]]:
    before = state.queue
    state = _counted(state, event.queue or before)
    if state.flying is not _ERRAND_OF[type(event)]:
        return state, ()  # an answer to a request already given up
    if event.failure is not None:
        return _failed(state, event.failure, rng, getattr(event, "sent", 0))
    state = replace(
        _landed(state),
        pause=0.0,
        not_before=state.now,
        failure=None,
        network=Network.ONLINE,
        confirmed_at=event.at or state.confirmed_at,
        skew_s=state.skew_s if event.skew_s is None else event.skew_s,
    )
    if isinstance(event, events.HelloAnswered):
        return replace(state, greeted=True, hold=None, push_at=state.now, pull_at=state.now), ()
    state = replace(state, greeted=state.greeted and not event.greet)
    if isinstance(event, events.PushAnswered):
        return _pushed(state, event, rng), ()
    return _pulled(state, event, rng), ()


_ERRAND_OF = {
    events.HelloAnswered: Errand.HELLO,
    events.PushAnswered: Errand.PUSH,
    events.FeedAnswered: Errand.PULL,
}


def _counted(state: State, queue: Queue) -> State:
    """New counts. A growing queue is sent without waiting for ops that wait for others."""
    if queue.unsent > state.queue.unsent:
        owed = state.owed_since if state.queue.unsent else state.now
        state = replace(state, push_at=min(state.push_at, state.now), owed_since=owed)
    return replace(state, queue=queue)


def _impatient(state: State) -> State:
    """A person or the system says the line may be back: forget every pause."""
    now = state.now
    return replace(
        state, pause=0.0, not_before=now, push_at=now, pull_pause=0.0, pull_at=now, page_failure=None
    )


def _landed(state: State) -> State:
    owed = state.now if state.flying in (Errand.HELLO, Errand.PUSH) else state.owed_since
    return replace(state, flying=None, owed_since=owed)


def _pushed(state: State, event: events.PushAnswered, rng: Random) -> State:
    if event.sent and state.queue.unsent and not state.probe:
        # the batch was the limit and it went through
        state = replace(
            state,
            max_ops=min(state.max_ops * 2, state.ceiling_ops),
            max_bytes=min(state.max_bytes * 2, state.rules.top_bytes),
        )
    stuck = event.sent > 0 and not event.settled
    if stuck:
        # every op waits for another one: asking again at once would only spin
        state = backing_off.push(state, rng)
    else:
        state = replace(state, push_pause=0.0, push_at=state.now)
    pull_at = min(state.pull_at, state.now) if event.sent and not state.page_failure else state.pull_at
    anchored = event.anchored if event.sent else state.anchored
    return replace(state, probe=False, one_op_refusals=0, pull_at=pull_at, anchored=anchored)


def _pulled(state: State, event: events.FeedAnswered, rng: Random) -> State:
    rules = state.rules
    soon = state.now + rules.poll_rest_s
    if event.more:
        pull_at = state.now
    elif state.in_front:
        # the province holds the question open; one that does not is asked no more often than that
        pull_at = soon if event.items else max(state.flying_since + rules.poll_front_s, soon)
    else:
        pull_at = state.now + rules.poll_back_s * rng.uniform(0.8, 1.2)
    return replace(state, pull_at=pull_at, pull_pause=0.0, page_failure=None)


def _failed(state: State, failure: Failure, rng: Random, sent: int = 0) -> tuple[State, tuple[Command, ...]]:
    """Each kind of failure has one consequence. None of them forgets an op. `sent`: ops on their way."""
    errand = state.flying
    state = _landed(state)
    match failure.kind:
        case FailureKind.INTERRUPTED:
            return replace(state, pull_at=state.now), ()
        case FailureKind.BAD_PAGE:
            return backing_off.page(state, failure, rng), ()
        case FailureKind.TOO_LARGE | FailureKind.REFUSED if errand is Errand.PUSH:
            return backing_off.too_much(state, failure, rng, sent)
        case FailureKind.TIMEOUT if errand is Errand.PUSH:
            state = backing_off.shrink(state, sent)
        case FailureKind.BUSY:
            state = replace(state, failure=failure, network=Network.ONLINE)
            return backing_off.as_asked(state, failure.retry_after_s, rng), ()
        case FailureKind.LOCAL | FailureKind.BUG:
            return backing_off.pause(replace(state, failure=failure), rng), ()
        case kind if kind in ASKS_A_PERSON:
            state = replace(state, hold=failure, network=Network.REFUSED, greeted=False, failure=None)
            return backing_off.pause(state, rng), ()
    network = Network.ONLINE if failure.kind in _ANSWERED_BY_THE_PROVINCE else Network.OFFLINE
    state = replace(state, failure=failure, network=network, greeted=False, probe=True)
    return backing_off.pause(state, rng), ()


def _next_order(state: State, *, parking: bool) -> tuple[State, Command]:
    """What to do now, or how long to sleep."""
    if parking:
        return state, events.Sleep(state.now)
    if state.flying:
        return state, events.Sleep(state.flying_since + state.rules.flight_limit_s)
    errand, due = _due(state)
    if due > state.now:
        _keep_promise(state, due)
        return state, events.Sleep(due)
    state = replace(state, flying=errand, flying_since=state.now)
    if errand is Errand.PULL:
        waits = state.in_front and not state.queue.unsent
        return state, events.Pull(round(state.rules.poll_front_s) if waits else 0)
    state = replace(state, owed_since=state.now)
    if errand is Errand.HELLO:
        return state, events.SayHello()
    if state.probe:
        return state, events.Push(1, state.max_bytes)
    if state.queue.unsent <= state.max_ops:
        return state, events.Push(state.max_ops, state.max_bytes)
    rules = state.rules
    order = events.Push(state.max_ops, state.max_bytes, rules.run_s, state.ceiling_ops, rules.top_bytes)
    return state, order


def _due(state: State) -> tuple[Errand, float]:
    """The errand whose turn is next, and when. A backlog starves the feed for a minute at most."""
    if not state.greeted:
        return Errand.HELLO, _watched(state, state.not_before)
    pull = max(state.not_before, state.pull_at)
    if not state.queue.unsent:
        return Errand.PULL, pull
    push = _watched(state, max(state.not_before, state.push_at))
    if push <= state.now:
        overdue = pull <= state.now and state.now - state.pull_at > state.rules.poll_back_s
        return (Errand.PULL, pull) if overdue else (Errand.PUSH, push)
    return min((push, Errand.PUSH), (pull, Errand.PULL))[::-1]


def _watched(state: State, due: float) -> float:
    """The watchdog: whatever was asked or drawn, an owed attempt begins within the limit."""
    return min(due, state.owed_since + state.rules.watchdog_s) if state.queue.unsent else due


def _keep_promise(state: State, due: float) -> None:
    if state.queue.unsent and due > state.owed_since + state.rules.watchdog_s:
        raise AssertionError(f"undelivered ops, and the next attempt is {due - state.now:.0f} s away")
