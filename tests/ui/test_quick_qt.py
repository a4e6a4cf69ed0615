"""Support modules of Qt for Python are kept compiled by what they say; imports read no sources."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.ui.quick_qt import SUPPORT, Kept


def _made(kept: Kept, source: bytes, name: str = SUPPORT + "loader.py") -> object:
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
    assert _said(told).strip() == "False"


MISTAKES = """
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shibokensupport.signature import get_signature
held = QApplication([])
widget = QWidget()
for deed in (
    lambda: widget.setGeometry("x"), lambda: widget.resize(1, 2, 3), lambda: widget.resize(wide=3),
    lambda: QWidget(3), lambda: QLabel("a", b=1), lambda: QTimer.singleShot("a"), lambda: QPoint("a"),
    lambda: print(QWidget.resize.__doc__), lambda: print(get_signature(QWidget.resize)),
    lambda: print(QWidget.show.__signature__), lambda: widget.windowTitleChanged.emit(3),
):
    try:
        deed()
    except Exception as error:
        print(type(error).__name__, error)
"""


def _said(code: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return ended.stdout


def test_mistakes_and_signatures_are_told_as_qt_for_python_tells_them() -> None:
    told = _said("import app.ui\n" + MISTAKES)
    assert told.count("Error") > 5
    assert told == _said(MISTAKES)


def test_what_only_tells_signatures_waits_until_somebody_asks() -> None:
    told = (
        "import sys, app.ui, PySide6.QtWidgets;"
        "print(*(n for n in sys.modules if n.startswith('shibokensupport') and 're' in vars(sys.modules[n])))"
    )
    assert _said(told).strip() == ""
