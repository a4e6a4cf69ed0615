"""The limit of the intake: the same rows in the same tables by straight SQL on the calling thread.

What any correct write has to do is done, each thing the shortest way: record and op as JSON, digest and
salted seal, the hash that continues the chain, pairs of characters, numbers from both ends. Left out is what
layers add: the hop to the database thread, checks, refusals, look-ups of what is there already.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from app.domain.case import Case
from localdb.connection import Database
from localdb.groups import CASE_GROUPS
from localdb.opening import connect
from tests.localdb.desk import AT, CLERK, KEY

TABLES = (
    "cases",
    "case_parties",
    "search_rows",
    "search_numbers",
    "journal",
    "journal_bodies",
    "op_delivery",
)
_CASE = f"INSERT INTO cases VALUES ({', '.join('?' * 17)})"
_ENTRY = f"INSERT INTO journal VALUES ({', '.join('?' * 14)})"
_sorted = msgspec.json.Encoder(order="sorted").encode
# what the index makes of ASCII marks, which its tokenizer would drop
_MARKS = {code: 0x10FE00 + code for code in range(128) if not chr(code).isalnum()}
_BREAK = f" {chr(0x10FEFF) * 3} "


def _sm3(content: bytes) -> bytes:
    return hashlib.new("sm3", content).digest()


def _grams(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_MARKS)
    return " ".join([*(plain[place : place + 2] for place in range(len(plain) - 1)), plain[-1]])


class ByHand:
    """A database of the desk's own shape, written to without the desk's code."""

    def __init__(self, path: Path) -> None:
        Database.open(path, KEY, create=True).close()
        self.connection: Any = connect(path, KEY)
        self.seq = 0
        self.head = bytes(32)

    def file(self, case: Case) -> None:
        """One intake, durable when it returns."""
        execute = self.connection.execute
        execute("BEGIN IMMEDIATE")
        self._record(execute, case)
        self._search(execute, case)
        self._entry(execute, case)
        execute("COMMIT")

    def _record(self, execute: Callable[..., Any], case: Case) -> None:
        execute(
            _CASE,
            (
                case.id,
                case.number,
                int(datetime.fromisoformat(case.received_at).timestamp() * 1000),
                case.received_at[:10],
                case.status.value,
                case.visit_id,
                case.clerk_id,
                case.outlet,
                case.window,
                case.matter,
                case.applicant_name,
                case.title,
                case.right_number,
                case.decision.value,
                case.due_on,
                int(case.offline),
                msgspec.json.encode(case).decode(),
            ),
        )
        applicants: Any = case.values["applicants"]
        keys = {
            "n" + unicodedata.normalize("NFKC", case.applicant_name).casefold(),
            *(f"c{applicant['certificate']['number'].lower()}" for applicant in applicants),
        }
        parties = [(key, case.id) for key in keys]
        self.connection.executemany("INSERT INTO case_parties (key, case_id) VALUES (?, ?)", parties)

    def _search(self, execute: Callable[..., Any], case: Case) -> None:
        made = execute("INSERT INTO search_rows (stem, record_id) VALUES ('cases', ?)", (case.id,))
        numbers = (case.number, case.right_number, case.contact_phone)
        texts = (
            case.number,
            case.applicant_name,
            case.title,
            *numbers[1:],
            case.query_code,
            *(notice.number for notice in case.notices),
        )
        grams = _BREAK.join([_grams(text) for text in texts])
        execute("INSERT INTO search_text (rowid, grams) VALUES (?, ?)", (made.lastrowid, grams))
        ends = [key for number in numbers for key in ("f" + number, "r" + number[::-1])]
        rows = [(key, made.lastrowid) for key in ends]
        self.connection.executemany("INSERT INTO search_numbers (key, row) VALUES (?, ?)", rows)

    def _entry(self, execute: Callable[..., Any], case: Case) -> None:
        fields = msgspec.to_builtins(case)
        body = _sorted(
            {group: {name: fields[name] for name in names} for group, names in CASE_GROUPS.items()}
        )
        salt = os.urandom(16)
        digest = _sm3(salt + _sm3(body))
        self.seq += 1
        header = {
            "seq": self.seq,
            "op_id": str(uuid.uuid4()),
            "record_id": case.id,
            "kind": "cases.file",
            "stem": "cases",
            "base_version": 0,
            "actor": CLERK.staff_id,
            "actor_name": CLERK.name,
            "captured_at": AT,
            "mono_ms": 1,
            "schema_v": 1,
        }
        hashed = _sm3(self.head + _sorted({**header, "digest": digest.hex()}))
        execute(_ENTRY, (*header.values(), digest, self.head, hashed))
        execute("INSERT INTO journal_bodies VALUES (?, ?, ?)", (self.seq, salt, body.decode()))
        execute("INSERT INTO op_delivery (seq, record_id, state) VALUES (?, ?, 'new')", (self.seq, case.id))
        self.head = hashed

    def close(self) -> None:
        self.connection.close()
