"""A shell may start a program with its standard streams closed; the next file would get their number."""

from __future__ import annotations

import os
import sys


def make_whole() -> None:
    """Put something in the place of what is closed. Reading finds nothing; writing answers fails in words."""
    if sys.stdin is None:
        sys.stdin = open(_nowhere(0, os.O_RDONLY), encoding="utf-8")  # noqa: SIM115 (kept for good)
    if sys.stdout is None:
        # open for reading only: an answer that nobody can get must not look as if it had been told
        sys.stdout = open(_nowhere(1, os.O_RDONLY), "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(_nowhere(2, os.O_WRONLY), "w", encoding="utf-8")  # noqa: SIM115


def _nowhere(number: int, flags: int) -> int:
    handle = os.open(os.devnull, flags)
    if handle == number:
        return handle
    os.dup2(handle, number)
    os.close(handle)
    return number
