"""State from the province: a page and its cursor in one transaction, nothing unsent ever overwritten."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from types import ModuleType
from typing import Any

import msgspec
from msgspec import Struct

from app.contract.kinds import Stem
from app.contract.wire import FeedEnd, FeedLine
from app.domain.obstacles import Obstacle, Trouble
from localdb import entities, groups, search
from localdb.connection import Row, Tx

_STEMS = frozenset(Stem)
_PART = 250
"""items between two looks at who waits: some 25 ms of work"""


class Applied(Struct, frozen=True):
    """What a page did: records written here, records held back behind own unsent ops, the rest known."""

    saved: int
    held_back: int
    known: int

    @property
    def taken(self) -> int:
        """Items of the page that are behind the cursor now, from its first on."""
        return self.saved + self.held_back + self.known


class Ahead(Struct, frozen=True):
    """What a record will need when it is written: read from its body before the transaction begins."""

    record: Any
    entry: search.Entry


def look_ahead(items: Iterable[FeedLine]) -> dict[int, Ahead]:
    """By place in the feed. Only computes, on any thread; what cannot be read is left to `apply_page`."""
    read: list[tuple[int, ModuleType, Any]] = []
    for item in items:
        if item.stem in _STEMS and not item.deleted:
            with suppress(msgspec.DecodeError):
                stem = Stem(item.stem)
                read.append((item.seq, entities.MODULES[stem], groups.read(stem, bytes(item.body))))
    found = search.entries([module.words(record) for _, module, record in read])
    return {seq: Ahead(record, entry) for (seq, _, record), entry in zip(read, found, strict=True)}


def apply_page(
    tx: Tx,
    items: Sequence[FeedLine],
    end: FeedEnd,
    *,
    ahead: Mapping[int, Ahead] | None = None,
    hurry: Callable[[], bool] | None = None,
) -> Applied:
    """Take in one page and move the cursor. Applied twice it changes nothing more.

    `ahead`: what `look_ahead` found. With `hurry` it ends early when somebody waits: the cursor then stands
    behind the last item that was `taken`, and the rest is a page like any other.
    Raises Obstacle NOT_THE_PROVINCE for a page of another epoch or a record that cannot be read: nothing is
    then applied, and nothing ever skipped.
    """
    epoch = tx.one("SELECT epoch FROM device")
    if epoch and epoch["epoch"] not in ("", end.epoch):
        raise Obstacle(Trouble.NOT_THE_PROVINCE, why="the page is of another epoch")
    done: Counter[str] = Counter()
    taken = 0
    while taken < len(items) and not (taken and hurry and hurry()):
        part = items[taken : taken + _PART]
        done.update(word for those in _each_once(part) for word in _take(tx, those, ahead or {}))
        taken += len(part)
    cursor = end.cursor if taken == len(items) else items[taken - 1].seq
    tx.execute(
        "UPDATE device SET cursor = max(cursor, ?), feed_high = ?, epoch = ?, last_contact_at = ?",
        (cursor, end.high, end.epoch, end.server_time),
    )
    return Applied(done["saved"], done["held back"], done["known"])


def adopt(tx: Tx, record_id: str) -> bool:
    """Bring the local record to the province's newest known state, unless an op of ours is open.

    Whether the record changed.
    """
    row = _standing(tx, [record_id])[record_id]
    if row["record_id"] is None or row["busy"] or row["body_version"] < row["server_version"]:
        return False
    if row["seen_version"] >= row["body_version"] and not row["behind"]:
        return False
    tx.execute(
        "UPDATE record_sync SET seen_version = body_version, behind = 0 WHERE record_id = ?", (record_id,)
    )
    if row["deleted"]:
        return False
    return _bring(tx, record_id, row["stem"], row["server_body"].encode())


def _each_once(items: Iterable[FeedLine]) -> Iterator[list[FeedLine]]:
    """A page as the province sends it has each record once; whatever repeats one is taken after it."""
    those: dict[str, FeedLine] = {}
    for item in items:
        if item.record_id in those:
            yield list(those.values())
            those = {}
        those[item.record_id] = item
    if those:
        yield list(those.values())


def _take(tx: Tx, items: list[FeedLine], ahead: Mapping[int, Ahead]) -> list[str]:
    """Take in items of different records. For each item a word of what was done."""
    standing = _standing(tx, [item.record_id for item in items])
    fresh = [
        item
        for item in items
        if (before := standing[item.record_id])["record_id"] is None
        or before["recheck"]
        or not _older(item, before)
    ]
    unknown = [item for item in fresh if standing[item.record_id]["record_id"] is None]
    others = [item for item in fresh if standing[item.record_id]["record_id"] is not None]
    tx.executemany(_NEW, [_row(item, standing[item.record_id]["busy"]) for item in unknown])
    tx.executemany(_NEW + _ELSE, [_row(item, standing[item.record_id]["busy"]) for item in others])
    done = ["known"] * (len(items) - len(fresh))
    new: list[tuple[Stem, Any, search.Entry | None]] = []
    for item in fresh:
        before = standing[item.record_id]
        if before["busy"]:
            done.append("held back")
        elif item.deleted:
            done.append("known")  # a deletion only marks, a person decides
        elif before["record_id"] is None:
            known = ahead.get(item.seq)
            record = _read(tx, item.record_id, item.stem, bytes(item.body), known.record if known else None)
            new += [(Stem(item.stem), record, known.entry if known else None)] if record else []
            done.append("saved" if record else "known")
        else:
            done.append("saved" if _bring(tx, item.record_id, item.stem, bytes(item.body)) else "known")
    entities.save_all(tx, new)
    return done


_NEW = """INSERT INTO record_sync (record_id, stem, seen_version, server_version, body_version, server_body,
        behind, deleted, left_scope) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_ELSE = """ ON CONFLICT (record_id) DO UPDATE SET
        seen_version = iif(excluded.behind, seen_version, excluded.seen_version),
        server_version = excluded.server_version, body_version = excluded.body_version,
        server_body = excluded.server_body, behind = excluded.behind, deleted = excluded.deleted,
        left_scope = excluded.left_scope, recheck = 0"""


