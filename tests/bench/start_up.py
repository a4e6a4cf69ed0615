"""Cold start: from the process to the workbench painted with the database open, against an empty window."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.bench.rows import Row, interleaved, medians
from tests.support import desk

ROUNDS = 9
EMPTY = """
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
"""


def _run(*arguments: str) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once
    subprocess.run([sys.executable, *arguments], env=environment, check=True, timeout=60)


def rows(folder: Path) -> list[Row]:
    profile = desk.make(folder / "desk")
    ours_ms, limit_ms = medians(
        interleaved(
            lambda: _run("-m", "tests.bench.open_desk", str(profile)), lambda: _run("-c", EMPTY), ROUNDS
        )
    )
    return [
        Row(
            what="cold start to the workbench painted, database open",
            limit="empty Qt window",
            ours_ms=ours_ms,
            limit_ms=limit_ms,
            goal=2.0,
        )
    ]
