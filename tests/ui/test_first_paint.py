"""What the first page waits for: nothing but what it shows. Each module here costs time every morning."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import desk

AFTER_THE_GATE = (
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
    "PySide6.QtSvg",
    "app.cli",
    "app.devices",
    "app.domain.deadlines",
    "app.domain.matter",
    "app.domain.pricing",
    "app.printing",
    "app.province",
    "app.rulebook",
    "app.sync.core",
    "app.sync.http",
    "app.ui.actions",
    "app.ui.ahead",
    "app.ui.frame.behind",
    "app.ui.frame.watches",
    "app.ui.navigation",
    "app.ui.page",
    "app.ui.pages.workbench",
    "app.usecases",
    "app.words.refusals",
    "argon2",
    "argparse",
    "cryptography",
    "dataclasses",
    "hashlib",
    "html",
    "inspect",
    "json",
    "keyring",
    "litestar",
    "localdb",
    "reportlab",
    "requests",
    "sqlalchemy",
    "sqlcipher3",
    "sqlite_utils",
    "typing_extensions",
    "yaml",
)
"""Wanted by later pages and deeds, or while somebody types a password."""
GATE = """
import gc, sys
from pathlib import Path
from app.bootstrap.opener import Opener
from app.ui.application import Application
from PySide6.QtCore import QEvent, QObject
class Seen(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print([sorted(sys.modules), gc.isenabled()])
            application.qt.quit()
        return False
application = Application()
desk = Opener().closed(Path(sys.argv[1]))
window = application.open(desk)
seen = Seen()
window.gate.installEventFilter(seen)
application.run()
desk.close()
"""


MAIN = """
import gc, sys, threading, time
from app.__main__ import main
def until(there):
    end = time.monotonic() + 30
    while not there() and time.monotonic() < end:
        time.sleep(0.005)
def looks():
    return sum(one["collections"] for one in gc.get_stats())
def look():
    until(lambda: "app.ui.ahead" in sys.modules)
    until(gc.get_freeze_count)
    early, work = looks(), [[number] for number in range(100_000)]
    until(lambda: looks() > early)
    print(early - before, looks() > early, gc.isenabled())
    from PySide6.QtCore import QCoreApplication, QMetaObject, Qt
    QMetaObject.invokeMethod(QCoreApplication.instance(), "quit", Qt.ConnectionType.QueuedConnection)
sys.argv[0] = "onewindow"
before = looks()
threading.Thread(target=look).start()
main()
"""
SHELL = """
import atexit, gc, sys
from app.__main__ import main
atexit.register(lambda: print(gc.isenabled()))
sys.argv[0] = "onewindow"
main()
"""


def _run(code: str, *arguments: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"},
        cwd=Path(__file__).parents[2],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return ended.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(desk.make(tmp_path_factory.mktemp("gate") / "desk"))


@pytest.fixture(scope="module")
def loaded(profile: str) -> tuple[set[str], bool]:
    """The modules there when the gate is painted, and whether rubbish was looked for until then."""
    modules, collecting = ast.literal_eval(_run(GATE, profile))
    return set(modules), collecting


@pytest.mark.parametrize("late", AFTER_THE_GATE)
def test_it_is_not_loaded_before_the_gate_is_painted(late: str, loaded: tuple[set[str], bool]) -> None:
    assert not {one for one in loaded[0] if one == late or one.startswith(f"{late}.")}


def test_nothing_is_collected_before_the_first_paint(loaded: tuple[set[str], bool]) -> None:
    assert not loaded[1]


def test_rubbish_is_looked_for_once_the_first_page_is_ready_and_not_before(profile: str) -> None:
    assert _run(MAIN, "desk", "--profile", profile).split() == ["0", "True", "False"]


def test_a_trial_desk_is_made_with_its_rubbish_collected(tmp_path: Path) -> None:
    collections, again, by_itself = _run(MAIN, "demo", "--profile", str(tmp_path / "desk")).split()
    assert int(collections) > 0
    assert (again, by_itself) == ("True", "False")


def test_a_deed_from_the_shell_has_its_rubbish_collected() -> None:
    assert _run(SHELL, "matters", "--code", "TM-REG") == "True"
