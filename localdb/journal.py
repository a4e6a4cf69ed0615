"""The journal: audit trail, outbox and proof in one append-only, hash-chained table.

An entry's header (`journal`) is chained: hash = SM3(prev ‖ canonical header). The header holds
SM3(salt ‖ digest), where digest is the op's own SM3 over its body. Body and salt stand apart
(`journal_bodies`), so that a retention rule can remove them one day without breaking the chain or leaving
a digest from which personal values could be guessed.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from app.contract.canonical import canonical, sm3
from app.contract.kinds import SCHEMA_VERSION, Kind
from app.contract.wire import Op
from app.domain.staff import Actor
from app.domain.typed import decoder
from localdb.chain import Broken, Head, Verified, entry_hash, head, seal, verify
from localdb.connection import Row, Tx
from localdb.export import export

__all__ = [
    "Broken",
    "Head",
    "Verified",
    "append",
    "export",
    "head",
    "keep_anchor",
    "op_at",
    "ops_of",
    "stems_after",
    "verify",
]

_decode = decoder(dict[str, object]).decode
_OP_COLUMNS = """SELECT j.seq, op_id, record_id, kind, base_version, actor, actor_name, captured_at, mono_ms,
    schema_v, body FROM journal j JOIN journal_bodies b ON b.seq = j.seq"""


def append(
    tx: Tx,
    *,
    kind: Kind,
    record_id: str,
    groups: Mapping[str, object],
    actor: Actor,
    captured_at: str,
    mono_ms: int,
    op_id: str | None = None,
) -> Op:
    """Write one op at the end and put it among the unsent. `groups`: group -> its whole new value.

    Raises `app.contract.canonical.NotCanonical` for floats and the like: a bug of the caller.
    """
    body = canonical(groups)
    digest = sm3(body)
    salt = secrets.token_bytes(16)
    before = head(tx)
    entry = {
        "seq": before.seq + 1,
        "op_id": op_id or str(uuid.uuid4()),
        "record_id": record_id,
        "kind": kind.value,
        "stem": kind.stem.value,
        "base_version": _seen_version(tx, record_id),
        "actor": actor.staff_id,
        "actor_name": actor.name,
        "captured_at": captured_at,
        "mono_ms": mono_ms,
        "schema_v": SCHEMA_VERSION,
        "digest": seal(salt, digest),
        "prev": bytes.fromhex(before.hash),
    }
    _write(tx, entry, salt, body)
    return _op(entry, _decode(body), digest)


def _write(tx: Tx, entry: dict[str, Any], salt: bytes, body: bytes) -> None:
    tx.execute(
        """INSERT INTO journal (seq, op_id, record_id, kind, stem, base_version, actor, actor_name,
            captured_at, mono_ms, schema_v, digest, prev, hash)
        VALUES (:seq, :op_id, :record_id, :kind, :stem, :base_version, :actor, :actor_name,
            :captured_at, :mono_ms, :schema_v, :digest, :prev, :hash)""",
        {**entry, "hash": entry_hash(entry)},
    )
    tx.execute(
        "INSERT INTO journal_bodies (seq, salt, body) VALUES (?, ?, ?)", (entry["seq"], salt, body.decode())
    )
    tx.execute(
        "INSERT INTO op_delivery (seq, record_id, state) VALUES (?, ?, 'new')",
        (entry["seq"], entry["record_id"]),
    )


def op_at(tx: Tx, n: int) -> Op | None:
    """The op with this n (= seq); None when there is none or its body was removed."""
    row = tx.one(f"{_OP_COLUMNS} WHERE j.seq = ?", (n,))
    return op_of_row(row) if row else None


def ops_of(tx: Tx, record_id: str) -> list[Op]:
    """The ops of one record in order: its history at this desk."""
    return [
        op_of_row(row) for row in tx.all(f"{_OP_COLUMNS} WHERE record_id = ? ORDER BY j.seq", (record_id,))
    ]


def ops_in(tx: Tx, seqs: str, params: tuple[object, ...]) -> Iterator[tuple[Op, int]]:
    """The ops whose seqs this SQL selects, in order, each with the bytes of its body; read as asked for."""
    for row in tx.execute(f"{_OP_COLUMNS} WHERE j.seq IN ({seqs}) ORDER BY j.seq", params):
        body = row["body"].encode()
        yield _op(row, _decode(body), sm3(body)), len(body)


def stems_after(tx: Tx, seq: int) -> frozenset[str]:
    """Which kinds of record were written since this entry."""
    return frozenset(row[0] for row in tx.all("SELECT DISTINCT stem FROM journal WHERE seq > ?", (seq,)))


def op_of_row(row: Row) -> Op:
    body = row["body"].encode()
    return _op(row, _decode(body), sm3(body))


def keep_anchor(tx: Tx, *, install: str, seq: int, hash_hex: str, signature: str, at: str) -> None:
    """Keep the province's signature over our head; the first one of a head stays."""
    known = tx.one("SELECT 1 FROM anchors WHERE install = ? AND seq = ?", (install, seq))
    if known is None:
        tx.execute(
            "INSERT INTO anchors (install, seq, hash, signature, at) VALUES (?, ?, ?, ?, ?)",
            (install, seq, bytes.fromhex(hash_hex), signature, at),
        )


def _op(entry: Any, groups: dict[str, object], digest: bytes) -> Op:
    return Op(
        op_id=entry["op_id"],
        n=entry["seq"],
        kind=entry["kind"],
        record_id=entry["record_id"],
        base_version=entry["base_version"],
        groups=groups,
        actor=entry["actor"],
        actor_name=entry["actor_name"],
        captured_at=entry["captured_at"],
        mono_ms=entry["mono_ms"],
        schema_v=entry["schema_v"],
        digest=digest.hex(),
    )


def _seen_version(tx: Tx, record_id: str) -> int:
    """The province's version that the local record contains; 0 when the province has none yet."""
    row = tx.one("SELECT seen_version FROM record_sync WHERE record_id = ?", (record_id,))
    return row[0] if row else 0
