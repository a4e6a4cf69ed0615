"""The province's database: opening it, and whole transactions that are tried again.

`run_tx(work)` calls `work` anew on a serialisation failure, a deadlock, a lock or a lost connection, so
`work` must be pure over the database: no HTTP, no files, no ids or tokens made inside. When the outcome of a
commit is unknown, the dedupe rows make a second run harmless.
"""

from __future__ import annotations

import contextlib
import random
import sqlite3
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Engine, Row, create_engine, event, make_url, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
from sqlalchemy.dialects.postgresql import psycopg
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import Table

from app.domain.obstacles import Obstacle, Trouble
from app.province import schema

T = TypeVar("T")

TRIES = 8
_RETRYABLE = frozenset({"40001", "40P01", "55P03"})
_CONNECTION_LOST = ("08", "57P")
_FULL = frozenset({"53100"})


@dataclass(slots=True)
class Faults:
    """Where a test may strike. In production nothing is set."""

    before_commit: Callable[[Connection], None] | None = None
    after_commit: Callable[[], None] | None = None
    in_record: Callable[[str], None] | None = None
    """called with the id of each record that was written, inside its savepoint"""


class Store:
    """One engine on one database; safe to use from many threads."""

    def __init__(self, url: str, faults: Faults | None = None) -> None:
        self.faults = faults or Faults()
        self._engine = _engine(url)
        # SQLite has one writer; queueing here is fair, polling its lock is not.
        self._turn: contextlib.AbstractContextManager[Any] = (
            threading.Lock() if self._engine.dialect.name == "sqlite" else contextlib.nullcontext()
        )
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def _prepare(self) -> None:
        """Make the tables. Raises Obstacle when a newer province has made them."""
        try:
            schema.METADATA.create_all(self._engine)
        except DBAPIError as error:
            raise _obstacle(error) from error
        found = self.run_tx(_schema_version)
        if found > schema.SCHEMA_VERSION:
            raise Obstacle(Trouble.DATABASE_NEWER, found=found, known=schema.SCHEMA_VERSION)

    def run_tx(self, work: Callable[[Connection], T]) -> T:
        """One write transaction. Raises Obstacle when the database stays out of reach."""
        for attempt in range(1, TRIES + 1):
            try:
                with self._turn, self._engine.begin() as connection:
                    result = work(connection)
                    if self.faults.before_commit:
                        self.faults.before_commit(connection)
                if self.faults.after_commit:
                    self.faults.after_commit()
            except DBAPIError as error:
                if not transient(error):
                    raise _obstacle(error) from error
                if attempt == TRIES:
                    raise Obstacle(Trouble.DATABASE_LOCKED, tries=TRIES) from error
                _pause(attempt)
            else:
                return result
        raise AssertionError("unreachable")

    def read(self, work: Callable[[Connection], T]) -> T:
        """One read transaction; it never waits for a writer. Raises Obstacle."""
        for attempt in range(1, TRIES + 1):
            try:
                with self._engine.connect() as connection:
                    return work(connection.execution_options(only_reads=True))
            except DBAPIError as error:
                if not transient(error):
                    raise _obstacle(error) from error
                if attempt == TRIES:
                    raise Obstacle(Trouble.DATABASE_LOCKED, tries=TRIES) from error
                _pause(attempt)
        raise AssertionError("unreachable")

    def close(self) -> None:
        self._engine.dispose()


def _schema_version(connection: Connection) -> int:
    """The version this database was made with, or has from now on."""
    row = {"scope": schema.PROVINCE, "name": "schema", "value": str(schema.SCHEMA_VERSION)}
    connection.execute(insert_new(connection, schema.facts), row)
    kept = select(schema.facts.c.value).where(
        schema.facts.c.scope == schema.PROVINCE, schema.facts.c.name == "schema"
    )
    return int(connection.execute(kept).scalar_one())


@contextlib.contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """What fails inside is undone alone. Plain SQL: SQLAlchemy's own costs as much as the work inside."""
    connection.exec_driver_sql("SAVEPOINT op")
    try:
        yield
    except Exception as error:
        if not is_transient(error):
            connection.exec_driver_sql("ROLLBACK TO SAVEPOINT op")
            connection.exec_driver_sql("RELEASE SAVEPOINT op")
        raise
    connection.exec_driver_sql("RELEASE SAVEPOINT op")


