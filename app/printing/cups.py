"""CUPS through its own commands `lp`, `lpstat` and `cancel`: argument lists, English answers, time limits.

Qt is not asked: it reports success for a queue that rejects and even for a service that is dead.
"""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from msgspec.structs import replace

from app.domain.obstacles import Obstacle, Trouble
from app.domain.paper import JobState, Printer, PrinterReason, PrintJob

_NAME = re.compile(r"[A-Za-z0-9_.@%+][A-Za-z0-9_.@%+-]*")
_JOB = re.compile(r"([A-Za-z0-9_.@%+][A-Za-z0-9_.@%+-]*)-(\d+)")
_REQUEST = re.compile(r"request id is (\S+)")
_TITLE = re.compile(r"[^\w.-]+")
_LOST_TRACK = "cups-ipp-missing-job-history"
_GONE = (
    "may not exist or is unavailable",
    "not responding",
    "is offline",
    "not connected",
    "Unable to locate",
)
_REASONS = (
    ("paused", PrinterReason.PAUSED),
    ("media-empty", PrinterReason.MEDIA_EMPTY),
    ("media-needed", PrinterReason.MEDIA_EMPTY),
    ("media-jam", PrinterReason.MEDIA_JAM),
    ("door-open", PrinterReason.DOOR_OPEN),
    ("cover-open", PrinterReason.DOOR_OPEN),
    ("interlock-open", PrinterReason.DOOR_OPEN),
    ("toner-empty", PrinterReason.TONER_EMPTY),
    ("marker-supply-empty", PrinterReason.TONER_EMPTY),
    ("offline", PrinterReason.OFFLINE),
    ("shutdown", PrinterReason.OFFLINE),
    ("timed-out", PrinterReason.OFFLINE),
)
"""printer-state-reasons (RFC 8011, 5.4.12), the first that fits; a `-warning` or `-error` may follow.
A paused queue keeps the alerts of its last job, so "paused" is asked first."""


@dataclass
class _Section:
    """One entry of `lpstat -l`: its first line and what is indented below."""

    first: str
    below: list[str] = field(default_factory=list)

    @property
    def alerts(self) -> tuple[str, ...]:
        line = next((line for line in self.below if line.startswith("Alerts:")), "")
        return tuple(line.removeprefix("Alerts:").split())

    @property
    def reason(self) -> PrinterReason:
        """A printer out of reach keeps the alerts of its last job: the message is asked first."""
        text = " ".join(self.below)
        if any(sign in text for sign in _GONE):
            return PrinterReason.OFFLINE
        for word, reason in _REASONS:
            if any(alert.startswith(word) for alert in self.alerts):
                return reason
        failed = any(alert.endswith("-error") for alert in self.alerts)
        return PrinterReason.OTHER if failed else PrinterReason.NONE


