"""The engine by table: one event, one state, one order."""

from __future__ import annotations

from random import Random

import pytest
from msgspec import structs
from msgspec.structs import replace

from app.sync import core, events
from app.sync.events import Command, Event
from app.sync.failures import Failure, FailureKind
from app.sync.state import Errand, Rules, State
from app.sync.status import Network, Queue, SyncStatus

FULL = Queue(unsent=5_000, oldest_at="2026-03-02T09:00:00+08:00")
EMPTY = Queue()


class Desk:
    """A state that is stepped; remembers what was ordered last."""

    def __init__(self, queue: Queue = EMPTY, *, in_front: bool = False, rules: Rules | None = None) -> None:
        self.state = core.begin(1_000.0, queue, rules, in_front=in_front)
        self.rng = Random(1)
        self.orders: list[Command] = []

    @property
    def now(self) -> float:
        return self.state.now

    def do(self, event: Event) -> Command:
        self.state, commands = core.step(self.state, event, self.rng)
        self.orders = list(commands)
        return self.orders[-1]

    def tick(self, after: float = 0.0) -> Command:
        return self.do(events.Tick(now=self.now + after))

    def hello(self, failure: Failure | None = None, **more: object) -> Command:
        return self.do(events.HelloAnswered(now=self.now + 0.1, failure=failure, **more))  # type: ignore[arg-type]

    def pushed(self, failure: Failure | None = None, **more: object) -> Command:
        return self.do(events.PushAnswered(now=self.now + 0.1, failure=failure, **more))  # type: ignore[arg-type]

    def fed(self, failure: Failure | None = None, **more: object) -> Command:
        return self.do(events.FeedAnswered(now=self.now + 0.1, failure=failure, **more))  # type: ignore[arg-type]

    @property
    def shown(self) -> SyncStatus:
        assert self.state.shown is not None
        return self.state.shown


def greeted(queue: Queue = FULL, *, in_front: bool = False) -> Desk:
    desk = Desk(queue, in_front=in_front)
    assert desk.tick() == events.SayHello()
    desk.hello()
    return desk


def run(max_ops: int, max_bytes: int, top_ops: int = 2_000) -> events.Push:
    return events.Push(max_ops, max_bytes, Rules().run_s, top_ops, Rules().top_bytes)


def test_a_day_begins_with_a_greeting_then_ops_then_the_feed() -> None:
    desk = Desk(Queue(unsent=2))
    assert desk.tick() == events.SayHello()
    assert desk.hello() == events.Push(500, 512_000)
    assert desk.shown.sending
    assert desk.pushed(sent=2, settled=2, queue=Queue(delivered=2)) == events.Pull(0)
    order = desk.fed(items=2)
    assert isinstance(order, events.Sleep)
    assert 48 <= order.until - desk.now <= 72
    assert desk.shown.all_delivered
    assert desk.shown.network is Network.ONLINE


def test_in_front_the_question_is_kept_open() -> None:
    desk = greeted(EMPTY, in_front=True)
    assert desk.orders[-1] == events.Pull(25)
    order = desk.do(events.FeedAnswered(now=desk.now + 25))
    assert order == events.Sleep(desk.now + 1.0)
    assert desk.tick(1.0) == events.Pull(25)


def test_a_province_that_does_not_hold_the_question_is_not_asked_faster() -> None:
    desk = greeted(EMPTY, in_front=True)
    began = desk.now
    assert desk.fed() == events.Sleep(began + 25)


def test_a_commit_is_sent_at_once_and_interrupts_nothing_else() -> None:
    desk = greeted(EMPTY, in_front=True)
    assert isinstance(desk.do(events.LocalCommit(now=desk.now, queue=Queue(unsent=1))), events.Sleep)
    assert desk.fed(Failure(FailureKind.INTERRUPTED)) == events.Push(500, 512_000)
    assert desk.shown.reason is None


def test_batches_double_to_two_thousand_while_more_is_waiting() -> None:
    desk = greeted()
    sizes = [desk.orders[-1], *(desk.pushed(sent=500, settled=500, queue=FULL) for _ in range(3))]
    assert sizes == [
        run(500, 512_000),
        run(1_000, 1_024_000),
        run(2_000, 2_048_000),
        run(2_000, 2_048_000),
    ]


