"""Ops on their way up: what is sent next, and what the province answered to each."""

from __future__ import annotations

import json
from collections.abc import Iterable

from msgspec import Struct

from app.contract.wire import Op, OpAnswer, PushHeader, PushReply, Verdict, anchor_message
from app.domain.obstacles import Obstacle, Trouble
from localdb.connection import Tx
from localdb.delivery import UNSENT
from localdb.journal import keep_anchor, ops_in

MAX_OPS = 500
MAX_BYTES = 512_000

_DELIVERED = ("applied", "duplicate")
_LISTED = "(SELECT value FROM json_each(?))"
"""SQL: one of the values that are given as a JSON list"""


class Settled(Struct, frozen=True):
    """What one reply changed. `anchored` False: a head was sent and the province did not sign it."""

    settled: int
    """ops that left the queue"""
    parked: int
    """of these, ops that a person must look at"""
    anchored: bool


class _News(Struct, frozen=True):
    """An answer that changes something here."""

    answer: OpAnswer
    record_id: str
    stem: str

    @property
    def version(self) -> int:
        return self.answer.version or self.answer.server_version

    @property
    def delivered(self) -> bool:
        return self.answer.verdict in (Verdict.APPLIED, Verdict.DUPLICATE)


def unsent(tx: Tx, max_ops: int = MAX_OPS, max_bytes: int = MAX_BYTES, *, after: int = 0) -> list[Op]:
    """The next ops in n order, at least one if there is any. Ops of a parked record wait.

    `after`: only those behind this n.
    """
    chosen: list[Op] = []
    total = 0
    due = f"SELECT seq FROM op_delivery WHERE {UNSENT} AND seq > ? ORDER BY seq LIMIT ?"  # noqa: S608
    for op, size in ops_in(tx, due, (after, max_ops)):
        total += size
        if chosen and total > max_bytes:
            break
        chosen.append(op)
    return chosen


def mark_sending(tx: Tx, ops: Iterable[Op]) -> None:
    """Before the request leaves: from now on these may have arrived."""
    tx.execute(
        f"UPDATE op_delivery SET state = 'sending', attempts = attempts + 1 WHERE seq IN {_LISTED}",  # noqa: S608
        (json.dumps([op.n for op in ops]),),
    )


def unmark(tx: Tx, ops: Iterable[Op]) -> None:
    """They were marked and have not left: nothing is said of them that is not so."""
    tx.execute(
        f"""UPDATE op_delivery SET attempts = attempts - 1, state = iif(attempts = 1, 'new', state)
            WHERE state = 'sending' AND seq IN {_LISTED}""",  # noqa: S608
        (json.dumps([op.n for op in ops]),),
    )


def settle(tx: Tx, reply: PushReply, header: PushHeader | None = None) -> Settled:
    """Write down what was answered to each op. A second time it changes nothing.

    With the `header` that was sent, the signature over our head is checked and kept. Raises Obstacle
    NOT_THE_PROVINCE when an answer is about an op this desk does not have, or the signature is forged.
    """
    news = _news(tx, reply.answers)
    _note_answers(tx, news, reply.server_time)
    _note_versions(tx, news)
    _pass_own(tx, news, reply.epoch)
    tx.execute(
        """UPDATE device SET acked_n = max(acked_n, ?), feed_high = max(feed_high, ?), last_contact_at = ?,
            epoch = iif(epoch = '', ?, epoch)""",
        (reply.acked_n, reply.feed_high, reply.server_time, reply.epoch),
    )
    parked = sum(1 for answer in reply.answers if answer.verdict in (Verdict.CONFLICT, Verdict.REJECTED))
    left = sum(1 for one in news if one.answer.verdict is not Verdict.DEFERRED)
    return Settled(left, parked, _anchor(tx, reply, header))


def park(tx: Tx, n: int, code: str) -> None:
    """Set an op aside that can never be sent as it is; a person decides, the record waits."""
    tx.execute(
        f"UPDATE op_delivery SET state = 'rejected', code = ? WHERE seq = ? AND state NOT IN {_DELIVERED}",  # noqa: S608
        (code, n),
    )


def requeue_above(tx: Tx, n: int) -> int:
    """The province has lost what it confirmed above n: send all of it again, in order. How many.

    What a person has settled stays settled.
    """
    done = tx.execute(
        """UPDATE op_delivery SET state = 'new', code = '', field = '', fields = '[]', waiting_for = ''
            WHERE seq > ? AND state <> 'new' AND closed_by IS NULL""",
        (n,),
    )
    tx.execute("UPDATE device SET acked_n = min(acked_n, ?)", (n,))
    tx.execute(
        """UPDATE record_sync SET recheck = 1 WHERE record_id IN
            (SELECT record_id FROM op_delivery WHERE seq > ?)""",
        (n,),
    )
    count: int = done.rowcount
    return count


