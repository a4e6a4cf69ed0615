"""Ops that wait for a person: both sides shown, the decision itself an op."""

from __future__ import annotations

import json

from msgspec import Struct

from app.contract.kinds import Stem
from localdb.connection import Tx
from localdb.delivery import NEEDS_YOU
from localdb.feed import adopt


class Conflict(Struct, frozen=True):
    """One parked op. `mine`: the groups it carries; `theirs`: the province's state, {} while not yet pulled.

    `code` is the coded reason of a rejection, or `conflict`; `fields` the groups that clash.
    """

    n: int
    op_id: str
    record_id: str
    stem: str
    kind: str
    number: str
    code: str
    field: str
    fields: tuple[str, ...]
    mine: dict[str, object]
    theirs: dict[str, object]
    captured_at: str
    actor_name: str
    answered_at: str


def conflicts(tx: Tx) -> list[Conflict]:
    """Every op that needs a person, oldest first."""
    rows = tx.all(
        f"""SELECT d.seq, d.record_id, d.state, d.code, d.field, d.fields, d.answered_at, j.op_id, j.stem,
                j.kind, j.captured_at, j.actor_name, b.body, s.server_body
            FROM op_delivery d JOIN journal j ON j.seq = d.seq JOIN journal_bodies b ON b.seq = d.seq
            LEFT JOIN record_sync s ON s.record_id = d.record_id
            WHERE {NEEDS_YOU} ORDER BY d.seq"""  # noqa: S608 (constant)
    )
    return [
        Conflict(
            n=row["seq"],
            op_id=row["op_id"],
            record_id=row["record_id"],
            stem=row["stem"],
            kind=row["kind"],
            number=_number(tx, Stem(row["stem"]), row["record_id"]),
            code=row["code"] or row["state"],
            field=row["field"],
            fields=tuple(json.loads(row["fields"])),
            mine=json.loads(row["body"]),
            theirs=json.loads(row["server_body"] or "{}"),
            captured_at=row["captured_at"],
            actor_name=row["actor_name"],
            answered_at=row["answered_at"],
        )
        for row in rows
    ]


def take_base(tx: Tx, record_id: str) -> bool:
    """The person has the province's newest state before them: the next op is written against it.

    False while that state has not been pulled yet: pull first.
    """
    row = tx.one("SELECT body_version, server_version FROM record_sync WHERE record_id = ?", (record_id,))
    if row is None or row["body_version"] < row["server_version"]:
        return False
    tx.execute("UPDATE record_sync SET seen_version = server_version WHERE record_id = ?", (record_id,))
    return True


def close_parked(tx: Tx, record_id: str, by_n: int) -> int:
    """Op `by_n` is the person's answer to every parked op of the record before it. How many were closed."""
    done = tx.execute(
        f"UPDATE op_delivery SET closed_by = ?1 WHERE record_id = ?2 AND seq < ?1 AND {NEEDS_YOU}",  # noqa: S608
        (by_n, record_id),
    )
    adopt(tx, record_id)
    count: int = done.rowcount
    return count


def _number(tx: Tx, stem: Stem, record_id: str) -> str:
    row = tx.one(f"SELECT number FROM {stem} WHERE id = ?", (record_id,))  # noqa: S608 (own enum)
    return row["number"] if row else ""
