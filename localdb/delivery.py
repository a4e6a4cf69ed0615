"""What people are told about delivery: per record in four words, for the whole desk in a few counts."""

from __future__ import annotations

from msgspec import Struct

from localdb.connection import Tx
from localdb.delivery_words import RANK, DeliveryWord, word_of

NEEDS_YOU = "state IN ('conflict', 'rejected') AND closed_by IS NULL"
"""SQL over op_delivery: an op that waits for a person, and parks its record."""

_PARKED = f"SELECT record_id FROM op_delivery WHERE {NEEDS_YOU}"  # noqa: S608 (constant)
UNSENT = f"state IN ('new', 'sending', 'deferred') AND record_id NOT IN ({_PARKED})"
"""SQL over op_delivery: an op that goes up by itself."""


class Delivery(Struct, frozen=True):
    """The worst of a record's ops. `receipt` and `at` are of its newest delivered op.

    `code` and `field` say what a person must look at (needs_you only).
    """

    word: DeliveryWord
    receipt: str = ""
    at: str = ""
    code: str = ""
    field: str = ""


class Counts(Struct, frozen=True):
    """Ops of this desk. Everything undelivered = `unsent` + `waiting` + `parked`."""

    unsent: int
    """go up by themselves"""
    waiting: int
    """behind a parked op of the same record"""
    parked: int
    """refused or in conflict, not yet settled by a person"""
    needs_you: int
    """records with a parked op"""
    sending: int
    """of the unsent: sent at least once, no final answer yet"""
    oldest_at: str
    """captured_at of the oldest op that is not delivered, empty if there is none"""
    delivered: int
    delivered_today: int | None
    """with a receipt of the asked day (the province's date); None when no day was asked for"""


def delivery_of(tx: Tx, record_id: str) -> Delivery:
    """A record that came from the province and was never changed here counts as delivered."""
    worst = tx.one(
        f"SELECT {RANK} AS rank, state, code, field, fields FROM op_delivery WHERE record_id = ?"  # noqa: S608
        " ORDER BY rank DESC, seq DESC LIMIT 1",
        (record_id,),
    )
    if worst is None:
        came = tx.one("SELECT 1 FROM record_sync WHERE record_id = ?", (record_id,))
        return Delivery(DeliveryWord.DELIVERED if came else DeliveryWord.SAVED)
    word = word_of(worst["rank"])
    receipt, at = _receipt(tx, record_id)
    if word is not DeliveryWord.NEEDS_YOU:
        return Delivery(word, receipt, at)
    return Delivery(word, receipt, at, worst["code"] or worst["state"], worst["field"])


def counts(tx: Tx, day: str | None = None) -> Counts:
    """`day`: ISO date for `delivered_today`."""
    sums = tx.one(
        f"""SELECT
            (SELECT count(*) FROM op_delivery WHERE {UNSENT}) AS unsent,
            (SELECT count(*) FROM op_delivery WHERE state IN ('new', 'sending', 'deferred')) AS up,
            (SELECT count(*) FROM op_delivery WHERE {NEEDS_YOU}) AS parked,
            (SELECT count(DISTINCT record_id) FROM op_delivery WHERE {NEEDS_YOU}) AS records,
            (SELECT count(*) FROM op_delivery WHERE {UNSENT} AND state <> 'new') AS sending,
            (SELECT count(*) FROM op_delivery WHERE state IN ('applied', 'duplicate')) AS delivered,
            (SELECT captured_at FROM journal WHERE seq = (SELECT min(seq) FROM (
                SELECT min(seq) AS seq FROM op_delivery WHERE state IN ('new', 'sending', 'deferred')
                UNION ALL SELECT min(seq) FROM op_delivery WHERE {NEEDS_YOU}))) AS oldest"""  # noqa: S608
    )
    if sums is None:
        raise LookupError("no counts")
    return Counts(
        unsent=sums["unsent"],
        waiting=sums["up"] - sums["unsent"],
        parked=sums["parked"],
        needs_you=sums["records"],
        sending=sums["sending"],
        oldest_at=sums["oldest"] or "",
        delivered=sums["delivered"],
        delivered_today=None if day is None else _delivered_on(tx, day),
    )


def _receipt(tx: Tx, record_id: str) -> tuple[str, str]:
    row = tx.one(
        """SELECT receipt, answered_at FROM op_delivery
            WHERE record_id = ? AND state IN ('applied', 'duplicate') ORDER BY seq DESC LIMIT 1""",
        (record_id,),
    )
    return (row["receipt"], row["answered_at"]) if row else ("", "")


def _delivered_on(tx: Tx, day: str) -> int:
    row = tx.one(
        """SELECT count(*) FROM op_delivery WHERE answered_at >= ?1 AND answered_at < ?1 || '~'
            AND state IN ('applied', 'duplicate')""",
        (day,),
    )
    return row[0] if row else 0
