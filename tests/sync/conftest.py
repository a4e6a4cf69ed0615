from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.province.embedded import Embedded
from app.sync.enrol import Enrolled, enrol
from app.sync.limits import Limits
from tests.support.flaky_network import FlakyNetwork
from tests.sync.samples import Joined

SHORT = Limits(connect_s=1.0, read_s=0.5, total_s=2.0)


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Embedded]:
    embedded = Embedded(tmp_path / "province")
    yield embedded
    embedded.stop()


@pytest.fixture
def line(province: Embedded) -> Iterator[FlakyNetwork]:
    """The only way to the province, which starts with it."""
    with FlakyNetwork.before(province.start(), seed=1) as flaky:
        yield flaky


@pytest.fixture
def joined(province: Embedded, line: FlakyNetwork) -> Joined:
    """A window that is enrolled, and nothing else of a desk."""
    install = str(uuid.uuid4())
    answer = enrol(line.url, province.provision()["01"], install, app_v="0", limits=SHORT)
    assert isinstance(answer, Enrolled)
    return Joined(install, answer.reply.token, answer.reply.scope)
