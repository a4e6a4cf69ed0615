"""State from the province: a page and its cursor in one transaction, nothing unsent ever overwritten."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from app.contract.kinds import Stem
from app.contract.wire import FeedEnd, FeedItem
from app.domain.obstacles import Obstacle, Trouble
from localdb import entities, groups
from localdb.connection import Row, Tx

_STEMS = frozenset(Stem)


@dataclass(frozen=True, slots=True)
class Applied:
    """What a page did: records written here, records held back behind own unsent ops, the rest known."""

    saved: int
    held_back: int
    known: int


def apply_page(tx: Tx, items: Iterable[FeedItem], end: FeedEnd) -> Applied:
    """Take in one page and move the cursor. Applied twice it changes nothing more.

    Raises Obstacle NOT_THE_PROVINCE for a page of another epoch or a record that cannot be read: the page is
    then not applied at all, and never skipped.
    """
    epoch = tx.one("SELECT epoch FROM device")
    if epoch and epoch["epoch"] not in ("", end.epoch):
        raise Obstacle(Trouble.NOT_THE_PROVINCE, why="the page is of another epoch")
    done = [_take(tx, item) for item in items]
    tx.execute(
        "UPDATE device SET cursor = max(cursor, ?), feed_high = ?, epoch = ?, last_contact_at = ?",
        (end.cursor, end.high, end.epoch, end.server_time),
    )
    return Applied(done.count("saved"), done.count("held back"), done.count("known"))


def adopt(tx: Tx, record_id: str) -> bool:
    """Bring the local record to the province's newest known state, unless an op of ours is open.

    Whether the record changed.
    """
    row = tx.one("SELECT * FROM record_sync WHERE record_id = ?", (record_id,))
    if row is None or row["body_version"] < row["server_version"] or _busy(tx, record_id):
        return False
    if row["seen_version"] >= row["body_version"] and not row["behind"]:
        return False
    changed: bool = _save(tx, row)
    tx.execute(
        "UPDATE record_sync SET seen_version = body_version, behind = 0 WHERE record_id = ?", (record_id,)
    )
    return changed


def _take(tx: Tx, item: FeedItem) -> str:
    before = tx.one("SELECT * FROM record_sync WHERE record_id = ?", (item.record_id,))
    if before and not before["recheck"] and _older(item, before):
        return "known"
    tx.execute(
        """INSERT INTO record_sync (record_id, stem, server_version, body_version, server_body, behind,
                deleted, left_scope) VALUES (?, ?, ?, ?, ?, 1, ?, ?)
            ON CONFLICT (record_id) DO UPDATE SET server_version = excluded.server_version,
                body_version = excluded.body_version, server_body = excluded.server_body, behind = 1,
                deleted = excluded.deleted, left_scope = excluded.left_scope, recheck = 0""",
        (
            item.record_id,
            item.stem,
            item.version,
            item.version,
            json.dumps(item.body, ensure_ascii=False),
            int(item.deleted),
            int(item.left_scope),
        ),
    )
    if _busy(tx, item.record_id):
        return "held back"
    return "saved" if adopt(tx, item.record_id) else "known"


def _older(item: FeedItem, before: Row) -> bool:
    """Known already, or overtaken by what the province told in the meantime."""
    if item.version == before["body_version"]:
        gone = bool(before["deleted"]), bool(before["left_scope"])
        return (item.deleted, item.left_scope) == gone
    overtaken: bool = item.version < before["server_version"]
    return overtaken


def _busy(tx: Tx, record_id: str) -> bool:
    """Own ops of this record are unsent, unanswered, or wait for a person."""
    return (
        tx.one(
            """SELECT 1 FROM op_delivery WHERE record_id = ? AND (state IN ('new', 'sending', 'deferred')
                OR (state IN ('conflict', 'rejected') AND closed_by IS NULL)) LIMIT 1""",
            (record_id,),
        )
        is not None
    )


def _save(tx: Tx, row: Row) -> bool:
    """Write the province's state into the entity's table; a deletion only marks, a person decides."""
    if row["deleted"] or row["stem"] not in _STEMS:
        return False  # kept in record_sync for a program that knows the stem
    stem = Stem(row["stem"])
    current = entities.load(tx, stem, row["record_id"])
    try:
        record = groups.join(stem, json.loads(row["server_body"]))
    except msgspec.ValidationError as error:
        if current is not None and _ours(tx, row["record_id"]):
            return False  # our own record: what we hold is whole, the province's echo is not needed
        raise Obstacle(Trouble.NOT_THE_PROVINCE, why="a record cannot be read", stem=stem.value) from error
    if record.id != row["record_id"]:
        raise Obstacle(Trouble.NOT_THE_PROVINCE, why="a record under another id", stem=stem.value)
    if record == current:
        return False
    entities.save(tx, stem, record)
    return True


def _ours(tx: Tx, record_id: str) -> bool:
    return tx.one("SELECT 1 FROM journal WHERE record_id = ? LIMIT 1", (record_id,)) is not None
