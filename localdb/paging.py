"""Lists for screens: newest first, by key from the last row seen, filtered in SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar

from msgspec import Struct

from localdb.connection import Tx
from localdb.delivery_words import WORST_OF_RECORD, word_of
from localdb.search import matching_records

T = TypeVar("T")

MOST = 1000
"""No list asks for more at once; the rest is another page."""


class Filter(Struct, frozen=True, kw_only=True):
    """What a list is narrowed to; empty means all. Dates are ISO and inclusive; `number` is a beginning.

    `status` holds values of the record's own status word; `text` is found anywhere in names, titles, numbers.
    """

    status: tuple[str, ...] = ()
    number: str = ""
    text: str = ""
    since: str = ""
    until: str = ""
    clerk_id: str = ""
    outlet: str = ""
    window: str = ""
    visit_id: str = ""


class Listing(Struct, Generic[T], frozen=True):
    """One list: its table, its row, and the columns that fill it, each with its type in the row.

    The delivery word comes last. Table and columns are constants of the code, never input.
    """

    table: str
    row: Callable[..., T]
    columns: Mapping[str, Callable[[Any], object]]

    def page(self, tx: Tx, wanted: Filter | None, after: str | None, limit: int) -> list[T]:
        """At most `limit` rows, newest first, after the row with id `after`."""
        where, params = _conditions(wanted or Filter())
        if after is not None:
            where.append(f"(r.at_ms, r.id) < (SELECT at_ms, id FROM {self.table} WHERE id = ?)")  # noqa: S608
            params.append(after)
        narrowed = f"WHERE {' AND '.join(where)}" if where else ""
        order = "ORDER BY r.at_ms DESC, r.id DESC LIMIT ?"
        return self._rows(tx, f"{narrowed} {order}", (*params, max(0, min(limit, MOST))))

    def those(self, tx: Tx, ids: Iterable[str]) -> list[T]:
        """The rows with these ids, in this order."""
        return [row for found in ids for row in self._rows(tx, "WHERE r.id = ?", (found,))]

    def _rows(self, tx: Tx, rest: str, params: tuple[object, ...]) -> list[T]:
        names = ", ".join(f'r."{name}"' for name in self.columns)
        sql = f"SELECT {names}, {WORST_OF_RECORD} FROM {self.table} r {rest}"  # noqa: S608 (constants, marks)
        turns = (*self.columns.values(), word_of)
        return [
            self.row(*(turn(value) for turn, value in zip(turns, row, strict=True)))
            for row in tx.all(sql, params)
        ]


def as_it_is(value: object) -> object:
    return value


def _conditions(wanted: Filter) -> tuple[list[str], list[object]]:
    where: list[str] = []
    params: list[object] = []
    if wanted.status:
        where.append(f"r.status IN ({', '.join('?' * len(wanted.status))})")
        params += wanted.status
    if wanted.number:
        where.append("r.number >= ? AND r.number < ?")
        params += (wanted.number, wanted.number + "\U0010ffff")
    if wanted.since:
        where.append("r.day >= ?")
        params.append(wanted.since)
    if wanted.until:
        where.append("r.day <= ?")
        params.append(wanted.until)
    for column in ("clerk_id", "outlet", "window", "visit_id"):
        if value := getattr(wanted, column):
            where.append(f'r."{column}" = ?')
            params.append(value)
    if wanted.text.strip():
        condition, more = matching_records(wanted.text)
        where.append(f"r.id IN ({condition})")
        params += more
    return where, params
