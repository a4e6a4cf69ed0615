from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.province.embedded import Embedded
from app.sync.enrol import Enrolled, enrol
from tests.support.flaky_network import FlakyNetwork
from tests.sync.desks import CALM, UNHURRIED, Desk, Ground
from tests.sync.samples import Joined


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Embedded, str, Iterator[int]]]:
    """One province for most tests, its address, and the numbers of outlets nobody has taken."""
    embedded = Embedded(tmp_path_factory.mktemp("province"), setting=UNHURRIED)
    yield embedded, embedded.start(), itertools.count(1)
    embedded.stop()


@pytest.fixture
def province(running: tuple[Embedded, str, Iterator[int]]) -> Ground:
    embedded, url, numbers = running
    return Ground(embedded, url, f"99{next(numbers):04d}")


@pytest.fixture
def own_province(tmp_path: Path) -> Iterator[Ground]:
    """A province of this test's own, in the folder `province`."""
    embedded = Embedded(tmp_path / "province", setting=UNHURRIED)
    yield Ground(embedded, embedded.start())
    embedded.stop()


@pytest.fixture
def line(province: Ground) -> Iterator[FlakyNetwork]:
    """The only way to the province."""
    with FlakyNetwork.before(province.url, seed=1) as flaky:
        yield flaky


@pytest.fixture
def codes(province: Ground) -> dict[str, str]:
    return province.codes()


@pytest.fixture
def joined(codes: dict[str, str], line: FlakyNetwork) -> Joined:
    """A window that is enrolled, and nothing else of a desk."""
    install = str(uuid.uuid4())
    answer = enrol(line.url, codes["01"], install, app_v="0", limits=CALM)
    assert isinstance(answer, Enrolled)
    return Joined(install, answer.reply.token, answer.reply.scope)


@pytest.fixture
def desk(codes: dict[str, str], line: FlakyNetwork, tmp_path: Path) -> Iterator[Desk]:
    """Window 01, behind the bad line."""
    made = Desk.make(tmp_path / "desk01", line.url, "01", codes["01"])
    yield made
    made.close()


@pytest.fixture
def desks(
    desk: Desk, codes: dict[str, str], line: FlakyNetwork, tmp_path: Path
) -> Iterator[tuple[Desk, Desk]]:
    """Two windows of one outlet."""
    second = Desk.make(tmp_path / "desk02", line.url, "02", codes["02"])
    yield desk, second
    second.close()
