"""The serial inside a human number: one count per kind, series and day. Never given twice."""

from __future__ import annotations

from datetime import date

from localdb.connection import Tx

LAST = 9999
"""Four digits on paper."""


def take(tx: Tx, kind_digit: str, series: str, day: date) -> int:
    """The next serial, 1 to 9999; 10000 when the day's numbers are used up (nothing is stored then).

    Part of the deed's transaction: a deed that is rolled back gives its number back unseen.
    """
    key = (str(kind_digit), series, day.isoformat())
    row = tx.one("SELECT last FROM numbers WHERE kind = ? AND series = ? AND day = ?", key)
    if row is None:
        tx.execute("INSERT INTO numbers (kind, series, day, last) VALUES (?, ?, ?, 1)", key)
        return 1
    serial: int = row["last"] + 1
    if serial <= LAST:
        tx.execute("UPDATE numbers SET last = ? WHERE kind = ? AND series = ? AND day = ?", (serial, *key))
    return serial
