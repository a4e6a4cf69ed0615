"""A record as the province holds it: merged groups, who changed each last, and the row it is kept in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Row

from app.contract.kinds import Stem
from app.domain.typed import decoder
from app.province.entities import ENTITIES
from app.province.entities.reading import fields_of
from app.province.entities.ruling import Known

_STAMPS = decoder(dict[str, tuple[int, str, int]])


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who changed a group last, and at which version of the record."""

    version: int
    install: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordState:
    """`window` made it; `op_id` and `install` changed it last; `void_install` not empty: closed for good."""

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

    def row(self, scope: str) -> dict[str, object]:
        stamps = {group: (stamp.version, stamp.install, stamp.n) for group, stamp in self.stamps.items()}
        return {
            "scope": scope,
            "record_id": self.record_id,
            "stem": self.stem,
            "version": self.version,
            "seq": self.seq,
            "op_id": self.op_id,
            "install": self.install,
            "window": self.window,
            "body": msgspec.json.encode(self.body).decode(),
            "stamps": msgspec.json.encode(stamps).decode(),
            "void_install": self.void_install,
            "void_n": self.void_n,
            "refers_to": self.refers_to,
            "page": self.page,
        }


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
        stamps={group: Stamp(*stamp) for group, stamp in _STAMPS.decode(row.stamps).items()},
        void_install=row.void_install,
        void_n=row.void_n,
        refers_to=row.refers_to,
        page=row.page,
    )
