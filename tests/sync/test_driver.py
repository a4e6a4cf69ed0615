"""The thread: killed between any two steps, disturbed by its listeners, held by a store in trouble."""

from __future__ import annotations

import itertools
import threading
from datetime import datetime, timedelta
from time import monotonic

import pytest
from msgspec.structs import replace

from app.contract.kinds import Kind
from app.sync.errands import Clocks
from app.sync.failures import FailureKind
from app.sync.state import Rules
from app.sync.status import Network
from localdb import sync_state
from tests.support import ops
from tests.support.flaky_network import Fault, FlakyNetwork, Mode
from tests.sync.desks import CLOCKS, Desk, Ground, Told, assert_exactly_once, wall


def dying(at: int) -> Clocks:
    """A clock that ends the thread at its `at`-th look: between two steps, wherever that is."""
    looks = itertools.count(1)

    def look() -> float:
        if next(looks) == at:
            raise SystemExit
        return monotonic()

    return Clocks(now=wall, monotonic=look)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_killed_between_any_two_steps_nothing_is_lost_or_doubled(desk: Desk, province: Ground) -> None:
    captured = []
    for at in range(1, 26):
        captured += desk.capture(1)
        driver = desk.driver(Told(), dying(at))
        driver.start()
        thread = driver._thread
        assert thread is not None
        thread.join(timeout=10)
        assert not thread.is_alive()
        assert desk.claims() <= province.holds().keys()
    assert desk.once().complete
    assert_exactly_once(desk, province, captured)


def test_a_listeners_mistake_is_reported_and_stops_nothing(desk: Desk) -> None:
    told = Told()
    made = threading.Event()

    def mistaken(_: object) -> None:
        raise ValueError("a listener's mistake")

    def reported(bug: Exception) -> None:
        told.bugs.append(bug)
        made.set()

    listeners = replace(told.listeners(), on_applied=mistaken, on_bug=reported)
    driver = desk.driver(told, listeners=listeners)
    desk.change_case(desk.file_case(), title="示例标二（示例）")  # the second version comes back by the feed
    driver.start()
    assert made.wait(10)
    desk.capture(1)
    driver.local_commit()
    told.until(lambda one: one.all_delivered and one.queue.delivered == 3)
    assert driver.stop()
    assert {type(bug) for bug in told.bugs} == {ValueError}


def test_a_store_in_trouble_is_told_and_tried_again(desk: Desk, province: Ground) -> None:
    """The receipt cannot be written down: nothing is claimed, and the op goes up again."""
    captured = desk.capture(2)
    desk.database.run(
        lambda tx: tx.execute(
            "CREATE TRIGGER trouble BEFORE UPDATE OF acked_n ON device"
            " BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END"
        )
    )
    told = Told()
    driver = desk.driver(told)
    driver.start()
    told.until(lambda one: one.reason is not None)
    assert desk.claims() == set()
    assert province.holds().keys() == {op.op_id for op in captured}
    desk.database.run(lambda tx: tx.execute("DROP TRIGGER trouble"))
    told.until(lambda one: one.all_delivered)
    assert driver.stop()
    assert_exactly_once(desk, province, captured)


@pytest.mark.parametrize(
    "what", ["UPDATE OF cursor ON device WHEN new.cursor > 0", "INSERT ON cases"], ids=["cursor", "record"]
)
def test_pages_and_their_cursor_stand_or_fall_together(desks: tuple[Desk, Desk], what: str) -> None:
    """One of the two cannot be written: neither is kept, and the page comes again."""
    first, second = desks
    case = first.file_case()
    assert first.once().complete
    second.database.run(
        lambda tx: tx.execute(
            f"CREATE TRIGGER trouble BEFORE {what} BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END"
        )
    )
    told = Told()
    driver = second.driver(told)
    driver.start()
    told.until(lambda one: one.reason is not None)
    assert second.case(case.id) is None
    assert second.database.read(sync_state.position).cursor == 0
    second.database.run(lambda tx: tx.execute("DROP TRIGGER trouble"))
    told.until_applied(case.id)
    assert driver.stop()
    assert second.case(case.id) == case
    assert second.database.read(sync_state.position).cursor == 1


