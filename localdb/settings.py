"""Small facts of this desk by name: plain JSON values, and secrets made on first use."""

from __future__ import annotations

import json
import secrets

from localdb.connection import Tx


def get(tx: Tx, name: str, default: object = None) -> object:
    row = tx.one("SELECT value FROM settings WHERE name = ?", (name,))
    return json.loads(row["value"]) if row else default


def put(tx: Tx, name: str, value: object) -> None:
    """`value`: anything that is plain JSON."""
    tx.execute(
        "INSERT INTO settings (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, json.dumps(value, ensure_ascii=False, allow_nan=False)),
    )


def secret(tx: Tx, name: str) -> bytes:
    """32 random bytes under this name, the same ones ever after. The first time it needs to write."""
    found = get(tx, f"secret.{name}")
    if not isinstance(found, str):
        found = secrets.token_hex(32)
        put(tx, f"secret.{name}", found)
    return bytes.fromhex(found)
