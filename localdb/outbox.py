"""Ops on their way up: what is sent next, and what the province answered to each."""

from __future__ import annotations

import json
from collections.abc import Iterable

from msgspec import Struct

from app.contract.wire import Op, OpAnswer, PushHeader, PushReply, Verdict, anchor_message
from app.domain.obstacles import Obstacle, Trouble
from localdb.connection import Tx
from localdb.delivery import UNSENT
from localdb.feed import adopt
from localdb.journal import keep_anchor, ops_in

MAX_OPS = 500
MAX_BYTES = 512_000

_DELIVERED = ("applied", "duplicate")


class Settled(Struct, frozen=True):
    """What one reply changed. `anchored` False: a head was sent and the province did not sign it."""

    settled: int
    """ops that left the queue"""
    parked: int
    """of these, ops that a person must look at"""
    anchored: bool


def unsent(tx: Tx, max_ops: int = MAX_OPS, max_bytes: int = MAX_BYTES) -> list[Op]:
    """The next ops in n order, at least one if there is any. Ops of a parked record wait."""
    rows = tx.execute(
        f"""SELECT d.seq, length(CAST(b.body AS BLOB)) AS size
            FROM op_delivery d JOIN journal_bodies b ON b.seq = d.seq
            WHERE d.{UNSENT} ORDER BY d.seq LIMIT ?""",  # noqa: S608 (constant)
        (max_ops,),
    )
    chosen: list[int] = []
    total = 0
    for row in rows:
        total += row["size"]
        if chosen and total > max_bytes:
            break
        chosen.append(row["seq"])
    return list(ops_in(tx, chosen))


def mark_sending(tx: Tx, ops: Iterable[Op]) -> None:
    """Before the request leaves: from now on these may have arrived."""
    tx.executemany(
        "UPDATE op_delivery SET state = 'sending', attempts = attempts + 1 WHERE seq = ?",
        [(op.n,) for op in ops],
    )


def settle(tx: Tx, reply: PushReply, header: PushHeader | None = None) -> Settled:
    """Write down what was answered to each op. A second time it changes nothing.

    With the `header` that was sent, the signature over our head is checked and kept. Raises Obstacle
    NOT_THE_PROVINCE when an answer is about an op this desk does not have, or the signature is forged.
    """
    left = [_answer(tx, answer, reply.server_time) for answer in reply.answers]
    tx.execute(
        """UPDATE device SET acked_n = max(acked_n, ?), feed_high = max(feed_high, ?), last_contact_at = ?,
            epoch = iif(epoch = '', ?, epoch)""",
        (reply.acked_n, reply.feed_high, reply.server_time, reply.epoch),
    )
    parked = sum(1 for answer in reply.answers if answer.verdict in (Verdict.CONFLICT, Verdict.REJECTED))
    return Settled(sum(left), parked, _anchor(tx, reply, header))


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


def _answer(tx: Tx, answer: OpAnswer, at: str) -> bool:
    """Whether the op leaves the queue by this answer."""
    row = tx.one(
        """SELECT d.record_id, d.state, j.op_id, j.stem FROM op_delivery d JOIN journal j USING (seq)
            WHERE seq = ?""",
        (answer.n,),
    )
    if row is None or row["op_id"] != answer.op_id:
        raise Obstacle(Trouble.NOT_THE_PROVINCE, why="answers an op that is not ours", n=answer.n)
    if row["state"] in _DELIVERED:
        return False  # a late or repeated reply takes nothing back
    version = answer.version or answer.server_version
    _note_answer(tx, answer, version, at)
    delivered = answer.verdict.value in _DELIVERED
    # nothing between what we had seen and our own op: so we have seen that too
    held = tx.one(
        """INSERT INTO record_sync (record_id, stem, server_version, seen_version)
            VALUES (?1, ?2, ?3, ?4 AND ?3 = 1)
            ON CONFLICT (record_id) DO UPDATE SET
                server_version = max(server_version, ?3),
                seen_version = iif(?4 AND seen_version = ?3 - 1, ?3, seen_version)
            RETURNING seen_version, body_version, server_version, behind""",
        (row["record_id"], row["stem"], version, delivered),
    )
    if delivered and held and held["body_version"] >= held["server_version"]:
        adopt(tx, row["record_id"])
    return answer.verdict is not Verdict.DEFERRED


def _note_answer(tx: Tx, answer: OpAnswer, version: int, at: str) -> None:
    tx.execute(
        """UPDATE op_delivery SET state = ?, code = ?, field = ?, fields = ?, receipt = ?, version = ?,
            waiting_for = ?, answered_at = ? WHERE seq = ?""",
        (
            answer.verdict.value,
            answer.code,
            answer.field,
            json.dumps(answer.fields),
            answer.receipt,
            version,
            answer.waiting_for,
            at,
            answer.n,
        ),
    )


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
