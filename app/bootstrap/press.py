"""Joins papers with printers: draw once, keep, send, follow, enter what became of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from app.domain.obstacles import Obstacle, Trouble
from app.domain.paper import JobState, Paper, Printer, PrintJob, PrintState, ReprintMark
from app.domain.refusals import Refused
from app.usecases.desk import Clock

if TYPE_CHECKING:
    from app.usecases.print_paper import Kept, PrintOutcome

PATIENCE_S = 20.0
"""How long a job is followed before the desk goes on; it stays `sent` and is told so."""
LOOK_EVERY_S = 0.3


class Call(Protocol):
    def __call__(self, usecase: Callable[..., Any], *args: Any) -> Future[Any]: ...


class Press:
    """One per desk. Called on workers, never on the UI or database thread."""

    def __init__(self, call: Call, clock: Clock, folder: Path, who: Callable[[], str]) -> None:
        self._call = call
        self._clock = clock
        self._folder = folder
        self._who = who
        self._stopping = threading.Event()

    def printers(self) -> tuple[Printer, ...]:
        """The queues of this computer. Obstacle: SPOOLER_DOWN."""
        from app.printing.cups import CupsSpooler

        return CupsSpooler().printers()

    def pdf(self, paper_id: str) -> bytes | Refused:
        """The kept PDF, drawn at the first call."""
        kept = self._keep(paper_id)
        return kept if isinstance(kept, Refused) else kept.pdf

    def print_paper(self, paper_id: str, printer: str, copies: int = 1) -> Mapping[str, object]:
        """Print or reprint. Whatever the printer does, the outcome is entered before it is told."""
        from app.usecases.print_paper import PrintOutcome

        kept = self._keep(paper_id)
        if isinstance(kept, Refused):
            return {"refused": kept}
        pdf = self._marked(kept)
        try:
            outcome = self._save(kept.paper, pdf) if not printer else self._send(kept, pdf, printer, copies)
        except Obstacle as obstacle:
            failed = PrintOutcome(
                paper_id=paper_id, state=PrintState.FAILED, printer=printer, trouble=obstacle.trouble.value
            )
            self._enter(failed)
            raise
        paper = self._enter(outcome)
        return {
            "paper_id": paper.id,
            "number": paper.number,
            "kind": paper.kind.value,
            "state": paper.state.value,
            "printer": printer,
            "job": outcome.job,
            "trouble": outcome.trouble,
            "copies_printed": paper.copies_printed,
            "sha256": paper.pdf_sha256,
            "file": str(self._folder / outcome.job) if outcome.state is PrintState.SAVED else "",
        }

    def stop(self) -> None:
        self._stopping.set()

    def _keep(self, paper_id: str) -> Kept | Refused:
        from app.printing import render
        from app.usecases.print_paper import keep_paper

        kept: Kept | Refused = self._call(
            keep_paper, paper_id, render.render, render.template_version
        ).result()
        return kept

    def _marked(self, kept: Kept) -> bytes:
        """The kept bytes for the first print; a copy with its count for every later one."""
        if kept.paper.copies_printed == 0:
            return kept.pdf
        from app.printing.reprint import stamp_reprint

        when = self._clock.now().isoformat(timespec="seconds")
        return stamp_reprint(
            kept.pdf, ReprintMark(n=kept.paper.copies_printed + 1, when=when, who=self._who())
        )

    def _save(self, paper: Paper, pdf: bytes) -> PrintOutcome:
        from app.printing.printers import FolderSpooler
        from app.usecases.print_paper import PrintOutcome

        name = FolderSpooler(self._folder).submit(pdf, "", f"{paper.kind.value}-{paper.number}")
        return PrintOutcome(paper_id=paper.id, state=PrintState.SAVED, job=name)

    def _send(self, kept: Kept, pdf: bytes, printer: str, copies: int) -> PrintOutcome:
        from app.printing.cups import CupsSpooler
        from app.usecases.print_paper import PrintOutcome

        spooler = CupsSpooler()
        title = f"{kept.paper.kind.value}-{kept.paper.number}"
        job = spooler.submit(pdf, printer, title, copies)
        self._enter(PrintOutcome(paper_id=kept.paper.id, state=PrintState.SENT, printer=printer, job=job))
        told = self._followed(spooler.follow, job)
        state = {JobState.COMPLETED: PrintState.PRINTED}.get(told.state, PrintState.SENT)
        if told.state in (JobState.CANCELED, JobState.ABORTED):
            state = PrintState.FAILED
        return PrintOutcome(
            paper_id=kept.paper.id, state=state, printer=printer, job=job, trouble=told.reason.value
        )

    def _followed(self, follow: Callable[[str], PrintJob], job: str) -> PrintJob:
        """The job's last word, or its state when patience ends."""
        ends = self._clock.mono_ms() + int(PATIENCE_S * 1000)
        while True:
            told = follow(job)
            over = told.state in (JobState.COMPLETED, JobState.CANCELED, JobState.ABORTED)
            if over or self._clock.mono_ms() > ends or self._stopping.wait(LOOK_EVERY_S):
                return told

    def _enter(self, outcome: PrintOutcome) -> Paper:
        from app.usecases.print_paper import record_print

        paper: Paper | Refused = self._call(record_print, outcome).result()
        if isinstance(paper, Refused):
            raise Obstacle(Trouble.DATABASE_DAMAGED)
        return paper
