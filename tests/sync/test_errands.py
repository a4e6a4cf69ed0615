"""One errand at a time: what it writes down before, after, and when the other side is another one."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.province import epoch
from app.province.embedded import Embedded
from app.province.platform import Setting
from app.sync.errands import Errands
from app.sync.failures import Failure, FailureKind
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
    answered = errands(desk).push(500, 512_000)
    assert (answered.sent, answered.failure) == (0, None)
    assert line.exchanges == before


def test_a_receipt_of_another_history_asks_for_a_greeting(desk: Desk) -> None:
    run = errands(desk)
    assert run.hello().failure is None
    desk.capture(1)
    desk.database.run(lambda tx: tx.execute("UPDATE device SET epoch = 'another'"))
    answered = run.push(500, 512_000)
    assert (answered.settled, answered.greet) == (1, True)


def test_a_page_of_another_history_is_not_applied_and_asks_for_a_greeting(desk: Desk) -> None:
    run = errands(desk)
    desk.capture(1)
    run.hello()
    run.push(500, 512_000)
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
        pushing = sync.submit(run.push, 500, 512_000)
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
