"""Real desks, a real province, a bad line between them; the three ledgers compared after each fault."""

from __future__ import annotations

from random import Random

import pytest

from app.sync.failures import FailureKind
from app.sync.state import Rules
from app.sync.status import Network
from tests.support.flaky_network import GOOD, Fault, FlakyNetwork, Mode
from tests.sync.desks import Desk, Ground, Told, assert_exactly_once


def test_a_round_from_a_shell(desk: Desk, province: Ground) -> None:
    captured = desk.capture(30)
    result = desk.once()
    assert (result.pushed, result.pulled, result.failure) == (30, 0, None)
    assert result.complete
    assert_exactly_once(desk, province, captured)
    again = desk.once()
    assert (again.pushed, again.pulled) == (0, 0)


def test_a_reply_lost_after_the_commit_is_asked_for_again(
    desk: Desk, province: Ground, line: FlakyNetwork
) -> None:
    captured = desk.capture(20)
    line.plan(GOOD, Fault(Mode.SWALLOW_REPLY))
    first = desk.once()
    assert first.failure is not None
    assert first.failure.kind is FailureKind.OFFLINE
    assert desk.claims() == set()
    assert province.holds().keys() == {op.op_id for op in captured}
    assert desk.once().complete
    assert_exactly_once(desk, province, captured)


def test_a_request_that_arrives_twice_at_once_has_one_effect(
    desk: Desk, province: Ground, line: FlakyNetwork
) -> None:
    captured = desk.capture(20)
    line.plan(GOOD, Fault(Mode.DUPLICATE_REQUEST))
    assert desk.once().complete
    assert len(line.twins) == 1
    assert line.twins[0].startswith(b"HTTP/1.1 200")
    assert_exactly_once(desk, province, captured)


@pytest.mark.parametrize("after", [0, 1, 60, 300, 900, -1])
def test_a_request_cut_anywhere_leaves_nothing_behind(
    desk: Desk, province: Ground, line: FlakyNetwork, after: int
) -> None:
    captured = desk.capture(20)
    line.plan(GOOD, Fault(Mode.CUT_REQUEST, after))
    assert desk.once().failure is not None
    assert province.holds() == {}
    assert desk.once().complete
    assert_exactly_once(desk, province, captured)


def test_a_login_page_is_no_network(desk: Desk, province: Ground, line: FlakyNetwork) -> None:
    captured = desk.capture(3)
    line.plan(GOOD, Fault(Mode.LOGIN_PAGE))
    result = desk.once()
    assert result.failure is not None
    assert result.failure.kind is FailureKind.NOT_THE_PROVINCE
    assert result.status.network is Network.OFFLINE
    assert desk.claims() == set()
    assert desk.once().complete
    assert_exactly_once(desk, province, captured)


def test_a_half_open_line_has_an_end_and_a_name(desk: Desk, line: FlakyNetwork) -> None:
    desk.capture(3)
    desk.be_short()
    line.stand(Fault(Mode.HANG))
    told = Told()
    driver = desk.driver(told)
    driver.start()
    status = told.until(lambda one: one.reason is not None)
    assert (status.reason, status.reason_detail) == (FailureKind.TIMEOUT, "read")
    line.stand(GOOD)
    told.until(lambda one: one.all_delivered and one.network is Network.ONLINE)
    assert driver.stop()


def test_stopping_ends_a_hanging_request(desk: Desk, line: FlakyNetwork) -> None:
    line.stand(Fault(Mode.HANG))
    told = Told()
    driver = desk.driver(told)
    before = line.exchanges
    driver.start()
    while line.exchanges == before:
        told.until(lambda _: True)
    assert driver.stop(timeout=2)
    assert told.bugs == []


def hundred_cuts(seed: int, count: int = 300) -> list[Fault]:
    """A hundred faults among the first three hundred exchanges: before, within and after the commit."""
    rng = Random(seed)
    kinds = [Mode.RESET, Mode.CUT_REQUEST, Mode.CUT_REPLY, Mode.SWALLOW_REPLY, Mode.LOGIN_PAGE]
    faults = [Fault(rng.choice(kinds)) for _ in range(97)]
    faults += [Fault(Mode.HANG), Fault(Mode.HANG_REPLY), Fault(Mode.DUPLICATE_REQUEST)]
    plan = faults + [GOOD] * (count - len(faults))
    rng.shuffle(plan)
    return plan


