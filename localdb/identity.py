"""Who this install is. A copied, cloned or restored database becomes another install before it sends.

The identity stands in the database and in `install.json` beside it, with a mark of the machine and the head
of the journal. Two installs under one identity would overwrite each other in silence.
"""

from __future__ import annotations

import json
import secrets
import sys
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from app.contract.canonical import sm3
from localdb.chain import head
from localdb.connection import Tx
from localdb.files import atomic_write, read_private
from localdb.outbox import requeue_above

FILE = "install.json"
_OWN_SERIES = range(5000, 10000)
"""What a desk gives itself until the province has given it a series; the province counts up from 1."""


class Identity(Struct, frozen=True):
    """`series` is empty until the first enrolment. `first_n`: the first n this install sends.

    `why`: first · file_missing · file_differs · machine_differs · older_than_file · restored.
    """

    install: str
    parent: str | None
    series: str
    first_n: int
    why: str


def machine_id() -> str:
    """The operating system's own number of this machine; empty where it has none."""
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        except OSError:
            return ""
    try:
        return Path("/etc/machine-id").read_text("ascii").strip()
    except OSError:
        return ""


def identity(tx: Tx) -> Identity | None:
    """The current identity; None before the first `settle_identity`."""
    row = tx.one("SELECT * FROM installs ORDER BY position DESC LIMIT 1")
    if row is None:
        return None
    return Identity(row["install"], row["parent"], row["series"], row["first_n"], row["why"])


def settle_identity(tx: Tx, folder: Path, mint: Callable[[], str], *, machine: str | None = None) -> Identity:
    """The identity of this start, a new one when anything speaks for a copy. `mint` makes a UUID.

    A new identity keeps the old one as its parent, takes a new series, loses the device credential (the
    province enrols it anew) and sends again what may not have arrived. Call before anything is sent.
    """
    known = identity(tx)
    machine = machine_id() if machine is None else machine
    why = "first" if known is None else _why_new(tx, known, _file(folder), machine)
    if why:
        known = _mint(tx, known, mint(), why)
    elif known is None:
        raise AssertionError("no identity and no reason for a new one")
    told = {
        "install": known.install,
        "machine": _mark(known.install, machine),
        "head": head(tx).seq,
    }
    content = json.dumps(told, indent=1).encode()
    if read_private(folder / FILE) != content:
        atomic_write(folder / FILE, content)
    return known


def set_series(tx: Tx, series: str) -> None:
    """The series the province has given the current identity."""
    tx.execute(
        "UPDATE installs SET series = ? WHERE position = (SELECT max(position) FROM installs)", (series,)
    )


def _file(folder: Path) -> dict[str, object]:
    """What `install.json` says; empty when it is missing or unreadable."""
    content = read_private(folder / FILE)
    try:
        told = json.loads(content) if content else {}
    except ValueError:
        told = {}
    return told if isinstance(told, dict) else {}


def _mark(install: str, machine: str) -> str:
    """Says whether it is the same machine, not which one."""
    return sm3(f"{install} {machine}".encode()).hex()[:32] if machine else ""


def _why_new(tx: Tx, known: Identity, told: dict[str, object], machine: str) -> str:
    """The reason to become another install; empty: it is the same one."""
    restored = tx.one("SELECT restored FROM device")
    if restored and restored["restored"]:
        return "restored"
    if not told:
        return "file_missing"
    if told.get("install") != known.install:
        return "file_differs"
    mark = _mark(known.install, machine)
    if mark and told.get("machine") and told["machine"] != mark:
        return "machine_differs"
    noted = told.get("head")
    if isinstance(noted, int) and noted > head(tx).seq:
        return "older_than_file"
    return ""


def _mint(tx: Tx, known: Identity | None, install: str, why: str) -> Identity:
    row = tx.one("SELECT min(seq) AS seq FROM op_delivery WHERE state IN ('new', 'sending', 'deferred')")
    first_n: int = (row["seq"] if row else None) or head(tx).seq + 1
    # the province must hold everything from first_n on under the new name; it knows what it has by op id
    requeue_above(tx, first_n - 1)
    given = {found["series"] for found in tx.all("SELECT series FROM installs")}
    series = "" if known is None or not known.series else _own_series(given)
    tx.execute(
        "INSERT INTO installs (install, parent, series, first_n, why) VALUES (?, ?, ?, ?, ?)",
        (install, known.install if known else None, series, first_n, why),
    )
    tx.execute("UPDATE device SET restored = 0, token = '', private_key = '', acked_n = ?", (first_n - 1,))
    return Identity(install, known.install if known else None, series, first_n, why)


def _own_series(given: set[str]) -> str:
    free = [f"{number:04d}" for number in _OWN_SERIES if f"{number:04d}" not in given]
    return secrets.choice(free)
