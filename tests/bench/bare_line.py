"""The limit of syncing: the same records over the same wire, with nothing that makes them safe.

Rows marked dirty go up in one zstd request of NDJSON to an ASGI server of its own process, one transaction
at each end; a second place reads them back in one page. No ops, no answers, no journal, no encryption,
no search.
`python -m tests.bench.bare_line <folder>` serves and says where.
"""

from __future__ import annotations

import json
import socket
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import requests
import uvicorn
import zstandard

from tests.bench.invented import FIELDS

_NAMES = ", ".join(FIELDS)
_MARKS = ", ".join("?" * len(FIELDS))
_COLUMNS = _NAMES.replace("rid", "rid TEXT PRIMARY KEY", 1)
_NOTHING_NEW = 10**9


def _store(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    return connection


def _packed(rows: Iterable[dict[str, Any]]) -> bytes:
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return zstandard.ZstdCompressor(3).compress("\n".join(lines).encode())


def _unpacked(packed: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in zstandard.ZstdDecompressor().decompress(packed).split(b"\n")]


class Place:
    """One end: a table of records, of which some are not sent yet."""

    def __init__(self, folder: Path, name: str, url: str) -> None:
        self._held = _store(folder / f"{name}.db")
        self._held.execute(f"CREATE TABLE rec ({_COLUMNS}, dirty INTEGER)")
        self._held.execute("CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER)")
        self._url = url
        self._http = requests.Session()
        self._http.trust_env = False
        self._http.get(url, params={"since": _NOTHING_NEW}, timeout=60).raise_for_status()

    def write(self, rows: Sequence[dict[str, str]]) -> None:
        self._held.execute("BEGIN IMMEDIATE")
        self._put(rows, dirty=1)
        self._held.execute("COMMIT")

    def push(self) -> None:
        dirty = self._held.execute(f"SELECT {_NAMES} FROM rec WHERE dirty = 1")
        rows = [dict(zip(FIELDS, row, strict=True)) for row in dirty]
        self._http.post(self._url, data=_packed(rows), timeout=60).raise_for_status()
        self._held.execute("UPDATE rec SET dirty = 0 WHERE dirty = 1")

    def pull(self) -> None:
        rows = _unpacked(self._http.get(self._url, params={"since": 0}, timeout=60).content)
        self._held.execute("BEGIN IMMEDIATE")
        self._put(rows, dirty=0)
        self._held.execute("INSERT OR REPLACE INTO meta VALUES ('cursor', ?)", (rows[-1]["seq"],))
        self._held.execute("COMMIT")

    @property
    def held(self) -> list[tuple[str, ...]]:
        return self._held.execute(f"SELECT {_NAMES} FROM rec ORDER BY rid").fetchall()

    def close(self) -> None:
        self._http.close()
        self._held.close()

    def _put(self, rows: Iterable[dict[str, Any]], dirty: int) -> None:
        self._held.executemany(
            f"INSERT OR REPLACE INTO rec ({_NAMES}, dirty) VALUES ({_MARKS}, {dirty})",
            ([row[name] for name in FIELDS] for row in rows),
        )


class _Server:
    def __init__(self, folder: Path) -> None:
        self._held = _store(folder / "server.db")
        self._held.execute(f"CREATE TABLE rec ({_COLUMNS}, seq INTEGER)")
        self._held.execute("CREATE INDEX rec_seq ON rec (seq)")
        self._seq = 0

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """The ASGI application."""
        body = bytearray()
        more = True
        while more:
            part = await receive()
            body += part.get("body", b"")
            more = part.get("more_body", False)
        said = self._take(bytes(body)) if scope["method"] == "POST" else self._page(scope["query_string"])
        length = [(b"content-length", str(len(said)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": length})
        await send({"type": "http.response.body", "body": said})

    def _take(self, packed: bytes) -> bytes:
        self._held.execute("BEGIN IMMEDIATE")
        self._held.executemany(
            f"INSERT OR REPLACE INTO rec ({_NAMES}, seq) VALUES ({_MARKS}, ?)",
            ([*(row[name] for name in FIELDS), self._next()] for row in _unpacked(packed)),
        )
        self._held.execute("COMMIT")
        return _packed([{"high": self._seq}])

    def _page(self, query: bytes) -> bytes:
        since = int(query.partition(b"=")[2])
        rows = self._held.execute(
            f"SELECT {_NAMES}, seq FROM rec WHERE seq > ? ORDER BY seq",
            (since,),
        )
        return _packed(dict(zip((*FIELDS, "seq"), row, strict=True)) for row in rows)

    def _next(self) -> int:
        self._seq += 1
        return self._seq


def main(folder: str) -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    print(f"http://127.0.0.1:{listening.getsockname()[1]}/", flush=True)
    config = uvicorn.Config(_Server(Path(folder)), log_config=None, access_log=False, lifespan="off")
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main(*sys.argv[1:])