@pytest.mark.slow
def test_a_thousand_ops_through_a_hundred_cuts(desk: Desk, province: Ground, line: FlakyNetwork) -> None:
    captured = desk.capture(1_000)
    desk.be_short()
    lies: list[set[str]] = []
    struck: list[Fault] = []

    def compare(fault: Fault) -> None:
        struck.append(fault)
        false_claims = desk.claims() - province.holds().keys()
        if false_claims:
            lies.append(false_claims)

    line.after_each = compare
    line.plan(*hundred_cuts(seed=2026))
    told = Told()
    driver = desk.driver(
        told, rules=Rules(start_ops=4, top_ops=16, pause_floor_s=0.001, pause_cap_s=0.004, poll_back_s=0.2)
    )
    driver.start()
    told.until(lambda one: one.all_delivered and not line.planned, timeout=60)
    assert driver.stop()
    line.close()
    assert len(struck) == 100
    assert lies == []
    assert told.bugs == []
    assert_exactly_once(desk, province, captured)


def test_work_goes_on_while_syncing(desk: Desk, province: Ground, line: FlakyNetwork) -> None:
    """Captures between, during and after requests all arrive."""
    told = Told()
    driver = desk.driver(told)
    driver.in_front(True)
    driver.start()
    captured = []
    for k in range(15):
        if k % 4 == 3:
            line.plan(Fault(Mode.SWALLOW_REPLY))
        captured += desk.capture(2)
        driver.local_commit()
        wanted = len(captured)
        told.until(lambda one, wanted=wanted: one.queue.delivered + one.queue.unsent >= wanted)  # type: ignore[misc]
    told.until(lambda one: one.all_delivered and one.queue.delivered == 30)
    assert driver.stop()
    assert_exactly_once(desk, province, captured)


def test_a_commit_ends_the_open_question(desk: Desk) -> None:
    """The long poll would last 25 s; an op does not wait for it."""
    told = Told()
    driver = desk.driver(told, rules=Rules())
    driver.in_front(True)
    driver.start()
    told.until(lambda one: one.network is Network.ONLINE)
    desk.capture(1)
    driver.local_commit()
    told.until(lambda one: one.queue.delivered == 1, timeout=5)
    assert driver.stop()


def test_the_second_window_sees_the_first_windows_case(desks: tuple[Desk, Desk]) -> None:
    first, second = desks
    case = first.file_case()
    assert first.once().complete
    told = Told()
    driver = second.driver(told)
    driver.in_front(True)
    driver.start()
    told.until_applied(case.id)
    assert second.case(case.id) == case
    later = first.change_case(case, title="更正后的标题（示例）")
    assert first.once().complete
    told.until(lambda _: second.case(case.id) == later)
    assert driver.stop()


def test_changes_of_different_groups_merge(desks: tuple[Desk, Desk]) -> None:
    first, second = desks
    case = first.file_case()
    first.once()
    second.once()
    first.change_case(case, title="甲窗口的标题（示例）")
    second.change_case(case, opinion="乙窗口的意见")
    assert first.once().complete
    assert second.once().complete
    assert first.once().complete
    merged = first.case(case.id)
    assert merged is not None
    assert (merged.title, merged.opinion) == ("甲窗口的标题（示例）", "乙窗口的意见")
    assert second.case(case.id) == merged


def test_a_clash_goes_to_a_person_and_holds_up_nothing_else(desks: tuple[Desk, Desk]) -> None:
    first, second = desks
    case = first.file_case()
    first.once()
    second.once()
    first.change_case(case, title="甲窗口的标题（示例）")
    mine = second.change_case(case, title="乙窗口的标题（示例）")
    other = second.capture(2)
    assert first.once().complete
    result = second.once()
    assert result.failure is None
    assert not result.complete
    assert result.status.needs_you == 1
    assert {op.op_id for op in other} <= second.claims()
    assert second.case(case.id) == mine
