"""A mistake of the program: a code to read out, a report without personal data, no traceback for a person."""

from __future__ import annotations

import hashlib
import os
import sys
import traceback
from datetime import datetime
from pathlib import Path

from app import __version__
from app.profile import Profile

DEBUG = "ONEWINDOW_DEBUG"


def report(bug: BaseException) -> str:
    """Kind of the error and places in the code. No message and no values: they may hold names."""
    frames = traceback.extract_tb(bug.__traceback__)
    places = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n  ".join([type(bug).__name__, *places])


def code_of(told: str) -> str:
    """The same mistake has the same code."""
    return hashlib.sha256(told.encode()).hexdigest()[:6].upper()


def record(bug: BaseException, folder: Path | None, verb: str) -> dict[str, object]:
    """What is told on standard output; the report goes to the desk's log, where there is a desk."""
    told = report(bug)
    code = code_of(told)
    if os.environ.get(DEBUG):
        traceback.print_exception(bug, file=sys.stderr)
    said: dict[str, object] = {"ok": False, "bug": code}
    if folder is not None and _written(Profile(folder), f"{verb} bug {code}\n  {told}\n"):
        said["log"] = Profile(folder).log.name
    return said


def _written(profile: Profile, text: str) -> bool:
    if not profile.exists:
        return False
    stamp = datetime.now().astimezone().isoformat(timespec="seconds")
    try:
        with profile.log.open("a", encoding="utf-8") as log:
            log.write(f"{stamp} onewindow {__version__} {text}")
    except OSError as why:
        sys.stderr.write(f"{profile.log.name}: {why.strerror}\n")
        return False
    return True


def _short(filename: str) -> str:
    """Without the folders of this computer."""
    parts = Path(filename).parts
    for root in ("app", "localdb"):
        if root in parts:
            return "/".join(parts[parts.index(root) :])
    return parts[-1] if parts else ""
