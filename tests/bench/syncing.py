"""10,000 records to the province and to a second window, against a bare post and page over the same wire.

The limit keeps nothing but the essence: one zstd request of NDJSON, one SQLite transaction at each end.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import requests
import zstandard

from app.province.embedded import Embedded
from tests.bench.rows import Row, timed
from tests.support import ops
from tests.sync.desks import UNHURRIED, Desk, Ground

RECORDS = 10_000
_INSERT = "INSERT OR REPLACE INTO rec VALUES (?, ?)"
_TABLE = "CREATE TABLE IF NOT EXISTS rec (id TEXT PRIMARY KEY, body TEXT)"


def _store(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(_TABLE)
    return connection


def _packed(rows: list[tuple[str, str]]) -> bytes:
    return zstandard.ZstdCompressor(3).compress("\n".join(json.dumps(row) for row in rows).encode())


def _unpacked(packed: bytes) -> list[Any]:
    plain = zstandard.ZstdDecompressor().decompress(packed)
    return [json.loads(line) for line in plain.split(b"\n")]


def _take(connection: sqlite3.Connection, rows: list[Any]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(_INSERT, rows)
    connection.execute("COMMIT")


@contextmanager
def _bare_server(path: Path) -> Iterator[str]:
    held = _store(path)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            _take(held, _unpacked(self.rfile.read(int(self.headers["Content-Length"]))))
            self._answer(b"")

        def do_GET(self) -> None:
            self._answer(_packed(held.execute("SELECT id, body FROM rec").fetchall()))

        def _answer(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_told: object) -> None:
            """Silent: the table is the only thing said."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            held.close()


def _limits(folder: Path) -> tuple[float, float]:
    rows = []
    for _n in range(RECORDS):
        one = ops.consultation()
        rows.append(
            (one.id, json.dumps({"question": one.question, "answer": one.answer, "number": one.number}))
        )
    first, second = _store(folder / "a.db"), _store(folder / "b.db")
    with _bare_server(folder / "server.db") as url, requests.Session() as http:
        http.trust_env = False

        def push() -> None:
            _take(first, rows)
            http.post(url, data=_packed(rows), timeout=60).raise_for_status()

        def pull() -> None:
            _take(second, _unpacked(http.get(url, timeout=60).content))

        told = timed(push), timed(pull)
    first.close()
    second.close()
    return told


def rows(folder: Path) -> list[Row]:
    province = Embedded(folder / "province", setting=UNHURRIED)
    ground = Ground(province, province.start())
    codes = ground.codes()
    desks = [Desk.make(folder / name, ground.url, name, codes[name]) for name in ("01", "02")]
    try:
        desks[0].capture(RECORDS)
        before = _limits(folder)
        push_ms = timed(lambda: desks[0].once().complete)
        pull_ms = timed(lambda: desks[1].once().complete)
        (folder / "again").mkdir()
        after = _limits(folder / "again")
        assert desks[0].once().complete
        assert desks[1].once().pulled == 0
        assert len(ground.holds()) == RECORDS
    finally:
        for desk in desks:
            desk.close()
        province.stop()
    limit = "bare zstd {} with one transaction at each end"
    return [
        Row(
            what=f"push of {RECORDS:,} records",
            limit=limit.format("post"),
            ours_ms=push_ms,
            limit_ms=(before[0] + after[0]) / 2,
            goal=2.5,
        ),
        Row(
            what=f"pull of {RECORDS:,} records",
            limit=limit.format("page"),
            ours_ms=pull_ms,
            limit_ms=(before[1] + after[1]) / 2,
            goal=2,
        ),
    ]
