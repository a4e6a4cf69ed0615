"""`make bench`: one table. Exit 1 when a promise is missed."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench import blocks, intake, memory, receipts, searching, start_up, syncing
from tests.bench.rows import Row, table

PARTS: dict[str, Callable[[Path], list[Row]]] = {
    "start": start_up.rows,
    "intake": intake.rows,
    "receipt": receipts.rows,
    "search": searching.rows,
    "sync": syncing.rows,
    "memory": memory.rows,
    "blocks": blocks.rows,
}


def main(wanted: list[str]) -> int:
    rows: list[Row] = []
    for name in wanted or list(PARTS):
        print(f"measuring: {name} …", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="bench") as folder:
            rows += PARTS[name](Path(folder))
    print(table([row for row in rows if row.limit_ms]))
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
