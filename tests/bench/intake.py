"""One durable intake with row, search index and journal, against SQL written by hand into the same tables."""

from __future__ import annotations

from pathlib import Path

from app.contract.kinds import Stem
from localdb import journal
from localdb.connection import Database, Tx
from tests.bench.by_hand import TABLES, ByHand
from tests.bench.rows import Row, interleaved, medians
from tests.localdb.desk import KEY, a_full_case, enter

ROUNDS = 400
_OWN = {"op_id", "digest", "prev", "hash", "salt"}
"""columns that differ by chance: ids and salts, and the hashes over them"""


def _held(tx: Tx) -> dict[str, list[tuple[object, ...]]]:
    """Every row the intake writes, without what chance has put in. The chain must be whole."""
    verified = journal.verify(tx)
    assert isinstance(verified, journal.Verified), verified
    held = {}
    for table in (*TABLES, "search_text_docsize", "search_text_data"):
        rows = tx.all(f"SELECT * FROM {table} ORDER BY 1, 2")
        held[table] = [tuple(dict(row)[name] for name in dict(row) if name not in _OWN) for row in rows]
    return held


def rows(folder: Path) -> list[Row]:
    database = Database.open(folder / "ours.db", KEY, create=True)
    hand = ByHand(folder / "by-hand.db")
    cases = [a_full_case() for _ in range(ROUNDS)]
    numbered = iter(cases)
    by_hand = iter(cases)

    def ours() -> None:
        case = next(numbered)
        database.run(lambda tx: enter(tx, Stem.CASES, case))

    try:
        ours_ms, limit_ms = medians(interleaved(ours, lambda: hand.file(next(by_hand)), ROUNDS))
        assert database.read(_held) == _held(Tx(hand.connection)), "the limit holds other rows than we do"
    finally:
        hand.close()
        database.close()
    return [
        Row(
            what="durable intake with index and journal",
            limit="SQL by hand into the same tables",
            ours_ms=ours_ms,
            limit_ms=limit_ms,
            goal=1.6,
        )
    ]
