"""Resident memory after every page has been opened: MiB against a fixed promise."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from app.bootstrap.opener import Opener
from app.domain.refusals import Refused
from tests.bench.rows import Row
from tests.cli.test_two_windows import Province
from tests.support import desk

MOST_MIB = 160
LEAD = "3390"


def rows(folder: Path) -> list[Row]:
    province = Province(folder / "province")
    try:
        there = _joined(folder / "joined" / "desk", province)
        joined = _measured(there, LEAD)
    finally:
        province.process.terminate()
        province.process.communicate(timeout=30)
    trial = _measured(desk.make(folder / "trial" / "desk"), desk.CLERK)
    return [
        _row("memory after every page has been opened (MiB)", joined),
        _row("the same of a trial desk, its province in the same process (MiB)", trial),
    ]


def _joined(folder: Path, province: Province) -> Path:
    """A desk as it stands at a counter: its province is another program."""
    code = province.windows("01")["01"]
    folder.parent.mkdir()
    told = Opener().enrol(folder, province.url, code, LEAD, "周岚（示例）", desk.SECRET)
    assert not isinstance(told, Refused), told
    return folder


def _measured(profile: Path, staff: str) -> float:
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench.every_page", str(profile), staff],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        timeout=120,
        capture_output=True,
        text=True,
    )
    return float(told.stdout)


def _row(what: str, mib: float) -> Row:
    return Row(what=what, limit="promised (MiB)", ours_ms=mib, limit_ms=MOST_MIB, goal=1)
