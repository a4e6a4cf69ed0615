"""How the engine waits and shrinks after a failure: decorrelated jitter, smaller batches, one probe."""

from __future__ import annotations

from random import Random

from msgspec.structs import replace

from app.sync import events
from app.sync.failures import Failure, FailureKind
from app.sync.state import State


def jittered(previous: float, floor: float, cap: float, rng: Random) -> float:
    """Decorrelated jitter: between the floor and three times the last pause, never above the cap."""
    return min(cap, rng.uniform(floor, max(floor, previous * 3)))


def pause(state: State, rng: Random) -> State:
    rules = state.rules
    wait = jittered(state.pause, rules.pause_floor_s, rules.pause_cap_s, rng)
    return replace(state, pause=wait, not_before=state.now + wait)


def as_asked(state: State, retry_after_s: float, rng: Random) -> State:
    """The province named a time: keep it, spread by a tenth so that windows do not come back together."""
    if retry_after_s <= 0:
        return pause(state, rng)
    wait = min(retry_after_s, state.rules.rest_limit_s) * rng.uniform(1.0, 1.1)
    return replace(state, not_before=state.now + wait)


def push(state: State, rng: Random) -> State:
    """Every op sent waits for another one: only the pushing rests, the feed goes on."""
    rules = state.rules
    wait = jittered(state.push_pause, rules.pause_floor_s, rules.pause_cap_s, rng)
    return replace(state, push_pause=wait, push_at=state.now + wait)


def page(state: State, failure: Failure, rng: Random) -> State:
    """Only the feed waits; ops keep flowing up."""
    rules = state.rules
    wait = jittered(state.pull_pause, rules.pause_floor_s, rules.pause_cap_s, rng)
    return replace(state, pull_pause=wait, pull_at=state.now + wait, page_failure=failure)


def shrink(state: State, sent: int) -> State:
    """Half of what was asked for, or of what there was."""
    tried = min(state.max_ops, sent) if sent else state.max_ops
    return replace(state, max_ops=max(1, tried // 2), max_bytes=max(4_096, state.max_bytes // 2))


def too_much(
    state: State, failure: Failure, rng: Random, sent: int
) -> tuple[State, tuple[events.Command, ...]]:
    """The province declines the batch as a whole: halve it at once, down to the op that is to blame.

    A single op that is too large is parked at the first refusal, one refused for another reason at
    the eighth: the rest flows on.
    """
    if sent > 1:
        smaller = shrink(state, sent)
        ceiling = smaller.max_ops if failure.kind is FailureKind.TOO_LARGE else state.ceiling_ops
        return replace(smaller, ceiling_ops=ceiling, failure=failure), ()
    refusals = state.one_op_refusals + 1
    limit = 1 if failure.kind is FailureKind.TOO_LARGE else state.rules.tries_of_one_op
    if refusals >= limit:
        return replace(state, one_op_refusals=0, pause=0.0, not_before=state.now), (
            events.Park(failure.kind.value),
        )
    return pause(replace(state, one_op_refusals=refusals, failure=failure), rng), ()