def _news(tx: Tx, answers: Iterable[OpAnswer]) -> list[_News]:
    """Answers to ops that have no receipt yet: a late or repeated reply takes nothing back."""
    rows = tx.execute(
        f"""SELECT seq, d.record_id, d.state, j.op_id, j.stem FROM op_delivery d JOIN journal j USING (seq)
            WHERE seq IN {_LISTED}""",  # noqa: S608 (constant)
        (json.dumps([answer.n for answer in answers]),),
    )
    asked = {row["seq"]: row for row in rows}
    news: list[_News] = []
    for answer in answers:
        row = asked.get(answer.n)
        if row is None or row["op_id"] != answer.op_id:
            raise Obstacle(Trouble.NOT_THE_PROVINCE, why="answers an op that is not ours", n=answer.n)
        if row["state"] not in _DELIVERED:
            news.append(_News(answer, row["record_id"], row["stem"]))
    return news


def _note_answers(tx: Tx, news: Iterable[_News], at: str) -> None:
    tx.executemany(
        """UPDATE op_delivery SET state = ?, code = ?, field = ?, fields = ?, receipt = ?, version = ?,
            waiting_for = ?, answered_at = ? WHERE seq = ?""",
        [
            (
                answer.verdict.value,
                answer.code,
                answer.field,
                json.dumps(answer.fields) if answer.fields else "[]",
                answer.receipt,
                one.version,
                answer.waiting_for,
                at,
                answer.n,
            )
            for one in news
            for answer in (one.answer,)
        ],
    )


def _note_versions(tx: Tx, news: Iterable[_News]) -> None:
    """How far the province is with each record, and with which state this desk is level.

    Nothing between what we had seen and our own op: so we have seen that too. The first version of a record
    is what our op carried, so the province need not send it back.
    """
    tx.executemany(
        """INSERT INTO record_sync (record_id, stem, server_version, seen_version, body_version, server_body)
            VALUES (?1, ?2, ?3, ?4 AND ?3 = 1, ?4 AND ?3 = 1,
                iif(?4 AND ?3 = 1, (SELECT body FROM journal_bodies WHERE seq = ?5), ''))
            ON CONFLICT (record_id) DO UPDATE SET
                server_version = max(server_version, ?3),
                seen_version = iif(?4 AND seen_version = ?3 - 1, ?3, seen_version)""",
        [(one.record_id, one.stem, one.version, one.delivered, one.answer.n) for one in news],
    )
    behind = tx.all(
        f"""SELECT record_id FROM record_sync WHERE record_id IN {_LISTED}
            AND body_version >= server_version AND (seen_version < body_version OR behind)""",  # noqa: S608
        (json.dumps([one.record_id for one in news if one.delivered]),),
    )
    if behind:
        from localdb.feed import adopt

        for row in behind:
            adopt(tx, row["record_id"])


def _pass_own(tx: Tx, news: Iterable[_News], epoch: str) -> None:
    """Move the cursor over places of the feed that hold nothing but what this desk has written itself.

    As far as there is no gap: a place that is not ours is left to the feed, and all behind it.
    """
    places = {one.answer.seq: one for one in news if one.delivered and one.answer.seq}
    device = tx.one("SELECT cursor, epoch FROM device")
    if device is None or device["epoch"] != epoch or device["cursor"] + 1 not in places:
        return
    held = tx.execute(
        f"SELECT record_id, body_version FROM record_sync WHERE record_id IN {_LISTED} AND NOT recheck",  # noqa: S608
        (json.dumps([one.record_id for one in places.values()]),),
    )
    versions = {row["record_id"]: row["body_version"] for row in held}
    cursor = device["cursor"]
    while (one := places.get(cursor + 1)) and versions.get(one.record_id, 0) >= one.version:
        cursor += 1
    tx.execute("UPDATE device SET cursor = ?", (cursor,))


def _anchor(tx: Tx, reply: PushReply, header: PushHeader | None) -> bool:
    if header is None or not header.head_seq:
        return True
    if not reply.anchor:
        return False
    row = tx.one("SELECT json_extract(nullif(enrolment, ''), '$.province_key') AS key FROM device")
    if row and row["key"]:
        _check_signature(row["key"], reply.anchor, header)
    keep_anchor(
        tx,
        install=header.install,
        seq=header.head_seq,
        hash_hex=header.head_hash,
        signature=reply.anchor,
        at=reply.server_time,
    )
    return True


def _check_signature(key: str, signature: str, header: PushHeader) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    told = anchor_message(header.install, header.head_seq, header.head_hash)
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), told)
    except (InvalidSignature, ValueError) as error:
        raise Obstacle(Trouble.NOT_THE_PROVINCE, why="the signature over our journal is forged") from error
