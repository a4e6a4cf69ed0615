"""Where papers go: the print service of the machine, or a folder of PDF files.

"Completed" is what the spooler says, not proof of paper: the desk asks the clerk and can print again.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
from pathlib import Path
from typing import Protocol

from app.domain.obstacles import Obstacle, Trouble
from app.domain.paper import JobState, Printer, PrintJob
from app.printing.cups import CupsSpooler

__all__ = ["CupsSpooler", "FolderSpooler", "Spooler"]

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 80


class Spooler(Protocol):
    """Titles are shown by the print service and in its log: they never hold personal data."""

    def printers(self) -> tuple[Printer, ...]:
        """All queues with their state. `Obstacle(SPOOLER_DOWN)`."""

    def submit(self, pdf: bytes, printer: str, title: str, copies: int = 1) -> str:
        """Hand over a PDF; the job's id. `printer` empty: the default one.

        `Obstacle`: NO_PRINTER, PRINT_REJECTED, SPOOLER_DOWN; for a folder FILE_UNWRITABLE, DISK_FULL.
        """

    def follow(self, job: str) -> PrintJob:
        """What became of it, asked again and again until it ends."""

    def cancel(self, job: str) -> None:
        """Take a job back that is not printed yet, so that a reprint does not come out twice."""


class FolderSpooler:
    """Saves papers as PDF files, readable by the owner only. A file is whole or not there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def printers(self) -> tuple[Printer, ...]:
        return (Printer(name=self.folder.name, is_default=True),)

    def submit(self, pdf: bytes, printer: str, title: str, copies: int = 1) -> str:
        """The id is the file's name. More copies of a file are the same file."""
        stem = _UNSAFE.sub("-", title).strip("-.")[:_LONGEST_NAME] or "paper"
        part = ""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, part = tempfile.mkstemp(dir=self.folder, prefix=".", suffix=".part")
            with os.fdopen(handle, "wb") as file:
                file.write(pdf)
                file.flush()
                os.fsync(file.fileno())
            name = self._free(stem)
            Path(part).replace(self.folder / name)
        except OSError as error:
            if part:
                with contextlib.suppress(FileNotFoundError):
                    Path(part).unlink()
            raise _obstacle(error, self.folder) from error
        return name

    def _free(self, stem: str) -> str:
        """The first name that is free: an older paper is never replaced."""
        name, n = f"{stem}.pdf", 1
        while (self.folder / name).exists():
            n += 1
            name = f"{stem}-{n}.pdf"
        return name

    def follow(self, job: str) -> PrintJob:
        there = job == Path(job).name and (self.folder / job).is_file()
        return PrintJob(id=job, state=JobState.COMPLETED if there else JobState.UNKNOWN)

    def cancel(self, job: str) -> None:
        """A saved file is finished: there is nothing to take back."""


def _obstacle(error: OSError, folder: Path) -> Obstacle:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Obstacle(Trouble.DISK_FULL, file=folder.name)
    return Obstacle(Trouble.FILE_UNWRITABLE, file=folder.name, why=os.strerror(error.errno or errno.EIO))
