"""State from the province: a page and its cursor in one transaction, nothing unsent ever overwritten."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec import Struct

from app.contract.kinds import Stem
from app.contract.wire import FeedEnd, FeedItem
from app.domain.obstacles import Obstacle, Trouble
from localdb import entities, groups
from localdb.connection import Row, Tx

_STEMS = frozenset(Stem)


class Applied(Struct, frozen=True):
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
    row = _standing(tx, record_id)
    if row["record_id"] is None or row["busy"] or row["body_version"] < row["server_version"]:
        return False
    if row["seen_version"] >= row["body_version"] and not row["behind"]:
        return False
    tx.execute(
        "UPDATE record_sync SET seen_version = body_version, behind = 0 WHERE record_id = ?", (record_id,)
    )
    if row["deleted"]:
        return False
    return _bring(tx, record_id, row["stem"], msgspec.json.decode(row["server_body"]), new=False)


def _take(tx: Tx, item: FeedItem) -> str:
    before = _standing(tx, item.record_id)
    new = before["record_id"] is None
    if not new and not before["recheck"] and _older(item, before):
        return "known"
    tx.execute(
        """INSERT INTO record_sync (record_id, stem, seen_version, server_version, body_version, server_body,
                behind, deleted, left_scope) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (record_id) DO UPDATE SET
                seen_version = iif(excluded.behind, seen_version, excluded.seen_version),
                server_version = excluded.server_version, body_version = excluded.body_version,
                server_body = excluded.server_body, behind = excluded.behind, deleted = excluded.deleted,
                left_scope = excluded.left_scope, recheck = 0""",
        (
            item.record_id,
            item.stem,
            0 if before["busy"] else item.version,
            item.version,
            item.version,
            msgspec.json.encode(item.body).decode(),
            before["busy"],
            int(item.deleted),
            int(item.left_scope),
        ),
    )
    if before["busy"]:
        return "held back"
    if item.deleted:
        return "known"  # a deletion only marks, a person decides
    return "saved" if _bring(tx, item.record_id, item.stem, item.body, new=new) else "known"


def _standing(tx: Tx, record_id: str) -> Row:
    """The record's row of record_sync (all None if there is none), and whether it is `busy`:

    own ops are unsent, unanswered, or wait for a person.
    """
    row = tx.one(
        """SELECT s.*, EXISTS (SELECT 1 FROM op_delivery WHERE record_id = asked.id
                AND (state IN ('new', 'sending', 'deferred')
                    OR (state IN ('conflict', 'rejected') AND closed_by IS NULL))) AS busy
            FROM (SELECT ? AS id) asked LEFT JOIN record_sync s ON s.record_id = asked.id""",
        (record_id,),
    )
    if row is None:
        raise LookupError("a row for what was asked")
    return row


def _older(item: FeedItem, before: Row) -> bool:
    """Known already, or overtaken by what the province told in the meantime."""
    if item.version == before["body_version"]:
        gone = bool(before["deleted"]), bool(before["left_scope"])
        return (item.deleted, item.left_scope) == gone
    overtaken: bool = item.version < before["server_version"]
    return overtaken


def _bring(tx: Tx, record_id: str, stem: str, body: dict[str, object], *, new: bool) -> bool:
    """The local record becomes the province's state. Whether it changed. `new`: not looked for here."""
    if stem not in _STEMS:
        return False  # kept in record_sync for a program that knows the stem
    known = Stem(stem)
    try:
        record = groups.join(known, body)
    except msgspec.ValidationError as error:
        if _ours(tx, record_id):
            return False  # our own record: what we hold is whole, the province's echo is not needed
        raise Obstacle(Trouble.NOT_THE_PROVINCE, why="a record cannot be read", stem=stem) from error
    if record.id != record_id:
        raise Obstacle(Trouble.NOT_THE_PROVINCE, why="a record under another id", stem=stem)
    if not new and record == entities.load(tx, known, record_id):
        return False
    entities.save(tx, known, record)
    return True


def _ours(tx: Tx, record_id: str) -> bool:
    return tx.one("SELECT 1 FROM journal WHERE record_id = ? LIMIT 1", (record_id,)) is not None
