"""Everything as open JSON lines: every record and every op with its chain, readable without this program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from app.contract.kinds import Stem
from localdb.connection import Tx
from localdb.migrate import wrap

FORMAT = 1


def export(tx: Tx) -> Iterator[dict[str, Any]]:
    """Dicts in this order: one `desk`, every `record` by stem, every `op`, every `anchor`.

    Use it up inside the transaction. Bytes are hex; an op's `digest` is SM3 over salt and the body's SM3.
    """
    db = wrap(tx.connection)
    yield {"type": "desk", "format": FORMAT, "version": db.execute("PRAGMA user_version").fetchone()[0]}
    for stem in Stem:
        for row in db.query(f"SELECT body FROM {stem} ORDER BY at_ms, id"):  # noqa: S608 (own enum)
            yield {"type": "record", "stem": stem.value, "record": json.loads(row["body"])}
    for row in db.query(
        "SELECT j.*, salt, body FROM journal j LEFT JOIN journal_bodies USING (seq) ORDER BY seq"
    ):
        body = row.pop("body")
        yield {"type": "op", **_plain(row), "groups": json.loads(body) if body else None}
    for row in db.query("SELECT install, seq, hash, signature, at FROM anchors ORDER BY position"):
        yield {"type": "anchor", **_plain(row)}


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value.hex() if isinstance(value, bytes) else value for name, value in row.items()}
