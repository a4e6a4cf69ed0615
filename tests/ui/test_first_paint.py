"""What the first page waits for: nothing but what it shows. Each module here costs time every morning."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.rulebook import Rulebook
from tests.support import desk

AFTER_THE_GATE = (
    "app.cli",
    "app.domain.deadlines",
    "app.domain.pricing.quoting",
    "app.printing",
    "app.province",
    "app.rulebook.reading",
    "app.sync.core",
    "app.sync.http",
    "app.usecases.add_staff",
    "app.usecases.ledger",
    "app.usecases.print_paper",
    "argon2",
    "cryptography",
    "litestar",
    "localdb.feed",
    "localdb.groups",
    "reportlab",
    "requests",
    "sqlalchemy",
    "sqlite_utils",
    "yaml",
)
"""Wanted by later pages and deeds, or while somebody types a password."""
GATE = """
import gc, json, sys
from pathlib import Path
from app.bootstrap.opener import Opener
from app.ui.application import Application
from PySide6.QtCore import QEvent, QObject
class Seen(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print(json.dumps([sorted(sys.modules), gc.isenabled()]))
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


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], bool]:
    """The modules there when the gate is painted, and whether rubbish was looked for until then."""
    Rulebook.load()  # from now on they are kept compiled
    profile = desk.make(tmp_path_factory.mktemp("gate") / "desk")
    told = subprocess.run(
        [sys.executable, "-c", GATE, str(profile)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    modules, collecting = json.loads(told.stdout.splitlines()[0])
    return set(modules), collecting


@pytest.mark.parametrize("late", AFTER_THE_GATE)
def test_it_is_not_loaded_before_the_gate_is_painted(late: str, loaded: tuple[set[str], bool]) -> None:
    assert not {one for one in loaded[0] if one == late or one.startswith(f"{late}.")}


def test_nothing_is_collected_before_the_first_paint(loaded: tuple[set[str], bool]) -> None:
    assert not loaded[1]
