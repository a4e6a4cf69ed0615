"""The real CUPS with a virtual printer in every state that a desk meets."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.obstacles import Obstacle, Trouble
from app.domain.paper import JobState, Printer, PrinterReason, PrintJob
from app.printing.printers import CupsSpooler
from app.printing.render import render
from tests.printing import samples
from tests.printing.print_room import QUEUE, PrintRoom, absent, until
from tests.printing.reading import text_of

_PDF = b"%PDF-1.4 never read by a printer"


def test_without_the_programs_the_service_is_down(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Obstacle) as caught:
        CupsSpooler().printers()
    assert caught.value.trouble is Trouble.SPOOLER_DOWN


def test_a_service_that_never_answers_is_down(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "lpstat").write_text("#!/bin/sh\necho scheduler is running\nexec sleep 3600\n")
    (tmp_path / "lpstat").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(Obstacle) as caught:
        CupsSpooler(timeout_s=0.2).printers()
    assert caught.value.trouble is Trouble.SPOOLER_DOWN
    assert caught.value.facts == {"why": "no answer"}


cups = pytest.mark.skipif(bool(absent()), reason=f"this machine lacks {', '.join(absent())}")


@pytest.fixture(scope="module")
def print_room() -> Iterator[PrintRoom]:
    room = PrintRoom()
    try:
        room.open()
        yield room
    finally:
        room.close()


@pytest.fixture
def room(print_room: PrintRoom) -> Iterator[PrintRoom]:
    """Each test finds an empty queue and a ready printer."""
    for path in print_room.delivered:
        path.unlink()
    yield print_room
    print_room.mode("ok")
    print_room.run("cancel", "-a")
    print_room.administer("cupsenable", QUEUE)
    print_room.administer("cupsaccept", QUEUE)
    until(lambda: not print_room.run("lpstat", "-o").stdout and not print_room.busy, 15, "jobs are left")


@pytest.fixture
def spooler(room: PrintRoom) -> CupsSpooler:
    return CupsSpooler(room.server)


def _ends(spooler: CupsSpooler, job: str) -> PrintJob:
    seen: list[PrintJob] = []

    def ended() -> bool:
        seen.append(spooler.follow(job))
        return seen[-1].state not in (JobState.PENDING, JobState.PROCESSING)

    until(ended, 20, f"{job} does not end")
    return seen[-1]


def _says(room: PrintRoom, spooler: CupsSpooler, job: str, reason: PrinterReason) -> None:
    try:
        until(lambda: spooler.follow(job).reason is reason, 20, f"{job} never says {reason}")
    except TimeoutError:
        print(room.run("lpstat", "-W", "all", "-l", "-o", "-p").stdout)
        raise


def _leave_an_alert(room: PrintRoom, spooler: CupsSpooler) -> None:
    """CUPS keeps what a printer said during its last job, long after it is true."""
    room.mode("empty")
    job = spooler.submit(render(samples.paper(samples.EVALUATION)), QUEUE, "evaluation_slip", 1)
    _says(room, spooler, job, PrinterReason.MEDIA_EMPTY)
    spooler.cancel(job)
    _ends(spooler, job)
    room.mode("ok")
    until(lambda: not room.busy, 15, "the device does not end")


@cups
def test_a_paper_arrives_with_its_text(room: PrintRoom, spooler: CupsSpooler, tmp_path: Path) -> None:
    paper = samples.paper(samples.RECEIPT, subject="𬭎㛃<b>A&T</b>𨋢")
    job = spooler.submit(render(paper), QUEUE, "acceptance_receipt 4330106", 1)
    assert _ends(spooler, job) == PrintJob(id=job, state=JobState.COMPLETED)
    (arrived,) = room.delivered
    words = text_of(arrived.read_bytes(), tmp_path)
    for text in ("收件回执", "𬭎㛃<b>A&T</b>𨋢", samples.COMPANY, "第二联存档"):
        assert text in words
    until(lambda: spooler.printers() == (Printer(name=QUEUE),), 15, "the printer is not ready again")


@cups
@pytest.mark.parametrize(
    ("mode", "reason"), [("empty", PrinterReason.MEDIA_EMPTY), ("jam", PrinterReason.MEDIA_JAM)]
)
def test_a_printer_that_waits_says_why(
    room: PrintRoom, spooler: CupsSpooler, mode: str, reason: PrinterReason
) -> None:
    room.mode(mode)
    job = spooler.submit(render(samples.paper(samples.EVALUATION)), QUEUE, "evaluation_slip", 1)
    _says(room, spooler, job, reason)
    assert spooler.follow(job).state is JobState.PROCESSING
    assert spooler.printers()[0].reason is reason
    assert not room.delivered
    room.mode("ok")
    assert _ends(spooler, job).state is JobState.COMPLETED
    assert len(room.delivered) == 1


@cups
def test_a_printer_that_says_nothing_is_called_stuck_after_its_time(room: PrintRoom) -> None:
    room.mode("stuck")
    now = [0.0]
    spooler = CupsSpooler(room.server, stuck_after_s=60, clock=lambda: now[0])
    job = spooler.submit(render(samples.paper(samples.EVALUATION)), QUEUE, "evaluation_slip", 1)
    until(lambda: spooler.follow(job).state is JobState.PROCESSING, 20, "never printing")
    assert spooler.follow(job).reason is PrinterReason.NONE
    now[0] = 61
    _says(room, spooler, job, PrinterReason.STUCK)


@cups
def test_cancelled_at_the_printer(room: PrintRoom, spooler: CupsSpooler) -> None:
    """CUPS itself now and then calls such a job completed, without a trace: why the desk asks the clerk."""
    room.mode("abort")
    ends = set()
    for _ in range(5):
        job = spooler.submit(render(samples.paper(samples.EVALUATION)), QUEUE, "evaluation_slip", 1)
        ended = _ends(spooler, job)
        ends.add((ended.state, ended.reason))
        until(lambda: not room.busy, 15, "the device does not end")
    assert (JobState.CANCELED, PrinterReason.CANCELED_AT_PRINTER) in ends
    assert not room.delivered


@cups
def test_a_job_can_be_taken_back(room: PrintRoom, spooler: CupsSpooler) -> None:
    room.mode("empty")
    job = spooler.submit(render(samples.paper(samples.EVALUATION)), QUEUE, "evaluation_slip", 1)
    _says(room, spooler, job, PrinterReason.MEDIA_EMPTY)
    spooler.cancel(job)
    assert _ends(spooler, job).state is JobState.CANCELED


@cups
@pytest.mark.parametrize("stale", [False, True])
def test_a_paused_queue(room: PrintRoom, spooler: CupsSpooler, stale: bool) -> None:
    if stale:
        _leave_an_alert(room, spooler)
    room.administer("cupsdisable", QUEUE)
    job = spooler.submit(render(samples.paper(samples.EVALUATION)), QUEUE, "evaluation_slip", 1)
    assert spooler.follow(job) == PrintJob(id=job, state=JobState.PENDING, reason=PrinterReason.PAUSED)
    assert spooler.printers()[0].reason is PrinterReason.PAUSED


@cups
def test_a_queue_that_rejects(room: PrintRoom, spooler: CupsSpooler) -> None:
    room.administer("cupsreject", QUEUE)
    with pytest.raises(Obstacle) as caught:
        spooler.submit(_PDF, QUEUE, "x", 1)
    assert caught.value.trouble is Trouble.PRINT_REJECTED
    assert caught.value.facts == {"printer": QUEUE, "why": "not_accepting"}
    assert (spooler.printers()[0].accepting, spooler.printers()[0].reason) == (False, PrinterReason.REJECTING)


@cups
@pytest.mark.parametrize("name", ["Nope", "", "-d", "a b", f"{QUEUE};reboot"])
def test_no_such_printer(room: PrintRoom, spooler: CupsSpooler, name: str) -> None:
    with pytest.raises(Obstacle) as caught:
        spooler.submit(_PDF, name, "x", 1)
    assert caught.value.trouble is Trouble.NO_PRINTER
    assert caught.value.facts == {"printer": name}


@cups
def test_the_default_printer_is_taken_when_none_is_named(room: PrintRoom, spooler: CupsSpooler) -> None:
    room.administer("lpadmin", "-d", QUEUE)
    try:
        assert spooler.printers()[0].is_default
        job = spooler.submit(render(samples.paper(samples.EVALUATION)), "", "evaluation_slip", 1)
        assert job.startswith(f"{QUEUE}-")
        assert _ends(spooler, job).state is JobState.COMPLETED
    finally:
        room.administer("lpadmin", "-x", QUEUE)
        until(room.add_queue, 15, "the queue does not come back")


@cups
@pytest.mark.parametrize("stale", [False, True])
def test_a_printer_switched_off_and_on_again(room: PrintRoom, spooler: CupsSpooler, stale: bool) -> None:
    if stale:
        _leave_an_alert(room, spooler)
    room.stop("printer")
    try:
        job = spooler.submit(render(samples.paper(samples.EVALUATION)), QUEUE, "evaluation_slip", 1)
        _says(room, spooler, job, PrinterReason.OFFLINE)
    finally:
        room.start_printer()
    assert _ends(spooler, job).state is JobState.COMPLETED


@cups
def test_a_dead_service_is_told_apart_from_a_missing_printer(room: PrintRoom, spooler: CupsSpooler) -> None:
    room.stop("cupsd")
    try:
        for deed in (
            spooler.printers,
            lambda: spooler.submit(_PDF, QUEUE, "x"),
            lambda: spooler.follow("Window-1"),
        ):
            with pytest.raises(Obstacle) as caught:
                deed()
            assert caught.value.trouble is Trouble.SPOOLER_DOWN
    finally:
        room.start_cupsd()


@cups
def test_a_job_the_service_does_not_know(spooler: CupsSpooler) -> None:
    assert spooler.follow(f"{QUEUE}-99999").state is JobState.UNKNOWN
    with pytest.raises(ValueError, match="not a job id"):
        spooler.follow("-a")


@cups
def test_no_file_with_the_paper_is_left_behind(
    room: PrintRoom, spooler: CupsSpooler, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    job = CupsSpooler(room.server).submit(
        render(samples.paper(samples.EVALUATION)), QUEUE, "张三 13812345678", 1
    )
    assert _ends(spooler, job).state is JobState.COMPLETED
    assert list(tmp_path.iterdir()) == []
