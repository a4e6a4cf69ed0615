"""kill -9 at random moments of `onewindow accept`: what was answered is there, once; no number twice."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest

from localdb import copying, journal
from tests.cli import day
from tests.cli.calling import PROGRAM, ROOT, environment
from tests.support import desk

KILLS = 40
SOAK = int(os.environ.get("ONEWINDOW_KILLS", "200"))
MOST = 60
"""Requests offered to one run; a kill comes long before the last."""
LATEST_S = 0.35
PAPERS = "SELECT count(*), count(DISTINCT number), count(DISTINCT about) FROM papers"
EARLY = 4
"""Every so many kills comes at the start, before anything is answered."""
RESENT = 3


@contextmanager
def program(profile: Path) -> Iterator[tuple[int, IO[str], IO[str]]]:
    """`onewindow accept` as anybody would start it: its pid, standard input and output."""
    running = subprocess.Popen(
        [*PROGRAM, "accept"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=environment(profile),
        text=True,
        encoding="utf-8",
    )
    assert running.stdin
    assert running.stdout
    with running:
        yield running.pid, running.stdin, running.stdout
        # What was not read any more cannot be flushed either.
        with contextlib.suppress(BrokenPipeError):
            running.stdin.close()


class Forks:
    """The same, forked from one program that has everything read already."""

    def __init__(self, profile: Path) -> None:
        self._pipes = profile.parent / "in", profile.parent / "out"
        for pipe in self._pipes:
            os.mkfifo(pipe)
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.cli.accept_server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=environment(profile),
            text=True,
        )

    @contextmanager
    def __call__(self, profile: Path) -> Iterator[tuple[int, IO[str], IO[str]]]:
        given, answered = self._pipes
        asked, told = self._server.stdin, self._server.stdout
        assert asked
        assert told
        asked.write(json.dumps({"in": str(given), "out": str(answered)}) + "\n")
        asked.flush()
        child = int(told.readline())
        with given.open("w", encoding="utf-8") as requests, answered.open(encoding="utf-8") as answers:
            yield child, requests, answers
            with contextlib.suppress(BrokenPipeError):
                requests.close()
        assert told.readline() == "dead\n"

    def close(self) -> None:
        assert self._server.stdin
        with self._server:
            self._server.stdin.close()


def feed(requests: IO[str], queue: list[dict[str, Any]]) -> None:
    """Everything, or until nobody reads any more."""
    with contextlib.suppress(BrokenPipeError):
        for request in queue:
            requests.write(json.dumps(request, ensure_ascii=False) + "\n")
            requests.flush()


def kill(pid: int) -> None:
    """It may have ended by itself."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def run_until_killed(
    start: Any, profile: Path, queue: list[dict[str, Any]], after_s: float, *, early: bool
) -> list[dict[str, Any]]:
    """The answers that came out before SIGKILL, which is sent `after_s` after the first (or the start)."""
    with start(profile) as (pid, requests, answers):
        killer = threading.Timer(after_s, kill, (pid,))
        feeder = threading.Thread(target=feed, args=(requests, queue))
        feeder.start()
        if early:
            killer.start()
        seen = [answers.readline()]
        if not early:
            killer.start()
        seen += answers.readlines()
        killer.join()
        feeder.join()
    # A line cut by the kill was told to nobody.
    return [json.loads(line) for line in seen if line.endswith("\n")]


def check(profile: Path, told: dict[str, str]) -> int:
    """Every answered case is there once with its papers, the journal is sound. How many cases there are."""
    with desk.store(profile) as database:
        rows = database.read(lambda tx: [tuple(row) for row in tx.all("SELECT id, number FROM cases")])
        kept = dict(rows)
        assert len(kept) == len(rows) == len({number for _id, number in rows})
        assert {case_id: kept.get(case_id) for case_id in told} == told
        papers = database.read(lambda tx: tuple(tx.one(PAPERS)))
        assert papers == (3 * len(rows), 3 * len(rows), len(rows))
        sound = database.read(journal.verify)
        assert isinstance(sound, journal.Verified)
        assert sound.count == 5 * len(rows)
        assert database.read(lambda tx: copying.findings(tx.connection)) == []
    return len(rows)


def kill_often(start: Any, profile: Path, kills: int, seed: int) -> dict[str, int]:
    draw, told, waiting = random.Random(seed), dict[str, str](), list[dict[str, Any]]()
    repeated = cases = 0
    for kill in range(kills):
        queue = [*waiting[:RESENT], *(day.filing() for _ in range(MOST))]
        early = kill % EARLY == EARLY - 1
        answers = run_until_killed(start, profile, queue, draw.uniform(0, LATEST_S), early=early)
        for answer in answers:
            assert answer["ok"] is True, answer
            case = answer["case"]
            assert told.setdefault(case["id"], case["number"]) == case["number"]
            repeated += answer["repeated"]
        cases = check(profile, told)
        # As an agency would: what was not answered is sent again under its own id.
        waiting = [request for request in queue if request["id"] not in told]
    return {"kills": kills, "answered": len(told), "kept": cases, "answered_after_resending": repeated}


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_forty_kills_lose_nothing_and_repeat_nothing(profile: Path) -> None:
    forks = Forks(profile)
    try:
        found = kill_often(forks, profile, KILLS, 20261121)
    finally:
        forks.close()
    assert found["answered"] >= KILLS
    assert found["kept"] >= found["answered"]


@pytest.mark.slow
def test_the_program_itself_survives_kills_alike(profile: Path) -> None:
    found = kill_often(program, profile, 3, 7)
    assert found["kept"] >= found["answered"] > 0


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_two_hundred_kills_of_the_program_itself(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = kill_often(program, profile, SOAK, 1)
    assert found["answered"] > SOAK
    with capsys.disabled():
        print(found)
