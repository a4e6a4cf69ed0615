"""Papers saved as PDF files in a folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from app.domain.obstacles import Obstacle, Trouble
from app.domain.paper import JobState, PrintJob
from app.printing.printers import FolderSpooler, Spooler

_PDF = b"%PDF-1.4 not read by a folder"


def test_a_folder_keeps_whole_private_files(tmp_path: Path) -> None:
    spooler: Spooler = FolderSpooler(tmp_path / "papers")
    job = spooler.submit(_PDF, "", "acceptance_receipt 433010601", 2)
    saved = tmp_path / "papers" / job
    assert saved.read_bytes() == _PDF
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert spooler.follow(job) == PrintJob(id=job, state=JobState.COMPLETED)
    assert [path.name for path in saved.parent.iterdir()] == [job]
    assert [printer.is_default for printer in spooler.printers()] == [True]


def test_a_second_paper_of_one_title_gets_its_own_file(tmp_path: Path) -> None:
    spooler = FolderSpooler(tmp_path)
    first, second = spooler.submit(b"1", "", "a"), spooler.submit(b"2", "", "a")
    assert (first, second) == ("a.pdf", "a-2.pdf")
    assert (tmp_path / first).read_bytes() == b"1"


@pytest.mark.parametrize("title", ["../../etc/passwd", "a/b", "", "..", ".hidden", "x" * 300, "C:\\x"])
def test_a_title_is_never_a_path(title: str, tmp_path: Path) -> None:
    job = FolderSpooler(tmp_path / "in").submit(_PDF, "", title)
    assert [path.name for path in (tmp_path / "in").iterdir()] == [job]
    assert not job.startswith(".")
    assert list(tmp_path.iterdir()) == [tmp_path / "in"]


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Obstacle) as caught:
        FolderSpooler(tmp_path / "file").submit(_PDF, "", "a")
    assert caught.value.trouble is Trouble.FILE_UNWRITABLE
    assert "file" in caught.value.facts


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/shm style limit to fill a disk with")
def test_nothing_is_left_when_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def full(handle: int) -> None:
        with Path("/dev/full").open("wb", buffering=0) as device:
            device.write(b"x")  # raises ENOSPC, as the kernel does
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Obstacle) as caught:
        FolderSpooler(tmp_path).submit(_PDF, "", "a")
    assert caught.value.trouble is Trouble.DISK_FULL
    assert list(tmp_path.iterdir()) == []


def test_a_job_of_a_folder_is_a_file_in_it(tmp_path: Path) -> None:
    (tmp_path / "outside.pdf").write_bytes(b"")
    spooler = FolderSpooler(tmp_path / "in")
    assert spooler.follow("../outside.pdf").state is JobState.UNKNOWN
    assert spooler.follow("none.pdf").state is JobState.UNKNOWN
