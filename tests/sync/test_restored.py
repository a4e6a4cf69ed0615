"""A province put back from yesterday, a desk put back, another history: found, healed, told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.province import epoch
from app.province.outlets import raise_horizon
from app.sync.failures import FailureKind
from app.sync.standing import Held, Standing, compare
from app.sync.status import Network
from localdb.connection import Database
from tests.support.flaky_network import FlakyNetwork
from tests.sync.desks import KEY, Desk, Ground, Told, assert_exactly_once

Restart = Callable[..., None]


@pytest.mark.parametrize(
    ("told", "held", "expected"),
    [
        (("e1", 9, 20), ("e1", 9, 9, 20), Standing()),
        (("e1", 9, 20), ("", 0, 9, 0), Standing()),
        (("e1", 7, 20), ("e1", 7, 9, 20), Standing()),
        (("e1", 4, 20), ("e1", 7, 9, 20), Standing(requeue_above=4, void_cursor=True)),
        (("e1", 9, 12), ("e1", 9, 9, 20), Standing(requeue_above=9, void_cursor=True)),
        (("e2", 9, 20), ("e1", 9, 9, 20), Standing(requeue_above=9, void_cursor=True)),
        (("e2", 0, 0), ("e1", 9, 9, 20), Standing(requeue_above=0, void_cursor=True)),
        (("e1", 10, 20), ("e1", 9, 9, 20), Standing(desk_restored=True)),
        (("e2", 10, 20), ("", 0, 0, 0), Standing(desk_restored=True)),
    ],
)
def test_three_numbers_and_the_length_of_the_feed(
    told: tuple[str, int, int], held: tuple[str, int, int, int], expected: Standing
) -> None:
    known, acked, highest, cursor = held
    assert compare(*told, Held(epoch=known, acked_n=acked, highest_n=highest, cursor=cursor)) == expected


@pytest.fixture
def province(own_province: Ground) -> Ground:
    """It is stopped, put back, given another history."""
    return own_province


@pytest.fixture
def restart(province: Ground, line: FlakyNetwork, tmp_path: Path) -> Restart:
    """Stop, do something to the folder, start on another port behind the same line."""

    def again(between: Callable[[Path], None] = lambda _: None) -> None:
        province.embedded.stop()
        between(tmp_path / "province")
        line.aim(province.embedded.start())

    return again


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("province.db*"))


def keep(folder: Path, aside: Path, *more: str) -> None:
    aside.mkdir()
    for path in [*files(folder), *(folder / name for name in more)]:
        shutil.copy(path, aside / path.name)


def put_back(folder: Path, aside: Path) -> None:
    for path in files(folder):
        path.unlink()
    for path in aside.iterdir():
        shutil.copy(path, folder / path.name)


@pytest.mark.parametrize("noticed", [True, False], ids=["the province notices", "it does not"])
def test_a_restored_province_gets_everything_again(
    desks: tuple[Desk, Desk], province: Ground, restart: Restart, tmp_path: Path, noticed: bool
) -> None:
    """Whether its epoch changed (database alone put back) or not (its whole folder put back)."""
    first, second = desks
    captured = first.capture(5)
    case = first.file_case()
    assert first.once().complete
    assert second.once().complete
    also = () if noticed else ("starts",)
    restart(lambda folder: keep(folder, tmp_path / "yesterday", *also))
    captured += first.capture(7)
    later = first.change_case(case, title="备份之后才改的标题（示例）")
    assert first.once().complete
    assert second.once().complete
    claimed = first.claims()
    restart(lambda folder: put_back(folder, tmp_path / "yesterday"))
    assert len(province.holds()) == 6

    assert first.once().complete
    assert second.once().complete
    assert first.claims() == claimed
    assert province.holds().keys() >= {op.op_id for op in captured}
    assert first.case(case.id) == later
    assert second.case(case.id) == later


def test_an_empty_province_is_filled_again(desk: Desk, province: Ground) -> None:
    """A new epoch alone: everything is offered again and answered `duplicate`, nothing is wiped."""
    captured = desk.capture(4)
    assert desk.once().complete
    epoch.new_epoch(province.platform.store)
    result = desk.once()
    assert result.complete
    assert result.pulled == 4
    assert_exactly_once(desk, province, captured)


def test_a_cursor_behind_the_horizon_starts_again(desk: Desk, province: Ground) -> None:
    desk.capture(4)
    assert desk.once().complete
    unsent = desk.capture(1)
    province.platform.store.run_tx(lambda connection: raise_horizon(connection, province.scope, 99))
    pulled = desk.once()
    assert pulled.failure is not None
    assert pulled.failure.kind is FailureKind.MUST_RESYNC
    result = desk.once()
    assert result.complete
    assert result.pulled == 5
    assert {op.op_id for op in unsent} <= desk.claims()


def test_a_desk_put_back_takes_a_new_identity_and_gets_its_records_again(
    desk: Desk, province: Ground
) -> None:
    old = desk.capture(2)
    assert desk.once().complete
    desk.database.close()
    shutil.copy(desk.folder / "desk.db", desk.folder / "yesterday.db")
    desk.database = Database.open(desk.folder / "desk.db", KEY)
    lost = desk.capture(3)
    assert desk.once().complete
    desk.database.close()
    for path in desk.folder.glob("desk.db*"):
        path.unlink()
    shutil.copy(desk.folder / "yesterday.db", desk.folder / "desk.db")
    desk.database = Database.open(desk.folder / "desk.db", KEY)

    fresh = desk.capture(1)
    told = Told()
    driver = desk.driver(told)
    driver.start()
    status = told.until(lambda one: one.network is Network.REFUSED)
    assert status.reason is FailureKind.DESK_RESTORED
    assert status.needs_you == 1
    assert told.restored.is_set()
    assert {op.op_id for op in fresh}.isdisjoint(desk.claims())

    (desk.folder / "install.json").unlink()
    desk.join(province.codes()["01"])
    driver.send_now()
    told.until(lambda one: one.all_delivered and one.network is Network.ONLINE)
    told.until_applied(lost[-1].record_id)
    assert driver.stop()
    assert province.holds().keys() >= {op.op_id for op in [*old, *lost, *fresh]}
    assert desk.claims() == {op.op_id for op in [*old, *fresh]}


def test_a_revoked_desk_keeps_its_queue(desk: Desk, province: Ground) -> None:
    from app.province.outlets import revoke
    from localdb import sync_state

    identity = desk.database.read(sync_state.identity)
    assert identity is not None
    captured = desk.capture(2)
    platform = province.platform
    platform.store.run_tx(lambda connection: revoke(connection, identity.install, platform.now()))
    result = desk.once()
    assert result.failure is not None
    assert result.failure.kind is FailureKind.REVOKED
    assert result.status.queue.unsent == 2
    desk.join(province.codes()["01"])
    assert desk.once().complete
    assert_exactly_once(desk, province, captured)
