from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.words.catalogue import Language, set_language
from tests.support import desk


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trial desk to copy from; never opened itself."""
    return desk.make(tmp_path_factory.mktemp("template") / "desk")


@pytest.fixture
def profile(template: Path, tmp_path: Path) -> Path:
    """A trial desk of this test's own."""
    return desk.copy(template, tmp_path / "desk")


@pytest.fixture(autouse=True)
def _chinese_again() -> Iterator[None]:
    """A call may choose English; the next one starts afresh."""
    yield
    set_language(Language.ZH)
