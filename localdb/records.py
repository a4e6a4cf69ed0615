"""What all record tables share: the whole record as JSON beside the columns that lists and look-ups need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Generic, Protocol, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import force_setattr

from app.domain.typed import decoder
from localdb.connection import Tx


class Record(Protocol):
    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=Record)
_encode = msgspec.json.Encoder().encode


class Shelf(Struct, Generic[R], frozen=True):
    """One record table. `columns`: name -> how to read it from the record (besides `id` and `body`)."""

    table: str
    kind: type[R]
    columns: Mapping[str, Callable[[R], object]]
    _upsert: str = ""
    _decoder: Any = None
    """made with the shelf"""

    def __post_init__(self) -> None:
        names = ("id", *self.columns, "body")
        listed, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
        changed = ", ".join(f'"{name}" = excluded."{name}"' for name in names[1:])
        upsert = (
            f"INSERT INTO {self.table} ({listed}) VALUES ({marks})"  # noqa: S608 (own names)
            f" ON CONFLICT (id) DO UPDATE SET {changed}"
        )
        force_setattr(self, "_upsert", upsert)
        force_setattr(self, "_decoder", decoder(self.kind))

    def put(self, tx: Tx, *records: R) -> None:
        """Write or replace these records."""
        reads = tuple(self.columns.values())
        tx.executemany(
            self._upsert,
            [(record.id, *[read(record) for read in reads], _encode(record).decode()) for record in records],
        )

    def get(self, tx: Tx, record_id: str) -> R | None:
        return self.decoded(tx.one(f"SELECT body FROM {self.table} WHERE id = ?", (record_id,)))  # noqa: S608

    def by_number(self, tx: Tx, number: str) -> R | None:
        """The record with this number; the first written one if a foreign desk repeats it."""
        sql = f"SELECT body FROM {self.table} WHERE number = ? ORDER BY at_ms, id LIMIT 1"  # noqa: S608
        return self.decoded(tx.one(sql, (number,)))

    def decoded(self, row: Any) -> R | None:
        if row is None:
            return None
        record: R = self._decoder.decode(row["body"])
        return record


def at_ms(stamp: str) -> int:
    """Milliseconds since 1970 UTC of an ISO 8601 stamp; 0 when there is none. No offset: taken as UTC."""
    if not stamp:
        return 0
    at = datetime.fromisoformat(stamp)
    return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() * 1000)


def day_of(stamp: str) -> str:
    """The local date of a stamp, ISO."""
    return stamp[:10]
