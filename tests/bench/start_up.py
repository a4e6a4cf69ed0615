"""Cold start: from the process to the first pages painted, against an empty window of the same size."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from tests.bench.rows import Row
from tests.support import desk

ROUNDS = 9
OPEN = "import gc; gc.disable(); import app.bootstrap.opener; import app.ui; import tests.bench.open_desk"
"""loaded in the order of `app.__main__`"""
TYPING_MS = 1500
"""Nobody types a number and a password faster; it is not counted, nor what is loaded meanwhile."""
EMPTY = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, app.quit)
app = QApplication([])
app.setStyle("Fusion")
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
print('{"painted": [%d, %d]}' % (time.monotonic_ns(), time.process_time_ns()))
"""


def _run(*arguments: str) -> dict[str, tuple[float, float]]:
    """Milliseconds from the start of the process to what it tells: by the clock, of the processor."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once
    begun = time.monotonic_ns()
    ended = subprocess.run(
        [sys.executable, *arguments], env=environment, check=True, timeout=60, capture_output=True, text=True
    )
    told: dict[str, tuple[int, int]] = json.loads(ended.stdout)
    return {name: ((at - begun) / 1e6, used / 1e6) for name, (at, used) in told.items()}


def rows(folder: Path) -> list[Row]:
    profile = str(desk.make(folder / "desk"))
    _run("-c", OPEN, profile, "0")
    empty, typed, at_once = [], [], []
    for _round in range(ROUNDS):
        empty.append(_run("-c", EMPTY))
        typed.append(_run("-c", OPEN, profile, str(TYPING_MS)))
        at_once.append(_run("-c", OPEN, profile, "0"))
    found = []
    for kind, words in enumerate(("", ", processor time")):
        limit = median(one["painted"][kind] for one in empty)
        to_gate = median(one["gate"][kind] for one in typed)
        waited = median(one["gate"][kind] + one["workbench"][kind] - one["enter"][kind] for one in typed)
        straight = median(one["workbench"][kind] for one in at_once)
        for what, ours in (
            ("cold start to the sign-in page painted", to_gate),
            ("the same and from Enter to the workbench painted, database open", waited),
            ("the same, typed in no time", straight),
        ):
            found.append(
                Row(what=what + words, limit="empty Qt window", ours_ms=ours, limit_ms=limit, goal=2.0)
            )
    return found
