"""The chain of the journal: hash of an entry, head, and the check of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from app.contract.canonical import sm3
from localdb.connection import Tx

GENESIS = bytes(32)
_HEADER = (
    "seq",
    "op_id",
    "record_id",
    "kind",
    "stem",
    "base_version",
    "actor",
    "actor_name",
    "captured_at",
    "mono_ms",
    "schema_v",
)
_TRIGGERS = frozenset(
    f"{table}_{deed}"
    for table in ("journal", "journal_bodies", "anchors")
    for deed in ("insert", "update", "delete")
)


_canonical = msgspec.json.Encoder(order="sorted").encode
"""The canonical form (`app.contract.canonical`) of a flat header (text, whole numbers), ten times faster."""


class Head(Struct, frozen=True):
    """The newest entry: how many there are and the hash (hex) that stands for all of them."""

    seq: int
    hash: str


class Verified(Struct, frozen=True):
    count: int
    head: str
    """hash of the newest entry, hex"""


class Broken(Struct, frozen=True):
    """The first entry that does not hold, and in what way.

    `why`: trigger_missing · gap · prev · hash · body_missing · body · anchor.
    """

    seq: int
    why: str


def seal(salt: bytes, digest: bytes) -> bytes:
    """What the header says of the body: bound to it, and without the salt no help in guessing it."""
    return sm3(salt + digest)


def entry_hash(entry: Mapping[str, Any]) -> bytes:
    """SM3(prev ‖ canonical header), the header being everything but prev, hash and body."""
    header = {name: entry[name] for name in _HEADER}
    header["digest"] = bytes(entry["digest"]).hex()
    return sm3(bytes(entry["prev"]) + _canonical(header))


def head(tx: Tx) -> Head:
    """Seq 0 and 64 zeros when nothing was written yet."""
    row = tx.one("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
    return Head(row["seq"], bytes(row["hash"]).hex()) if row else Head(0, GENESIS.hex())


def verify(tx: Tx) -> Verified | Broken:
    """Check every entry against its predecessor and its body, and the signed heads against the chain.

    Finds any edit, deletion, insertion or reordering; a rewrite of the whole chain only by an anchor.
    """
    triggers = tx.all("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    if not {row["name"] for row in triggers if "RAISE(ABORT" in row["sql"]} >= _TRIGGERS:
        return Broken(0, "trigger_missing")
    anchors = {row["seq"]: bytes(row["hash"]) for row in tx.all("SELECT seq, hash FROM anchors")}
    prev, seq = GENESIS, 0
    for seq, row in enumerate(_entries(tx), start=1):
        if why := _wrong(row, seq, prev):
            return Broken(seq, why)
        prev = bytes(row["hash"])
        if anchors.pop(seq, prev) != prev:
            return Broken(seq, "anchor")
    if anchors:
        return Broken(min(anchors), "anchor")  # signed by the province, and no longer here
    return Verified(seq, prev.hex())


def _entries(tx: Tx) -> Iterator[Any]:
    cursor = tx.execute(
        "SELECT j.*, b.salt, b.body FROM journal j LEFT JOIN journal_bodies b USING (seq) ORDER BY seq"
    )
    while rows := cursor.fetchmany(1000):
        yield from rows


def _wrong(row: Any, seq: int, prev: bytes) -> str:
    if row["seq"] != seq:
        return "gap"
    if bytes(row["prev"]) != prev:
        return "prev"
    if entry_hash(row) != bytes(row["hash"]):
        return "hash"
    if row["body"] is None:
        return "body_missing"
    if seal(bytes(row["salt"]), sm3(row["body"].encode())) != bytes(row["digest"]):
        return "body"
    return ""
