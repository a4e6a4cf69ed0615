from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.province.embedded import Embedded
from app.province.platform import Setting
from app.sync.enrol import Enrolled, enrol
from tests.support.flaky_network import FlakyNetwork
from tests.sync.desks import CALM, Desk
from tests.sync.samples import Joined


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Embedded]:
    embedded = Embedded(tmp_path / "province", setting=Setting(burst=1e6, per_second=1e6))
    yield embedded
    embedded.stop()


@pytest.fixture
def line(province: Embedded) -> Iterator[FlakyNetwork]:
    """The only way to the province, which starts with it."""
    with FlakyNetwork.before(province.start(), seed=1) as flaky:
        yield flaky


@pytest.fixture
def joined(codes: dict[str, str], line: FlakyNetwork) -> Joined:
    """A window that is enrolled, and nothing else of a desk."""
    install = str(uuid.uuid4())
    answer = enrol(line.url, codes["01"], install, app_v="0", limits=CALM)
    assert isinstance(answer, Enrolled)
    return Joined(install, answer.reply.token, answer.reply.scope)


@pytest.fixture
def codes(province: Embedded, line: FlakyNetwork) -> dict[str, str]:
    """A one-time code for each of the two windows of the trial outlet."""
    return province.provision()


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