def test_not_enrolled_is_held_and_told(desk: Desk, line: FlakyNetwork) -> None:
    desk.capture(1)
    desk.database.run(lambda tx: tx.execute("UPDATE device SET token = ''"))
    before = line.exchanges
    result = desk.once()
    assert result.failure is not None
    assert (result.failure.kind, result.failure.detail) == (FailureKind.UNAUTHORISED, "not_enrolled")
    assert result.status.network is Network.REFUSED
    assert line.exchanges == before


def test_send_now_ends_a_long_pause(desk: Desk, line: FlakyNetwork) -> None:
    desk.capture(1)
    line.stand(Fault(Mode.RESET))
    told = Told()
    driver = desk.driver(told, rules=Rules(pause_floor_s=250.0))
    driver.start()
    told.until(lambda one: (one.next_try_s or 0) >= 250)
    line.stand(Fault(Mode.OK))
    driver.send_now()
    told.until(lambda one: one.all_delivered, timeout=10)
    assert driver.stop()


def test_one_op_the_province_can_never_take_is_set_aside(desk: Desk, province: Ground) -> None:
    """A single line above the province's limit for a whole push: parked, and the rest is delivered."""
    before = desk.capture(2)
    giant = replace(ops.consultation(window="01"), answer="长" * 2_900_000)
    desk.database.run(lambda tx: desk.append(tx, Kind.CONSULTATION_LOG, giant))
    after = desk.capture(2)
    result = desk.once()
    assert result.failure is None
    assert result.status.queue.parked == 1
    assert desk.claims() == {op.op_id for op in [*before, *after]}
    assert len(province.holds()) == 4


def test_a_driver_is_started_once(desk: Desk) -> None:
    driver = desk.driver(Told())
    driver.start()
    with pytest.raises(RuntimeError):
        driver.start()
    assert driver.stop()


def test_the_clock_is_evidence_only(desk: Desk, province: Ground) -> None:
    """A desk eight hours fast: told, and delivered all the same."""
    captured = desk.capture(2)
    told = Told()
    driver = desk.driver(told, Clocks(now=lambda: wall() + timedelta(hours=8), monotonic=CLOCKS.monotonic))
    driver.start()
    status = told.until(lambda one: one.all_delivered)
    assert -28_805 <= status.skew_s <= -28_795
    assert driver.stop()
    assert_exactly_once(desk, province, captured)


def test_a_mistake_of_ours_is_reported_and_the_desk_goes_on(desk: Desk, province: Ground) -> None:
    captured = desk.capture(2)
    looks = itertools.count(1)

    def now() -> datetime:
        if next(looks) == 2:
            raise ValueError("a mistake inside an errand")
        return wall()

    told = Told()
    driver = desk.driver(told, Clocks(now=now, monotonic=monotonic))
    driver.start()
    told.until(lambda one: one.all_delivered and one.queue.delivered == 2)
    assert driver.stop()
    assert [type(bug) for bug in told.bugs] == [ValueError]
    assert FailureKind.BUG in [one.reason for one in told.history]
    assert_exactly_once(desk, province, captured)


def test_a_mistake_in_the_engine_costs_a_minute_and_not_the_thread(desk: Desk) -> None:
    looks = itertools.count(1)
    struck = threading.Event()

    def look() -> float:
        if next(looks) == 1:
            raise ValueError("a mistake outside any errand")
        return monotonic()

    told = Told()
    listeners = replace(told.listeners(), on_bug=lambda _: struck.set())
    driver = desk.driver(told, Clocks(now=wall, monotonic=look), listeners=listeners)
    driver.start()
    assert struck.wait(5)
    thread = driver._thread
    assert thread is not None
    assert thread.is_alive()
    assert driver.stop(timeout=2)
