"""Killed at random moments: what was shown to somebody is there, whole, once."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from localdb import cases, copying, journal, search
from localdb.connection import Database
from tests.localdb.desk import KEY

ROOT = Path(__file__).parents[2]
KILLS = 20


@pytest.fixture
def desks(path: Path, empty_file: Path) -> Iterator[subprocess.Popen[str]]:
    shutil.copy(empty_file, path)
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.localdb.commit_loop", str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    with program:
        yield program
        program.kill()


def serve_until_killed(desks: subprocess.Popen[str], lines: int) -> list[tuple[int, str]]:
    """What a desk acknowledged before SIGKILL, which comes after some lines: anywhere in the next deeds."""
    assert desks.stdin
    assert desks.stdout
    desks.stdin.write("serve\n")
    desks.stdin.flush()
    desk = int(desks.stdout.readline().split()[1])
    seen = [desks.stdout.readline() for _ in range(lines)]
    os.kill(desk, signal.SIGKILL)
    while (line := desks.stdout.readline()) != "dead\n":
        seen.append(line)
    return [(int(serial), case_id) for serial, case_id in (line.split() for line in seen)]


@pytest.mark.timeout(120)
def test_twenty_kills_lose_nothing_and_repeat_nothing(path: Path, desks: subprocess.Popen[str]) -> None:
    shown: list[tuple[int, str]] = []
    draw = random.Random(20261121)
    for _ in range(KILLS):
        shown += serve_until_killed(desks, draw.randint(0, 12))
        check(path, shown)
    assert len(shown) > KILLS


def check(path: Path, shown: list[tuple[int, str]]) -> None:
    with Database.open(path, KEY) as database:
        serials = [serial for serial, _ in shown]
        assert len(serials) == len(set(serials))
        missing = [
            case_id for _, case_id in shown if database.read(lambda tx, i=case_id: cases.load(tx, i)) is None
        ]
        assert missing == []
        told = database.read(journal.verify)
        assert isinstance(told, journal.Verified)
        # row, op, search entry: all of them or none of them
        rows = database.read(
            lambda tx: tx.one(
                "SELECT (SELECT count(*) FROM cases), (SELECT count(*) FROM journal),"
                " (SELECT count(*) FROM search_rows), (SELECT max(last) FROM numbers),"
                " (SELECT count(*) FROM op_delivery)"
            )
        )
        assert tuple(rows) in {(told.count,) * 5, (0, 0, 0, None, 0)}
        assert told.count >= len(shown)
        assert database.read(lambda tx: copying.findings(tx.connection)) == []
        if shown:
            assert database.read(lambda tx: search.find(tx, "𬭎茶", 1)) != []