def test_what_one_batch_holds_is_no_run() -> None:
    assert greeted(Queue(unsent=500)).orders[-1] == events.Push(500, 512_000)
    assert greeted(Queue(unsent=501)).orders[-1] == run(500, 512_000)


def test_a_small_batch_proves_nothing_about_a_larger_one() -> None:
    desk = greeted(Queue(unsent=3))
    desk.pushed(sent=3, settled=3, queue=EMPTY)
    assert desk.state.max_ops == 500


def test_413_halves_at_once_and_lowers_the_ceiling() -> None:
    desk = greeted()
    too_large = Failure(FailureKind.TOO_LARGE, status=413)
    assert desk.pushed(too_large, sent=500) == run(250, 256_000, top_ops=250)
    assert desk.pushed(sent=250, settled=250, queue=FULL) == run(250, 512_000, top_ops=250)


def test_one_op_that_is_too_large_is_set_aside_and_the_rest_flows() -> None:
    desk = greeted()
    too_large = Failure(FailureKind.TOO_LARGE, status=413)
    sizes = [desk.orders[-1].max_ops]  # type: ignore[union-attr]
    while not any(isinstance(order, events.Park) for order in desk.orders):
        order = desk.pushed(too_large, sent=sizes[-1])
        if isinstance(order, events.Push):
            sizes.append(order.max_ops)
    assert sizes == [500, 250, 125, 62, 31, 15, 7, 3, 1]
    assert events.Park("too_large") in desk.orders
    assert desk.orders[-1] == events.Sleep(desk.now)
    order = desk.do(events.LocalCommit(now=desk.now, queue=replace(FULL, unsent=4_999, parked=1)))
    assert isinstance(order, events.Push)


def test_an_op_that_spoils_its_batch_is_set_aside_after_eight_tries_alone() -> None:
    desk = greeted()
    refused = Failure(FailureKind.REFUSED, status=400)
    alone = 0
    order = desk.orders[-1]
    for _ in range(200):
        assert isinstance(order, events.Push)
        order = desk.pushed(refused, sent=order.max_ops)
        if any(isinstance(one, events.Park) for one in desk.orders):
            break
        alone += isinstance(order, events.Sleep)
        if isinstance(order, events.Sleep):
            order = desk.do(events.Tick(now=order.until))
        if isinstance(order, events.Pull):
            order = desk.fed()
    else:
        pytest.fail("never parked")
    assert alone == 7


def test_a_single_large_op_is_found_at_once() -> None:
    """It goes alone by its size: nothing is halved for it."""
    desk = greeted()
    desk.pushed(Failure(FailureKind.TOO_LARGE, status=413), sent=1)
    assert events.Park("too_large") in desk.orders
    assert desk.state.max_ops == 500


def test_a_batch_is_halved_from_what_it_really_held() -> None:
    desk = greeted()
    desk.pushed(Failure(FailureKind.TIMEOUT, "read"), sent=40)
    assert desk.state.max_ops == 20


def test_a_timeout_halves_the_batch_and_after_it_one_op_goes_first() -> None:
    desk = greeted()
    order = desk.pushed(Failure(FailureKind.TIMEOUT, "read"))
    assert isinstance(order, events.Sleep)
    assert desk.do(events.Tick(now=order.until)) == events.SayHello()
    assert desk.hello() == events.Push(1, 256_000)
    assert desk.pushed(sent=1, settled=1, queue=FULL) == run(250, 256_000)


@pytest.mark.parametrize(
    ("failure", "network"),
    [
        (Failure(FailureKind.OFFLINE), Network.OFFLINE),
        (Failure(FailureKind.TIMEOUT, "connect"), Network.OFFLINE),
        (Failure(FailureKind.NOT_THE_PROVINCE, status=200), Network.OFFLINE),
        (Failure(FailureKind.TLS, "clock"), Network.OFFLINE),
        (Failure(FailureKind.SERVER_ERROR, status=500), Network.ONLINE),
        (Failure(FailureKind.MUST_RESYNC, status=409), Network.ONLINE),
        (Failure(FailureKind.BUSY, status=503), Network.ONLINE),
        (Failure(FailureKind.LOCAL, "disk_full"), Network.ONLINE),
        (Failure(FailureKind.BUG), Network.ONLINE),
    ],
)
def test_every_passing_failure_leads_back_to_an_attempt(failure: Failure, network: Network) -> None:
    desk = greeted()
    order = desk.pushed(failure)
    assert isinstance(order, events.Sleep)
    assert 2 <= order.until - desk.now <= 6
    assert desk.shown.reason is failure.kind
    assert desk.shown.network is network
    assert desk.shown.next_try_s is not None
    assert isinstance(desk.do(events.Tick(now=order.until)), events.SayHello | events.Push)


