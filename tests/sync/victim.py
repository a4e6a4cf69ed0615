"""A desk in a process of its own, to be killed: `python -m tests.sync.victim <folder> <url>`."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from random import Random

from app.sync.driver import Driver
from app.sync.http import Client
from localdb.connection import Database
from tests.sync.desks import CALM, CLOCKS, KEY, QUICK


def main(folder: str, url: str) -> None:
    database = Database.open(Path(folder) / "desk.db", KEY)
    driver = Driver(database, Client(url, limits=CALM), CLOCKS, app_v="0", rules=QUICK, rng=Random(1))
    driver.start()
    threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
