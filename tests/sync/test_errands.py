"""One errand at a time: what it writes down before, after, and when the other side is another one."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.province import epoch
from app.province.embedded import Embedded
from app.province.platform import Setting
from app.sync.errands import Errands
from app.sync.events import Push
from app.sync.failures import Failure, FailureKind
from app.sync.http import Client
from app.sync.limits import Limits
from localdb import sync_state
from localdb.connection import Database
from localdb.opening import connect
from tests.support.flaky_network import GOOD, Fault, FlakyNetwork, Mode
from tests.sync.desks import CLOCKS, KEY, Desk, Ground, Told, assert_exactly_once


def errands(desk: Desk) -> Errands:
    return Errands(desk.database, desk.client, CLOCKS, app_v="0")


def test_what_may_have_arrived_is_marked_before_it_leaves(desk: Desk, line: FlakyNetwork) -> None:
    desk.capture(3)
    line.plan(GOOD, Fault(Mode.RESET))
    desk.once()
    assert (desk.counts().unsent, desk.counts().sending) == (3, 3)


def test_nothing_to_send_asks_nobody(desk: Desk, line: FlakyNetwork) -> None:
    before = line.exchanges
    answered = errands(desk).push(Push(500, 512_000))
    assert (answered.sent, answered.failure) == (0, None)
    assert line.exchanges == before


def test_a_receipt_of_another_history_asks_for_a_greeting(desk: Desk) -> None:
    run = errands(desk)
    assert run.hello().failure is None
    desk.capture(1)
    desk.database.run(lambda tx: tx.execute("UPDATE device SET epoch = 'another'"))
    answered = run.push(Push(500, 512_000))
    assert (answered.settled, answered.greet) == (1, True)


def test_a_page_of_another_history_is_not_applied_and_asks_for_a_greeting(desk: Desk) -> None:
    run = errands(desk)
    desk.capture(1)
    run.hello()
    run.push(Push(500, 512_000))
    desk.database.run(lambda tx: tx.execute("UPDATE device SET epoch = 'another', cursor = 0"))
    answered = run.pull(0)
    assert (answered.failure, answered.greet) == (None, True)


def test_a_locked_store_is_named_and_the_receipt_is_written_later(
    desk: Desk, province: Ground, line: FlakyNetwork
) -> None:
    """Another program holds the write lock while the province answers."""
    captured = desk.capture(2)
    desk.database.close()
    desk.database = Database.open(desk.folder / "desk.db", KEY, busy_timeout_ms=50)
    other = connect(desk.folder / "desk.db", KEY, create=False, busy_timeout_ms=1_000)
    run = errands(desk)
    run.hello()
    asked, locked = threading.Event(), threading.Event()

    def hold() -> None:
        asked.set()
        locked.wait(10)

    line.on_request = hold
    with ThreadPoolExecutor(1) as sync:
        pushing = sync.submit(run.push, Push(500, 512_000))
        assert asked.wait(10)
        other.execute("BEGIN IMMEDIATE")
        locked.set()
        answered = pushing.result(timeout=10)
    assert answered.failure == Failure(FailureKind.LOCAL, "database_locked")
    assert desk.claims() == set()
    other.execute("ROLLBACK")
    other.close()
    line.on_request = None
    assert desk.once().complete
    assert_exactly_once(desk, province, captured)


def test_a_newer_province_asks_for_an_upgrade_and_the_queue_is_kept(
    desk: Desk, province: Ground, line: FlakyNetwork, tmp_path: Path
) -> None:
    captured = desk.capture(2)
    newer = Embedded(tmp_path / "newer", setting=Setting(schema_version=4))
    line.aim(newer.start())
    try:
        credential = newer.provision()["01"]
        refused = newer_hello(desk, credential)
        assert refused == Failure(FailureKind.UPGRADE, "schema_too_old")
        assert desk.counts().unsent == 2
    finally:
        newer.stop()
    line.aim(province.url)
    told = Told()
    driver = desk.driver(told)
    driver.start()
    told.until(lambda one: one.all_delivered)
    assert driver.stop()
    assert_exactly_once(desk, province, captured)


def newer_hello(desk: Desk, code: str) -> Failure | None:
    """Greet a province of another version with a credential of its own, and take the old one again."""
    kept = desk.database.read(
        lambda tx: tuple(tx.one("SELECT token, private_key, enrolment FROM device") or ())
    )
    desk.join(code)
    answered = errands(desk).hello()
    desk.database.run(
        lambda tx: tx.execute("UPDATE device SET token = ?, private_key = ?, enrolment = ?", kept)
    )
    return answered.failure


def test_a_new_epoch_at_the_province_is_noticed_by_the_page_itself(
    desk: Desk, own_province: Ground, line: FlakyNetwork
) -> None:
    line.aim(own_province.url)
    desk.join(own_province.codes()["01"])
    run = errands(desk)
    run.hello()
    epoch.new_epoch(own_province.platform.store)
    answered = run.pull(0)
    assert (answered.failure, answered.greet) == (None, True)


def test_in_a_run_batch_follows_batch(desk: Desk, province: Ground, line: FlakyNetwork) -> None:
    captured = desk.capture(10)
    run = errands(desk)
    before = line.exchanges
    answered = run.push(Push(4, 512_000, run_s=60))
    assert (answered.sent, answered.settled, answered.failure) == (10, 10, None)
    assert answered.queue == run.queue()
    assert line.exchanges == before + 3
    assert_exactly_once(desk, province, captured)


def test_in_a_run_each_batch_is_twice_as_large_up_to_the_top(desk: Desk, line: FlakyNetwork) -> None:
    captured = desk.capture(21)
    before = line.exchanges
    answered = errands(desk).push(Push(2, 512_000, run_s=60, top_ops=8, top_bytes=512_000))
    assert (answered.sent, answered.settled) == (21, 21)
    assert line.exchanges == before + 4  # 2, 4, 8 and 7
    assert desk.claims() == {op.op_id for op in captured}


def test_without_a_run_one_batch_leaves(desk: Desk) -> None:
    desk.capture(10)
    answered = errands(desk).push(Push(4, 512_000))
    assert (answered.sent, answered.settled, desk.counts().unsent) == (4, 4, 6)


def test_a_run_that_is_cut_keeps_what_was_received_and_claims_nothing_of_the_rest(
    desk: Desk, province: Ground, line: FlakyNetwork
) -> None:
    captured = desk.capture(12)
    line.plan(GOOD, Fault(Mode.SWALLOW_REPLY))
    answered = errands(desk).push(Push(4, 512_000, run_s=60))
    assert answered.failure is not None
    assert (answered.failure.kind, answered.sent, answered.settled) == (FailureKind.OFFLINE, 4, 4)
    assert answered.queue is not None
    assert (answered.queue.delivered, answered.queue.unsent) == (4, 8)
    assert desk.claims() == {op.op_id for op in captured[:4]}
    assert desk.counts().sending == 4, "the third batch was read, and never left"
    assert desk.once().complete
    assert_exactly_once(desk, province, captured)


def test_a_run_ends_where_a_person_is_needed(desk: Desk, line: FlakyNetwork) -> None:
    """What follows a refused op is not sent before it is known that its record waits."""
    bad = desk.file_case(number="not a number!")
    desk.capture(3)
    desk.change_case(bad, title="示例标二（示例）")
    before = line.exchanges
    answered = errands(desk).push(Push(2, 512_000, run_s=60))
    assert (answered.sent, answered.settled) == (2, 2)
    assert line.exchanges == before + 1
    counts = desk.counts()
    assert (counts.parked, counts.waiting, counts.unsent) == (1, 1, 2)


def test_pages_follow_one_another(desks: tuple[Desk, Desk], line: FlakyNetwork) -> None:
    first, second = desks
    captured = first.capture(10)
    assert first.once().complete
    client = Client(second.url, limits=Limits(page_items=4))
    brought: list[str] = []
    run = Errands(second.database, client, CLOCKS, app_v="0", on_applied=brought.extend)
    before = line.exchanges
    answered = run.pull(0)
    assert (answered.items, answered.more) == (4, True)
    answered = run.pull(0, run_s=60)
    assert (answered.items, answered.more, line.exchanges) == (6, False, before + 3)
    assert brought == [op.record_id for op in captured]
    client.close()


def test_a_run_of_pages_that_is_cut_keeps_page_and_cursor_together(
    desks: tuple[Desk, Desk], line: FlakyNetwork
) -> None:
    first, second = desks
    first.capture(10)
    assert first.once().complete
    client = Client(second.url, limits=Limits(page_items=4))
    run = Errands(second.database, client, CLOCKS, app_v="0")
    line.plan(GOOD, Fault(Mode.RESET))
    answered = run.pull(0, run_s=60)
    assert answered.failure is not None
    assert answered.items == 4
    kept = second.database.read(
        lambda tx: (sync_state.position(tx).cursor, tx.one("SELECT count(*) FROM consultations")[0])
    )
    assert kept == (4, 4)
    assert run.pull(0, run_s=60).items == 6
    client.close()


def test_a_deed_of_the_counter_does_not_wait_for_the_whole_page(desks: tuple[Desk, Desk]) -> None:
    first, second = desks
    captured = first.capture(600)
    assert first.once().complete
    cursors: list[int] = []
    done = threading.Event()

    def clerk() -> None:
        while not done.is_set():
            cursors.append(second.database.run(sync_state.position).cursor)

    brought: list[str] = []
    run = Errands(second.database, second.client, CLOCKS, app_v="0", on_applied=brought.extend)
    at_work = threading.Thread(target=clerk)
    at_work.start()
    try:
        assert run.pull(0, run_s=60).items == 600
    finally:
        done.set()
        at_work.join()
    assert brought == [op.record_id for op in captured]
    assert set(cursors) & set(range(1, 500)), "the first page of 500 was written in one go"
    assert second.database.read(lambda tx: tx.one("SELECT count(*) FROM consultations")[0]) == 600  # type: ignore[index]
