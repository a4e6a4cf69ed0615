"""A province in a process of its own, as in life: `python -m tests.bench.far_end <folder>`.

Says where it listens and a one-time code for each of two windows; ends when its input ends.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.province.embedded import Embedded
from app.province.outlets import Outlet, Window
from tests.sync.desks import UNHURRIED

OUTLET = Outlet(outlet="990101", outlet_name="示例窗口（示例）")
WINDOWS = tuple(Window(window=name, window_name=f"{name} 号窗口（示例）") for name in ("01", "02"))


@contextmanager
def running(module: str, folder: Path) -> Iterator[list[str]]:
    """The words of its first line, while it runs."""
    folder.mkdir(parents=True, exist_ok=True)
    with subprocess.Popen(
        [sys.executable, "-m", module, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        try:
            yield program.stdout.readline().split()
        finally:
            program.stdin.close()
            program.terminate()


def main(folder: str) -> None:
    province = Embedded(Path(folder), setting=UNHURRIED)
    url = province.start()
    codes = province.provision(OUTLET, WINDOWS)
    print(url, *(codes[window.window] for window in WINDOWS), flush=True)
    sys.stdin.read()
    province.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
