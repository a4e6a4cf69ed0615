"""One durable intake with row, search index and journal, against SQL written by hand on the same engine."""

from __future__ import annotations

import json
import uuid
from pathlib import Path

from app.contract.canonical import canonical
from app.contract.kinds import Stem
from localdb import groups
from localdb.connection import Database
from localdb.opening import connect
from tests.bench.rows import Row, interleaved, medians
from tests.localdb.desk import KEY, a_full_case, enter

ROUNDS = 400
TABLES = """
CREATE TABLE c (id TEXT PRIMARY KEY, number TEXT UNIQUE, name TEXT, title TEXT, status TEXT, body TEXT);
CREATE TABLE j (
    seq INTEGER PRIMARY KEY, op TEXT, record TEXT, kind TEXT, at TEXT, prev BLOB, hash BLOB, body TEXT
);
CREATE TABLE o (seq INTEGER PRIMARY KEY, state TEXT);
CREATE INDEX o_state ON o (state);
CREATE VIRTUAL TABLE s USING fts5(t, content='', tokenize='ascii');
"""


def _pairs(text: str) -> str:
    return " ".join(text[place : place + 2] for place in range(len(text) - 1))


def rows(folder: Path) -> list[Row]:
    database = Database.open(folder / "ours.db", KEY, create=True)
    bare = connect(folder / "bare.db", KEY, create=True)
    bare.executescript(TABLES)
    cases = [a_full_case() for _ in range(ROUNDS)]
    numbered = iter(cases)
    by_hand = iter(cases)

    def ours() -> None:
        case = next(numbered)
        database.run(lambda tx: enter(tx, Stem.CASES, case))

    def limit() -> None:
        case = next(by_hand)
        body = canonical(groups.split(Stem.CASES, case)).decode()
        bare.execute("BEGIN IMMEDIATE")
        bare.execute(
            "INSERT INTO c VALUES (?, ?, ?, ?, ?, ?)",
            (case.id, case.id, case.applicant_name, case.title, case.status.value, body),
        )
        seq = bare.execute(
            "INSERT INTO j (op, record, kind, at, prev, hash, body) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " RETURNING seq",
            (
                str(uuid.uuid4()),
                case.id,
                "case.file",
                case.received_at,
                b"0" * 32,
                b"1" * 32,
                json.dumps(body),
            ),
        ).fetchone()[0]
        bare.execute("INSERT INTO o VALUES (?, 'new')", (seq,))
        bare.execute(
            "INSERT INTO s (t) VALUES (?)", (_pairs(case.applicant_name) + " " + _pairs(case.title),)
        )
        bare.execute("COMMIT")

    try:
        ours_ms, limit_ms = medians(interleaved(ours, limit, ROUNDS))
    finally:
        bare.close()
        database.close()
    return [
        Row(
            what="durable intake with index and journal",
            limit="hand-written SQL, same engine",
            ours_ms=ours_ms,
            limit_ms=limit_ms,
            goal=1.6,
        )
    ]
