"""A real CUPS with one virtual printer, private to a folder: nothing of the machine's own spooler is touched.

ippeveprinter does not start without a message bus, even when it announces itself to nobody (`-r off`), so a
private bus stands beside cupsd. There is no avahi-daemon: a machine can run only one.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

BINARIES = ("cupsd", "ippeveprinter", "dbus-daemon", "lp", "lpstat", "lpadmin")
_SBIN = os.pathsep.join(("/usr/sbin", "/sbin"))
QUEUE = "Window"
_pause = threading.Event()

_DELIVER = """#!/bin/sh
# Called by ippeveprinter with the job's file. The word in "mode" is the state of the device.
touch "{room}/busy"
trap 'rm -f "{room}/busy"' EXIT
while :; do
  case "$(cat "{room}/mode")" in
    empty) echo "STATE: media-empty-error,media-needed" >&2; sleep 0.3 ;;
    jam) echo "STATE: media-jam-error" >&2; sleep 0.3 ;;
    stuck) sleep 0.3 ;;
    abort) exit 1 ;;
    *) echo "STATE: none" >&2
       cp "$1" "{room}/out/.part" && mv "{room}/out/.part" "{room}/out/$IPP_JOB_ID.pdf"
       exit 0 ;;
  esac
done
"""

_CUPSD = """ErrorPolicy retry-job
JobRetryInterval 2
LogLevel warn
Listen {room}/run/cups.sock
Browsing Off
WebInterface No
IdleExitTimeout 0
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
"""

_CUPS_FILES = """ServerRoot {room}/etc
StateDir {room}/run
CacheDir {room}/cache
RequestRoot {room}/spool
TempDir {room}/tmp
AccessLog {room}/log/access
ErrorLog {room}/log/error
PageLog {room}/log/page
SystemGroup root
"""


def which(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path=_SBIN)


def absent() -> list[str]:
    """The binaries this machine lacks."""
    return [name for name in BINARIES if which(name) is None]


def until(true: Callable[[], bool], seconds: float, what: str) -> None:
    """Look again and again until it is true."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError(what)
        _pause.wait(0.05)


class PrintRoom:
    """Bus, printer and cupsd, each started by us and ended by its own process id."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="printroom-"))
        self.folder.chmod(0o755)
        self.server = f"{self.folder}/run/cups.sock"
        self.environment = {**os.environ, "CUPS_SERVER": self.server, "LC_ALL": "C"}
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        for name in ("etc/ppd", "run", "cache", "spool", "tmp", "log", "out", "ippspool"):
            (self.folder / name).mkdir(parents=True)
        self._write("print.sh", _DELIVER).chmod(0o755)
        self._write("etc/cupsd.conf", _CUPSD)
        self._write("etc/cups-files.conf", _CUPS_FILES)
        self.mode("ok")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def _write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text.replace("{room}", str(self.folder)))
        return path

    def mode(self, state: str) -> None:
        """State of the device: ok, empty, jam, stuck, abort."""
        new = self.folder / "mode.new"
        new.write_text(state)
        new.replace(self.folder / "mode")

    @property
    def delivered(self) -> list[Path]:
        return sorted((self.folder / "out").glob("*.pdf"))

    @property
    def busy(self) -> bool:
        """The device holds a job; like a real one it may go on with it after CUPS has forgotten it."""
        return (self.folder / "busy").exists()

    def open(self) -> None:
        self._bus()
        self.start_printer()
        self.start_cupsd()
        until(self.add_queue, 15, "no print queue: " + self._log("printer"))

    def _bus(self) -> None:
        address = f"unix:path={self.folder}/bus"
        self._start("bus", "dbus-daemon", "--session", "--nofork", f"--address={address}")
        until((self.folder / "bus").exists, 10, "the message bus did not start")
        self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = address

    def start_printer(self) -> None:
        self._start("printer", "ippeveprinter", "-r", "off", "-p", str(self.port), "-n", "localhost", "-c",
                    f"{self.folder}/print.sh", "-d", f"{self.folder}/ippspool", "-f", "application/pdf",
                    "VirtualPrinter")  # fmt: skip

    def start_cupsd(self) -> None:
        self._start("cupsd", "cupsd", "-f", "-c", f"{self.folder}/etc/cupsd.conf", "-s",
                    f"{self.folder}/etc/cups-files.conf")  # fmt: skip
        until(lambda: "is running" in self.run("lpstat", "-r").stdout, 15, "cupsd did not start")

    def add_queue(self) -> bool:
        uri = f"ipp://localhost:{self.port}/ipp/print"
        return self.run("lpadmin", "-p", QUEUE, "-E", "-v", uri, "-m", "everywhere").returncode == 0

    def run(self, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [which(name) or name, *arguments]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=30, check=False
        )

    def administer(self, name: str, *arguments: str) -> None:
        """A command of the spooler's owner; it may have to wait for what CUPS is doing."""
        said: list[str] = []

        def done() -> bool:
            answer = self.run(name, *arguments)
            said.append(answer.stderr)
            return answer.returncode == 0

        until(done, 10, f"{name} {arguments} fails")
        assert not said[-1], said

    def _start(self, label: str, name: str, *arguments: str) -> None:
        with (self.folder / "log" / label).open("wb") as log:
            self.running[label] = subprocess.Popen(
                [which(name) or name, *arguments], env=self.environment, stdout=log, stderr=log
            )

    def _log(self, label: str) -> str:
        return (self.folder / "log" / label).read_text(errors="replace")

    def stop(self, label: str) -> None:
        process = self.running.pop(label)
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)

    def close(self) -> None:
        self.mode("ok")
        for label in reversed(list(self.running)):
            self.stop(label)
        shutil.rmtree(self.folder, ignore_errors=True)
