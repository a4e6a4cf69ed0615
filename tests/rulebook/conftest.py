from __future__ import annotations

from pathlib import Path

import pytest

from app.rulebook import Rulebook
from tests.rulebook.folder import Folder


@pytest.fixture(scope="session")
def rules() -> Rulebook:
    return Rulebook.load()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "rules")
