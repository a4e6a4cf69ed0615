"""State down: the latest version of each record of a scope, by feed position, in bounded pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from app.contract import wire
from app.province.problems import RequestRefused
from app.province.schema import records, scopes

MAX_ROWS = 2000
MAX_PAGE_BYTES = 4 * 1024 * 1024
"""a page ends when it has grown beyond this; a desk takes 8 MiB at most"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question for news. `epoch` empty: the desk did not say."""

    scope: str
    cursor: int
    limit: int
    epoch: str


@dataclass(frozen=True, slots=True)
class Page:
    """NDJSON lines of a page without its `FeedEnd`, and where it ends."""

    lines: tuple[bytes, ...]
    cursor: int
    high: int

    @property
    def more(self) -> bool:
        return self.cursor < self.high


def read_page(connection: Connection, asked: Asked, epoch: str) -> Page:
    """Records after the cursor. Raises RequestRefused 409 `must_resync`.

    `high` is read first: what commits later has a higher position and belongs to a later page.
    """
    scope = connection.execute(
        select(scopes.c.high, scopes.c.horizon).where(scopes.c.scope == asked.scope)
    ).one()
    foreign = bool(asked.epoch) and asked.epoch != epoch
    if asked.cursor and (foreign or asked.cursor > scope.high or asked.cursor < scope.horizon):
        raise RequestRefused(409, "must_resync", "this cursor is not valid here: read from 0 and compare")
    lines: list[bytes] = []
    size, cursor = 0, asked.cursor
    rows = connection.execute(
        select(
            records.c.record_id,
            records.c.stem,
            records.c.version,
            records.c.seq,
            records.c.op_id,
            records.c.install,
            records.c.body,
        )
        .where(records.c.scope == asked.scope, records.c.seq > asked.cursor, records.c.seq <= scope.high)
        .order_by(records.c.seq)
        .limit(asked.limit),
        execution_options={"yield_per": 200},
    )
    with rows:
        for row in rows:
            lines.append(_line(row))
            size, cursor = size + len(lines[-1]), row.seq
            if size > MAX_PAGE_BYTES:
                break
        else:
            cursor = cursor if len(lines) == asked.limit else scope.high
    return Page(tuple(lines), cursor, scope.high)


def _line(row: Row[*tuple[Any, ...]]) -> bytes:
    return msgspec.json.encode(
        wire.FeedLine(
            record_id=row.record_id,
            stem=row.stem,
            version=row.version,
            seq=row.seq,
            op_id=row.op_id,
            install=row.install,
            body=msgspec.Raw(row.body.encode()),
        )
    )


def end_of(page: Page, epoch: str, server_time: str) -> bytes:
    return msgspec.json.encode(
        wire.FeedEnd(cursor=page.cursor, high=page.high, epoch=epoch, more=page.more, server_time=server_time)
    )


def high_of(connection: Connection, scope: str) -> int:
    return int(connection.execute(select(scopes.c.high).where(scopes.c.scope == scope)).scalar_one())
