"""A record as the province holds it: merged groups, who changed each last, and the row it is kept in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Row

from app.contract.kinds import Stem
from app.domain.typed import decoder
from app.province.entities import ENTITIES
from app.province.entities.reading import fields_of
from app.province.entities.ruling import Known


class Stamp(msgspec.Struct, frozen=True, array_like=True):
    """Who changed a group last, and at which version of the record."""

    version: int
    install: str
    n: int


class RecordState(msgspec.Struct, frozen=True, kw_only=True):
    """`window` made it; `op_id` and `install` changed it last; `void_install` not empty: closed for good.

    A Struct, not a dataclass: each op of a batch makes two or three of them.
    """

    record_id: str
    stem: str
    version: int = 0
    seq: int = 0
    op_id: str = ""
    install: str = ""
    window: str
    body: Mapping[str, Any]
    stamps: Mapping[str, Stamp]
    void_install: str = ""
    void_n: int = 0
    refers_to: str = ""
    page: str = ""

    @property
    def closed(self) -> bool:
        return bool(self.void_install)

    @property
    def known(self) -> Known:
        """As the rules of other records see it."""
        fields = fields_of(ENTITIES[Stem(self.stem)], self.body)
        return Known(record_id=self.record_id, stem=self.stem, fields=fields, closed=self.closed)

    def row(self, scope: str, body: str = "") -> tuple[object, ...]:
        """In the order of the table's columns. `body`: as JSON, where it is at hand."""
        return (
            scope,
            self.record_id,
            self.stem,
            self.version,
            self.seq,
            self.op_id,
            self.install,
            self.window,
            body or _encode(self.body).decode(),
            _encode(self.stamps).decode(),
            self.void_install,
            self.void_n,
            self.refers_to,
            self.page,
        )


_encode = msgspec.json.Encoder().encode
_STAMPS = decoder(dict[str, Stamp])


def of_row(row: Row[*tuple[Any, ...]]) -> RecordState:
    return RecordState(
        record_id=row.record_id,
        stem=row.stem,
        version=row.version,
        seq=row.seq,
        op_id=row.op_id,
        install=row.install,
        window=row.window,
        body=msgspec.json.decode(row.body),
        stamps=_STAMPS.decode(row.stamps),
        void_install=row.void_install,
        void_n=row.void_n,
        refers_to=row.refers_to,
        page=row.page,
    )
