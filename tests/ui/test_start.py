"""The first paint waits for nothing heavy; input method and locale are settled before it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.ui.start_up import settle_environment

HEAVY = (
    "reportlab",
    "segno",
    "requests",
    "pypinyin",
    "stdnum",
    "sqlite_utils",
    "litestar",
    "sqlalchemy",
    "cryptography",
    "keyring",
    "argon2",
    "PySide6.QtPrintSupport",
    "PySide6.QtNetwork",
)
ROOT = Path(__file__).parents[2]

FIRST_PAINT = f"""
import sys
from PySide6.QtCore import QEvent, QObject
from pathlib import Path
from app.bootstrap.opener import Opener
from app.ui.application import Application

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and self.found is None:
            self.found = [name for name in {HEAVY!r} if name in sys.modules]
        return False

application = Application()
watch = Watch()
watch.found = None
application.qt.installEventFilter(watch)
desk = Opener().closed(Path(sys.argv[1]))
application.open(desk)
application.qt.processEvents()
desk.close()
print(watch.found)
"""


def test_nothing_heavy_is_loaded_before_the_first_paint(trial_folder: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(trial_folder)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert told.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("given", "settled"),
    [
        ({}, "ibus"),
        ({"QT_IM_MODULE": "fcitx"}, "ibus"),
        ({"QT_IM_MODULE": "fcitx5"}, "ibus"),
        ({"QT_IM_MODULE": "ibus"}, "ibus"),
        ({"QT_IM_MODULE": "xim"}, "xim"),
        ({"QT_IM_MODULE": "compose"}, "compose"),
    ],
)
def test_the_input_method_is_one_the_packaged_qt_has(given: dict[str, str], settled: str) -> None:
    environment = dict(given)
    settle_environment(environment, "linux")
    assert environment["QT_IM_MODULE"] == settled
    assert environment["LANG"] == "C.UTF-8"


def test_a_locale_of_the_desktop_stays_and_windows_is_left_alone() -> None:
    environment = {"LANG": "zh_CN.UTF-8"}
    settle_environment(environment, "linux")
    assert environment["LANG"] == "zh_CN.UTF-8"
    bare: dict[str, str] = {}
    settle_environment(bare, "win32")
    assert bare == {}


BUG = """
import sys
from PySide6.QtCore import QTimer
from app.ui import bugs
from app.ui.application import Application
application = Application()
shown = []
bugs.show_bugs_with(lambda code, report: (shown.append(report), application.qt.quit()))
def broken():
    name = "张三（示例）"
    raise RuntimeError(name)
QTimer.singleShot(0, broken)
QTimer.singleShot(5000, application.qt.quit)
application.qt.exec()
print(shown[0].splitlines()[0], "张三" in shown[0])
"""


def test_what_nobody_caught_reaches_the_last_resort() -> None:
    told = subprocess.run(
        [sys.executable, "-c", BUG],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert told.stdout.splitlines()[-1] == "RuntimeError False"