def _row(item: FeedLine, busy: int) -> tuple[object, ...]:
    return (
        item.record_id,
        item.stem,
        0 if busy else item.version,
        item.version,
        item.version,
        bytes(item.body).decode(),
        busy,
        int(item.deleted),
        int(item.left_scope),
    )


def _standing(tx: Tx, record_ids: list[str]) -> dict[str, Row]:
    """Each record's row of record_sync (all None if there is none), and whether it is `busy`:

    own ops are unsent, unanswered, or wait for a person.
    """
    rows = tx.execute(
        """SELECT asked.value AS asked, s.*, EXISTS (SELECT 1 FROM op_delivery WHERE record_id = asked.value
                AND (state IN ('new', 'sending', 'deferred')
                    OR (state IN ('conflict', 'rejected') AND closed_by IS NULL))) AS busy
            FROM json_each(?) asked LEFT JOIN record_sync s ON s.record_id = asked.value""",
        (json.dumps(record_ids),),
    )
    return {row["asked"]: row for row in rows}


def _older(item: FeedLine, before: Row) -> bool:
    """Known already, or overtaken by what the province told in the meantime."""
    if item.version == before["body_version"]:
        gone = bool(before["deleted"]), bool(before["left_scope"])
        return (item.deleted, item.left_scope) == gone
    overtaken: bool = item.version < before["server_version"]
    return overtaken


def _bring(tx: Tx, record_id: str, stem: str, body: bytes) -> bool:
    """The local record becomes the province's state. Whether it changed."""
    record = _read(tx, record_id, stem, body)
    if record is None or record == entities.load(tx, Stem(stem), record_id):
        return False
    entities.save(tx, Stem(stem), record)
    return True


def _read(tx: Tx, record_id: str, stem: str, body: bytes, ahead: Any = None) -> Any:
    """The record in a body (JSON), unless it was read `ahead`; None where it is not needed here."""
    if stem not in _STEMS:
        return None  # kept in record_sync for a program that knows the stem
    try:
        record = ahead or groups.read(Stem(stem), body)
    except msgspec.DecodeError as error:
        if _ours(tx, record_id):
            return None  # our own record: what we hold is whole, the province's echo is not needed
        raise Obstacle(Trouble.NOT_THE_PROVINCE, why="a record cannot be read", stem=stem) from error
    if record.id != record_id:
        raise Obstacle(Trouble.NOT_THE_PROVINCE, why="a record under another id", stem=stem)
    return record


def _ours(tx: Tx, record_id: str) -> bool:
    return tx.one("SELECT 1 FROM journal WHERE record_id = ? LIMIT 1", (record_id,)) is not None
