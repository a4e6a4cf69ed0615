"""Support modules of Qt for Python are kept compiled by what they say; imports read no sources."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.ui.quick_qt import SUPPORT, Kept


def _made(kept: Kept, source: bytes, name: str = SUPPORT + "one.py") -> object:
    with kept.at_work():
        code = compile(source, name, "exec")
    space: dict[str, object] = {}
    exec(code, space)
    return space["a"]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    kept = Kept(tmp_path / "kept")
    assert _made(kept, b"a = 1") == 1
    kept.keep()
    return tmp_path / "kept"


def test_what_was_kept_is_not_written_again(path: Path) -> None:
    kept, before = Kept(path), path.stat().st_ino
    assert _made(kept, b"a = 1") == 1
    kept.keep()
    assert path.stat().st_ino == before


def test_another_text_under_the_same_name_is_compiled(path: Path) -> None:
    assert _made(Kept(path), b"a = 2") == 2


def test_a_file_cut_short_is_as_if_it_were_not_there(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3])
    assert _made(Kept(path), b"a = 1") == 1


def test_other_modules_are_not_kept(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "kept")
    assert _made(kept, b"a = 1", "another.py") == 1
    kept.keep()
    assert not (tmp_path / "kept").exists()


def test_a_module_of_ours_is_imported_without_its_source_being_read() -> None:
    told = (
        "import linecache, app.ui; from app.ui.theme.metrics import Metrics;"
        "print(any('metrics' in name for name in linecache.cache))"
    )
    asked = [sys.executable, "-c", told]
    ended = subprocess.run(asked, check=True, capture_output=True, text=True, timeout=60)
    assert ended.stdout.strip() == "False"
