from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from localdb.connection import Database
from tests.localdb.desk import KEY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    with Database.open(path, KEY, create=True) as opened:
        yield opened
