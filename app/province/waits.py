"""What an op may have to wait for: a missing predecessor, or a person's decision on an open conflict."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select

from app.contract import wire
from app.province.books import Books
from app.province.schema import conflicts, waiting
from app.province.store import insert

PATIENCE_S = 7 * 86_400
"""how long a missing predecessor is waited for before a person must look"""


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """The op of this install that clashed first; later ones on the record wait for the person's pick."""

    op_id: str
    n: int
    server_version: int


def open_conflict(books: Books, record_id: str) -> OpenConflict | None:
    row = books.connection.execute(
        select(conflicts.c.op_id, conflicts.c.n, conflicts.c.server_version).where(
            conflicts.c.scope == books.desk.scope,
            conflicts.c.record_id == record_id,
            conflicts.c.install == books.desk.install,
        )
    ).one_or_none()
    return OpenConflict(row.op_id, row.n, row.server_version) if row else None


def put_conflict(books: Books, op: wire.Op, server_version: int) -> None:
    books.connection.execute(
        insert(books.connection, conflicts)
        .values(
            scope=books.desk.scope,
            record_id=op.record_id,
            install=books.desk.install,
            op_id=op.op_id,
            n=op.n,
            server_version=server_version,
        )
        .on_conflict_do_nothing()
    )


def end_conflict(books: Books, record_id: str) -> None:
    """The person's pick has been applied."""
    books.connection.execute(
        delete(conflicts).where(
            conflicts.c.scope == books.desk.scope,
            conflicts.c.record_id == record_id,
            conflicts.c.install == books.desk.install,
        )
    )


def waited_too_long(books: Books, op: wire.Op, waiting_for: str) -> bool:
    """Note that this op waits; True when it has waited seven days by the province's clock."""
    books.connection.execute(
        insert(books.connection, waiting)
        .values(
            scope=books.desk.scope,
            op_id=op.op_id,
            install=books.desk.install,
            waiting_for=waiting_for,
            since=books.now,
        )
        .on_conflict_do_nothing()
    )
    since = books.connection.execute(
        select(waiting.c.since).where(waiting.c.scope == books.desk.scope, waiting.c.op_id == op.op_id)
    ).scalar_one()
    return bool(books.now - since > PATIENCE_S)
