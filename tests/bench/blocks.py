"""How long the window ever stands still in a shift with 100,000 records; the steps are those of `shift`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from app.ui.watchdog import LIMIT_MS
from tests.bench import many_records
from tests.bench.rows import Row
from tests.support import desk

RECORDS = 100_000


def rows(folder: Path) -> list[Row]:
    profile = desk.make(folder / "desk")
    many_records.fill(profile, RECORDS, datetime.now().astimezone())
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench.stand_still", str(profile)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        timeout=900,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: dict[str, dict[str, float]] = json.loads(told.stdout)
    for step, longest in found.items():
        told_ms = ", ".join(f"{kind} {ms:.0f}" for kind, ms in longest.items())
        sys.stderr.write(f"  {step}: {told_ms}\n")
    return [
        Row(
            what=f"longest block of the window, {RECORDS:,} records{words}",
            limit="promised",
            ours_ms=max(longest[kind] for longest in found.values()),
            limit_ms=LIMIT_MS,
            goal=1,
        )
        for kind, words in (
            ("clock", ""),
            ("calm", ", without waiting for a processor"),
            ("processor", ", processor time"),
        )
    ]