def insert(connection: Connection, table: Table) -> PostgresInsert | SqliteInsert:
    """INSERT that knows ON CONFLICT, in the words of this connection's database."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)


@cache
def _prepared(dialect: str, table: Table, *, update: bool) -> PostgresInsert | SqliteInsert:
    statement = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    if not update:
        return statement.on_conflict_do_nothing()
    keys = [column.name for column in table.primary_key]
    rest = {column.name: statement.excluded[column.name] for column in table.c if column.name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=rest)


def insert_new(connection: Connection, table: Table) -> PostgresInsert | SqliteInsert:
    """INSERT … ON CONFLICT DO NOTHING, built once; rows go in as parameters."""
    return _prepared(connection.dialect.name, table, update=False)


@cache
def _text(dialect: str, table: Table, *, update: bool) -> str:
    target = sqlite.dialect() if dialect == "sqlite" else psycopg.dialect(paramstyle="format")  # type: ignore[no-untyped-call]
    return str(_prepared(dialect, table, update=update).compile(dialect=target))


def put_rows(
    connection: Connection, table: Table, rows: Sequence[tuple[object, ...]], *, update: bool = False
) -> None:
    """Rows with a value for each column of the table, in its order. A key that is there already stays as it
    is, or with `update` gets the new values. Straight to the driver: a batch has thousands of rows.
    """
    if rows:
        connection.exec_driver_sql(_text(connection.dialect.name, table, update=update), list(rows))


def rows_of(
    connection: Connection, columns: Sequence[Column[Any]], values: Collection[object], **same: str
) -> Sequence[Row[*tuple[Any, ...]]]:
    """These columns of the rows whose first column is one of the values and whose others are the `same`.

    Straight to the driver, as `put_rows`: building the statement would cost more than looking.
    """
    if not values:
        return ()
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    listed = ", ".join(f'"{column.name}"' for column in columns)
    where = " AND ".join(f'"{name}" = {mark}' for name in same)
    marks = ", ".join(mark for _ in values)
    sql = f'SELECT {listed} FROM {columns[0].table} WHERE {where} AND "{columns[0].name}" IN ({marks})'  # noqa: S608
    return connection.exec_driver_sql(sql, (*same.values(), *values)).all()


def transient(error: DBAPIError) -> bool:
    """True when the same transaction, run again from its start, may well succeed."""
    cause = error.orig
    if error.connection_invalidated:
        return True
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or "locked" in str(cause)
    state = getattr(cause, "sqlstate", None)
    if state is None:
        return type(cause).__name__ == "OperationalError"
    return state in _RETRYABLE or state.startswith(_CONNECTION_LOST)


def is_transient(error: Exception) -> bool:
    """The whole transaction must be run again; nothing inside it can be saved."""
    return isinstance(error, DBAPIError) and transient(error)


def _obstacle(error: DBAPIError) -> Exception:
    """Disk trouble in our own words; anything else stays the bug it is."""
    cause = error.orig
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL or getattr(cause, "sqlstate", "") in _FULL:
        return Obstacle(Trouble.DISK_FULL)
    if code == sqlite3.SQLITE_READONLY:
        return Obstacle(Trouble.DISK_READ_ONLY)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return Obstacle(Trouble.DATABASE_DAMAGED)
    if transient(error) or code == sqlite3.SQLITE_CANTOPEN:
        return Obstacle(Trouble.DATABASE_LOCKED, tries=1)
    return error


def _pause(attempt: int) -> None:
    """Jittered, growing, half a second at most."""
    time.sleep(random.uniform(0.5, 1.5) * min(0.5, 0.004 * 2**attempt))  # noqa: S311 - not a secret


def _engine(url: str) -> Engine:
    address = make_url(url)
    if address.get_backend_name() == "postgresql":
        return create_engine(
            address.set(drivername="postgresql+psycopg"), pool_size=8, max_overflow=8, pool_pre_ping=True
        )
    engine = create_engine(address, pool_size=8, max_overflow=8, connect_args={"timeout": 10})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


_SETTINGS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "cache_size=-32768",  # 32 MB: a batch touches pages all over the indexes
    "wal_autocheckpoint=8192",  # 32 MB: the same page is moved into the file once, not by every batch
)


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    """Durable before the receipt: WAL with FULL. The driver's own BEGIN is switched off."""
    connection.isolation_level = None
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")


def _begin_sqlite(connection: Connection) -> None:
    only_reads = connection.get_execution_options().get("only_reads", False)
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")