def test_pauses_grow_to_five_minutes_and_never_beyond() -> None:
    desk = Desk(FULL)
    order = desk.tick()
    pauses = []
    for _ in range(60):
        assert order == events.SayHello()
        order = desk.hello(Failure(FailureKind.OFFLINE))
        assert isinstance(order, events.Sleep)
        pauses.append(order.until - desk.now)
        order = desk.do(events.Tick(now=order.until))
    assert all(1.999 <= pause <= 300.001 for pause in pauses)
    assert max(pauses) > 150


@pytest.mark.parametrize("wake", ["send_now", "network_changed"])
def test_a_person_or_the_system_ends_the_pause(wake: str) -> None:
    desk = Desk(FULL)
    desk.tick()
    for _ in range(8):
        order = desk.hello(Failure(FailureKind.OFFLINE))
        assert isinstance(order, events.Sleep)
        desk.do(events.Tick(now=order.until))
    desk.hello(Failure(FailureKind.OFFLINE))
    event = events.SendNow(now=desk.now) if wake == "send_now" else events.NetworkChanged(now=desk.now)
    assert desk.do(event) == events.SayHello()
    order = desk.hello(Failure(FailureKind.OFFLINE))
    assert isinstance(order, events.Sleep)
    assert order.until - desk.now <= 6


def test_any_success_forgets_the_pauses() -> None:
    desk = greeted()
    assert desk.state.pause == 0.0
    order = desk.pushed(Failure(FailureKind.OFFLINE))
    assert isinstance(order, events.Sleep)
    desk.do(events.Tick(now=order.until))
    desk.hello()
    assert desk.state.pause == 0.0
    assert desk.shown.reason is None


@pytest.mark.parametrize(
    "kind",
    [
        FailureKind.UNAUTHORISED,
        FailureKind.REVOKED,
        FailureKind.UPGRADE,
        FailureKind.DESK_RESTORED,
    ],
)
def test_a_held_queue_asks_a_person_and_only_greets(kind: FailureKind) -> None:
    desk = greeted()
    order = desk.pushed(Failure(kind, status=403))
    assert desk.shown.network is Network.REFUSED
    assert desk.shown.needs_you == 1
    for _ in range(20):
        assert isinstance(order, events.Sleep)
        assert desk.do(events.Tick(now=order.until)) == events.SayHello()
        order = desk.hello(Failure(kind, status=403))
        assert desk.shown.queue == FULL
    desk.do(events.SendNow(now=desk.now))
    assert isinstance(desk.hello(), events.Push)
    assert desk.shown.needs_you == 0


def test_the_province_names_a_time_and_it_is_kept() -> None:
    desk = greeted()
    order = desk.pushed(Failure(FailureKind.BUSY, retry_after_s=40, status=429))
    assert isinstance(order, events.Sleep)
    assert 40 <= order.until - desk.now <= 44


def test_no_province_can_send_the_desk_to_sleep_for_a_day() -> None:
    """The watchdog: undelivered and not parked means an attempt within 330 s."""
    desk = greeted()
    order = desk.pushed(Failure(FailureKind.BUSY, retry_after_s=86_400, status=503))
    assert isinstance(order, events.Sleep)
    assert order.until - desk.now <= 330
    assert isinstance(desk.do(events.Tick(now=order.until)), events.Push)


def test_with_nothing_owed_a_rest_of_fifteen_minutes_is_kept() -> None:
    desk = greeted(EMPTY)
    order = desk.fed(Failure(FailureKind.BUSY, retry_after_s=3_600, status=503))
    assert isinstance(order, events.Sleep)
    assert 900 <= order.until - desk.now <= 990
    order = desk.do(events.LocalCommit(now=desk.now + 60, queue=Queue(unsent=1)))
    assert isinstance(order, events.Sleep)
    assert order.until == pytest.approx(desk.now + 330)


