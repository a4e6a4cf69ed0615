from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from localdb.connection import Database
from tests.localdb.desk import KEY


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database without records, made once: a closed database is one file and may be copied."""
    path = tmp_path_factory.mktemp("empty") / "desk.db"
    Database.open(path, KEY, create=True).close()
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


@pytest.fixture
def database(path: Path, empty_file: Path) -> Iterator[Database]:
    shutil.copy(empty_file, path)
    with Database.open(path, KEY) as opened:
        yield opened
