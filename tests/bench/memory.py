"""Resident memory after every page has been opened: MiB against a fixed promise."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.bench.rows import Row
from tests.support import desk

MOST_MIB = 160


def rows(folder: Path) -> list[Row]:
    profile = desk.make(folder / "desk")
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench.every_page", str(profile)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        timeout=120,
        capture_output=True,
        text=True,
    )
    return [
        Row(
            what="memory after every page has been opened (MiB)",
            limit="promised (MiB)",
            ours_ms=float(told.stdout),
            limit_ms=MOST_MIB,
            goal=1,
        )
    ]