def test_a_request_lost_with_its_driver_is_given_up() -> None:
    desk = greeted()
    assert desk.tick(149) == events.Sleep(desk.state.flying_since + 150)
    order = desk.tick(1)
    assert isinstance(order, events.Sleep)
    assert desk.shown.reason is FailureKind.TIMEOUT
    late = desk.pushed(sent=500, settled=500, queue=FULL)
    assert late == order
    assert not desk.state.greeted


def test_a_page_that_cannot_be_applied_stops_the_feed_and_nothing_else() -> None:
    desk = greeted(EMPTY)
    order = desk.fed(Failure(FailureKind.BAD_PAGE, "cases"))
    assert isinstance(order, events.Sleep)
    assert desk.shown.reason is FailureKind.BAD_PAGE
    assert isinstance(desk.do(events.LocalCommit(now=desk.now, queue=Queue(unsent=1))), events.Push)
    order = desk.pushed(sent=1, settled=1, queue=EMPTY)
    assert isinstance(order, events.Sleep)
    assert desk.shown.reason is FailureKind.BAD_PAGE
    assert desk.do(events.Tick(now=order.until)) == events.Pull(0)
    desk.fed(items=1)
    assert desk.shown.reason is None


def test_ops_that_wait_for_others_do_not_spin_and_do_not_hold_up_new_ones() -> None:
    desk = greeted(Queue(unsent=1))
    assert desk.pushed(sent=1, settled=0, queue=Queue(unsent=1)) == events.Pull(0)
    order = desk.fed()
    assert isinstance(order, events.Sleep)
    assert order.until > desk.now
    assert isinstance(desk.do(events.LocalCommit(now=desk.now, queue=Queue(unsent=2))), events.Push)


def test_a_backlog_starves_the_feed_for_a_minute_at_most() -> None:
    desk = greeted()
    began = desk.now
    while isinstance(desk.orders[-1], events.Push):
        desk.do(events.PushAnswered(now=desk.now + 10, sent=500, settled=500, queue=FULL))
    assert desk.orders[-1] == events.Pull(0)
    assert 60 < desk.now - began <= 80
    assert isinstance(desk.fed(more=True, items=1_000), events.Push)


def test_a_reply_that_shows_another_history_leads_to_a_greeting() -> None:
    desk = greeted()
    assert desk.pushed(sent=500, settled=500, queue=FULL, greet=True) == events.SayHello()
    desk.hello()
    desk.pushed(sent=500, settled=500, queue=EMPTY)
    assert desk.fed(items=1, greet=True) == events.SayHello()


def test_skew_is_told_beyond_two_minutes_and_changes_nothing_else() -> None:
    desk = Desk(FULL)
    desk.tick()
    assert isinstance(desk.hello(skew_s=-28_800), events.Push)
    assert desk.shown.skew_s == -28_800
    desk.pushed(sent=1, settled=1, queue=FULL, skew_s=119)
    assert desk.shown.skew_s == 0


def test_a_stopped_engine_says_nothing_more() -> None:
    desk = greeted()
    state, commands = core.step(desk.state, events.Stopped(now=desk.now), desk.rng)
    assert commands == ()
    assert core.step(state, events.SendNow(now=desk.now), desk.rng) == (state, ())


def test_a_clock_that_jumps_back_stops_nothing() -> None:
    desk = greeted()
    order = desk.pushed(Failure(FailureKind.OFFLINE))
    assert isinstance(order, events.Sleep)
    assert desk.do(events.Tick(now=0.0)) == order
    assert desk.do(events.Tick(now=order.until)) == events.SayHello()


def test_coming_to_the_front_asks_at_once() -> None:
    desk = greeted(EMPTY)
    assert isinstance(desk.fed(), events.Sleep)
    assert desk.do(events.InFront(now=desk.now, front=True)) == events.Pull(25)
    assert desk.state.flying is Errand.PULL


def test_the_promise_is_asserted() -> None:
    """A state that breaks the promise is a bug, and is called one."""
    desk = greeted()
    broken = structs.replace(desk.state, flying=None, owed_since=0.0)
    with pytest.raises(AssertionError, match="undelivered"):
        core._keep_promise(broken, desk.now + 331)


def test_state_is_a_value() -> None:
    desk = greeted()
    before: State = desk.state
    desk.pushed(sent=1, settled=1, queue=EMPTY)
    assert before.queue == FULL