class CupsSpooler:
    """The queues of a CUPS server. `server`: host, host:port or socket path; empty obeys CUPS_SERVER."""

    def __init__(
        self,
        server: str = "",
        *,
        timeout_s: float = 10,
        stuck_after_s: float = 120,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.timeout_s = timeout_s
        self.stuck_after_s = stuck_after_s
        """a job that a printer has held so long without a word is called stuck"""
        self.clock = clock
        self.environment = {**os.environ, "LC_ALL": "C", "LANG": "C"}
        if server:
            self.environment["CUPS_SERVER"] = server
        self._held_since: dict[str, float] = {}
        self._taken_back: set[str] = set()

    def printers(self) -> tuple[Printer, ...]:
        self._require_service()
        answer = self._run("lpstat", "-l", "-p", "-a", "-d").stdout
        default = re.search(r"system default destination: (\S+)", answer)
        found: dict[str, Printer] = {}
        deaf: set[str] = set()
        for section in _sections(answer):
            words = section.first.split()
            if words[0] == "printer" and len(words) > 1:
                idle = " is idle" in section.first
                found[words[1]] = Printer(name=words[1], idle=idle, reason=section.reason)
            elif words[1:3] == ["not", "accepting"]:
                deaf.add(words[0])
        for name in deaf & set(found):
            found[name] = replace(found[name], accepting=False, reason=PrinterReason.REJECTING)
        if default and default[1] in found:
            found[default[1]] = replace(found[default[1]], is_default=True)
        return tuple(found.values())

    def submit(self, pdf: bytes, printer: str, title: str, copies: int = 1) -> str:
        """The PDF goes through a pipe: no file with personal data lies about."""
        known = {each.name: each for each in self.printers()}
        name = printer or next((each.name for each in known.values() if each.is_default), "")
        if name not in known or not _NAME.fullmatch(name):
            raise Obstacle(Trouble.NO_PRINTER, printer=printer)
        plain = _TITLE.sub(" ", title).strip()[:100] or "OneWindow"
        options = ("-o", "sides=one-sided", "-o", "print-scaling=none")
        answer = self._run("lp", "-d", name, "-n", str(copies), "-t", plain, *options, pdf=pdf)
        request = _REQUEST.search(answer.stdout)
        if answer.returncode != 0 or request is None:
            self._require_service()
            why = "not_accepting" if "not accepting" in answer.stderr else "refused"
            raise Obstacle(Trouble.PRINT_REJECTED, printer=name, why=why)
        return request[1]

    def follow(self, job: str) -> PrintJob:
        queue = _queue(job)
        self._require_service()
        waiting = self._job(job, "not-completed", queue)
        if waiting is not None:
            return self._waiting(job, waiting, self._printer(queue))
        self._held_since.pop(job, None)
        ended = self._job(job, "completed", queue)
        if ended is None:
            return PrintJob(id=job, state=JobState.UNKNOWN)
        return self._ended(job, ended, self._printer(queue))

    def cancel(self, job: str) -> None:
        _queue(job)
        if self._run("cancel", job).returncode == 0:
            self._taken_back.add(job)

    def _waiting(self, job: str, waiting: _Section, printer: _Section | None) -> PrintJob:
        printing = any(alert.startswith("job-printing") for alert in waiting.alerts)
        state = JobState.PROCESSING if printing else JobState.PENDING
        reason = printer.reason if printer is not None else PrinterReason.NONE
        if reason is PrinterReason.NONE:
            reason = waiting.reason
        since = self._held_since.setdefault(job, self.clock())
        if reason is PrinterReason.NONE and printing and self.clock() - since > self.stuck_after_s:
            reason = PrinterReason.STUCK
        return PrintJob(id=job, state=state, reason=reason)

    def _ended(self, job: str, ended: _Section, printer: _Section | None) -> PrintJob:
        """CUPS lists finished, cancelled and aborted jobs together; alerts and status tell them apart."""
        text = " ".join(ended.below)
        if "canceled at printer" in text or "job-canceled-at-device" in ended.alerts:
            return PrintJob(id=job, state=JobState.CANCELED, reason=PrinterReason.CANCELED_AT_PRINTER)
        # for a moment after `cancel` the alerts are those of a finished job
        if job in self._taken_back or any(alert.startswith("job-canceled") for alert in ended.alerts):
            return PrintJob(id=job, state=JobState.CANCELED)
        if any("aborted" in alert or alert.endswith("-error") for alert in ended.alerts):
            return PrintJob(id=job, state=JobState.ABORTED, reason=PrinterReason.OTHER)
        lost = printer is not None and _LOST_TRACK in printer.alerts
        return PrintJob(
            id=job, state=JobState.COMPLETED, reason=PrinterReason.OTHER if lost else PrinterReason.NONE
        )

    def _job(self, job: str, which: str, queue: str) -> _Section | None:
        answer = self._run("lpstat", "-W", which, "-l", "-o", queue).stdout
        return next((each for each in _sections(answer) if each.first.split()[0] == job), None)

    def _printer(self, queue: str) -> _Section | None:
        answer = self._run("lpstat", "-l", "-p", queue).stdout
        return next((each for each in _sections(answer) if each.first.startswith("printer ")), None)

    def _require_service(self) -> None:
        if "scheduler is running" not in self._run("lpstat", "-r").stdout:
            raise Obstacle(Trouble.SPOOLER_DOWN)

    def _run(self, *command: str, pdf: bytes = b"") -> subprocess.CompletedProcess[str]:
        try:
            done = subprocess.run(  # noqa: S603 - a fixed program and checked arguments, no shell
                command,
                input=pdf,
                env=self.environment,
                capture_output=True,
                timeout=self.timeout_s,
                check=False,
            )
        except FileNotFoundError as error:
            raise Obstacle(Trouble.SPOOLER_DOWN, why="no " + command[0]) from error
        except subprocess.TimeoutExpired as error:
            raise Obstacle(Trouble.SPOOLER_DOWN, why="no answer") from error
        out, err = (part.decode("utf-8", "replace") for part in (done.stdout, done.stderr))
        return subprocess.CompletedProcess(command, done.returncode, out, err)


def _queue(job: str) -> str:
    found = _JOB.fullmatch(job)
    if found is None:
        raise ValueError(f"not a job id: {job!r}")
    return found[1]


def _sections(answer: str) -> list[_Section]:
    sections: list[_Section] = []
    for line in answer.splitlines():
        if not line.strip():
            continue
        if line[0].isspace() and sections:
            sections[-1].below.append(line.strip())
        else:
            sections.append(_Section(line))
    return sections
