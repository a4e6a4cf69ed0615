"""The program as a whole: it proves itself, and it is quick enough for an agency's batch."""

from __future__ import annotations

import json
import os
import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import gettempdir

import pytest

from app.bootstrap.opener import Opener
from app.bootstrap.self_test import NotProved, prove
from app.domain.refusals import No, Refused
from tests.cli import day
from tests.cli.calling import PROGRAM, ROOT, call, environment

CASES = 100
CPU_S = 0.05
"""Processor time for one case: 20 a second on one core, whatever else this machine does."""


@pytest.fixture
def proofs() -> Iterator[set[Path]]:
    """The folders a proof leaves behind."""
    before = set(Path(gettempdir()).glob("onewindow-proof-*"))
    left: set[Path] = set()
    yield left
    left |= set(Path(gettempdir()).glob("onewindow-proof-*")) - before
    assert left == set()


@pytest.mark.slow
def test_the_installed_program_proves_itself(proofs: set[Path]) -> None:
    told = call("self-test")
    assert told.code == 0, told
    *steps, last = told.lines
    assert [step["step"] for step in steps] == [
        *("rules", "desk", "migrate", "accept", "print", "pay", "sync", "verify", "back_up", "restore")
    ]
    assert last["steps"] == len(steps)
    by_name = {step["step"]: step for step in steps}
    assert by_name["sync"]["delivery"] == "delivered"
    assert by_name["print"]["pdfs"] == 3


class NoDesk(Opener):
    """A computer on which no desk can be made."""

    def trial(self, profile: Path, secret: str) -> Refused:
        return Refused.because(No.ENROLMENT_CODE, "code")


def test_a_step_that_fails_is_named_and_nothing_after_it_is_told(proofs: set[Path]) -> None:
    told: list[tuple[object, object]] = []
    with pytest.raises(NotProved, match="desk: enrolment_code"):
        prove(NoDesk(), lambda step: told.append((step["step"], step["ok"])))
    assert told == [("rules", True), ("desk", False)]


def seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def accepted(profile: Path, count: int) -> float:
    """Processor time of one run of the program over so many cases."""
    before = seconds()
    requests = "".join(json.dumps(day.filing(), ensure_ascii=False) + "\n" for _ in range(count))
    done = subprocess.run(
        [*PROGRAM, "accept"],
        input=requests.encode(),
        capture_output=True,
        cwd=ROOT,
        env=environment(profile),
        check=False,
    )
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == count
    return seconds() - before


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="processor time of a child is read the POSIX way")
def test_a_case_costs_little_once_the_program_is_up(profile: Path) -> None:
    start = accepted(profile, 1)
    assert (accepted(profile, CASES + 1) - start) / CASES < CPU_S
