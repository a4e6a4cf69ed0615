"""Run as a program: for every line on stdin, fork a desk that files cases until it is killed.

A line `<serial> <case id>` after each commit is what a clerk has been shown; `desk <pid>` comes first and
`dead` last. Forked, because importing the program anew for every kill would take most of the time.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

from app.contract.kinds import Stem
from localdb import numbers
from localdb.connection import Database, Tx
from tests.localdb.desk import KEY, a_case, enter


def file_one(tx: Tx) -> tuple[int, str]:
    serial = numbers.take(tx, "1", "0001", date(2026, 11, 21))
    case = a_case(serial)
    enter(tx, Stem.CASES, case)
    return serial, case.id


def tell(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def serve(path: Path) -> None:
    tell(f"desk {os.getpid()}")
    with Database.open(path, KEY) as database:
        while True:
            serial, case_id = database.run(file_one)
            tell(f"{serial} {case_id}")


if __name__ == "__main__":
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            serve(Path(sys.argv[1]))
        os.waitpid(child, 0)
        tell("dead")
