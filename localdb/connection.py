"""The one database thread: deeds run on it whole, one after another, each in one transaction."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, TypeAlias, TypeVar

from app.domain.refusals import Refused
from localdb.copying import findings
from localdb.driver_errors import obstacles
from localdb.lock import InstanceLock
from localdb.migrate import finish, migrate
from localdb.opening import Connection, connect

T = TypeVar("T")
_LOG_PAGES = 1_000
"""SQLite's own: from so many pages on, a commit moves the log into the file"""
BULK_LOG_PAGES = 16_384
"""64 MB, the most a log grows to in bulk"""
Row: TypeAlias = Any
"""One row: by position, by name, `keys()`; unpacks like a tuple."""
Params: TypeAlias = Sequence[object] | Mapping[str, object]


class Tx:
    """An open transaction. Good only inside the work it was handed to, on the database thread."""

    __slots__ = ("_connection", "_kept", "_waiting")

    def __init__(self, connection: Connection, waiting: Collection[object] = ()) -> None:
        self._connection: Connection | None = connection
        self._waiting = waiting
        self._kept: list[Callable[[Tx], object]] = []

    @property
    def connection(self) -> Connection:
        """The driver's connection, for libraries that want one (sqlite_utils)."""
        if self._connection is None:
            raise RuntimeError("the transaction is over")
        return self._connection

    def execute(self, sql: str, params: Params = ()) -> Any:
        """The driver's cursor: `rowcount`, `lastrowid`, iterable over rows."""
        return self.connection.execute(sql, params)

    def executemany(self, sql: str, rows: Iterable[Params]) -> Any:
        return self.connection.executemany(sql, rows)

    def one(self, sql: str, params: Params = ()) -> Row | None:
        """The first row, if any."""
        return self.execute(sql, params).fetchone()

    def all(self, sql: str, params: Params = ()) -> list[Row]:
        found: list[Row] = self.execute(sql, params).fetchall()
        return found

    def even_if_refused(self, work: Callable[[Tx], object]) -> None:
        """Do `work` at the end, and also when the deed is refused and rolled back (a counted failure).

        Not done when the deed raises.
        """
        self._kept.append(work)

    @property
    def others_wait(self) -> bool:
        """Somebody else has a deed for the database thread: long work ends where it may."""
        return bool(self._waiting)

    def finish(self) -> None:
        """No further statement through this object."""
        self._connection = None

    def do_kept(self) -> None:
        for work in self._kept:
            work(self)

    @property
    def has_kept(self) -> bool:
        return bool(self._kept)


def refused(result: object) -> bool:
    """Whether a deed said no: a Refused, alone or among the members of a returned tuple."""
    members = result if isinstance(result, tuple) else (result,)
    return any(isinstance(member, Refused) for member in members)


class Database:
    """An open, encrypted, migrated database. Build with `open`; any thread may call its methods."""

    def __init__(self, path: Path, key: bytes, lock: InstanceLock) -> None:
        self.path = path
        self.key = key
        self._lock = lock
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="database")
        self._waiting: deque[object] = deque()
        """one entry for each deed that was handed in and has not begun"""
        self._connection: Connection | None = None
        self._thread_id = 0
        self._closed = False

    @classmethod
    def open(cls, path: Path, key: bytes, *, create: bool = False, busy_timeout_ms: int = 5000) -> Database:
        """Lock, open, migrate. `create` makes a new file and refuses an existing one.

        Raises Obstacle: ALREADY_RUNNING, NO_PROFILE, PROFILE_EXISTS, KEY_OR_FILE, DATABASE_DAMAGED,
        DATABASE_NEWER, UNSAFE_PATH, DISK_FULL, …; ValueError for a key that is not 32 bytes.
        """
        lock = InstanceLock.take(path)
        database = cls(path, key, lock)
        try:
            database._call(database._start, create, busy_timeout_ms)
        except BaseException:
            database.close()
            raise
        return database

    def run(self, work: Callable[[Tx], T]) -> T:
        """`work` in one BEGIN IMMEDIATE transaction; rolled back when it raises or `refused` its result.

        Returned only after COMMIT with synchronous=FULL: what comes back may be shown and printed.
        """
        result: T = self._call(self._write, work, False)
        return result

    def run_keeping(self, work: Callable[[Tx], T]) -> T:
        """As `run`, but a Refused is committed too: for deeds whose refusal leaves a trace."""
        result: T = self._call(self._write, work, True)
        return result

    def submit(self, work: Callable[[Tx], T]) -> Future[T]:
        """As `run`, not waiting. The deeds of one thread keep their order."""
        return self._handed_in(self._write, work, False)

    def read(self, work: Callable[[Tx], T]) -> T:
        """`work` in one read transaction. Writing inside is a bug and raises the driver's error."""
        result: T = self._call(self._read, work)
        return result

    def tidy(self) -> None:
        """Move the log into the file while nobody waits; otherwise a deed pays for it."""
        self._call(self._idle_work)

    @contextmanager
    def in_bulk(self) -> Iterator[None]:
        """Inside, large transactions follow one another: the log moves into the file once, behind the last.

        Each of them writes the same index pages again. What was committed is as durable as ever.
        """
        self._call(self._move_log_after, BULK_LOG_PAGES)
        try:
            yield
        finally:
            self._handed_in(self._move_log_after, _LOG_PAGES, now=True)

    def findings(self) -> list[str]:
        """What is wrong with the file, page by page; empty: sound. A second or two for a big file."""
        found: list[str] = self._call(lambda: findings(self._open_connection))
        return found

    def close(self) -> None:
        """Finish what is queued, close, let go of the lock. A second call does nothing."""
        if self._closed:
            return
        self._closed = True
        try:
            self._thread.submit(self._stop).result()
        finally:
            self._thread.shutdown()
            self._lock.release()

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _call(self, work: Callable[..., T], *given: Any) -> T:
        if threading.get_ident() == self._thread_id:
            raise RuntimeError("a deed inside a deed: use the transaction that is open")
        return self._handed_in(work, *given).result()

    def _handed_in(self, work: Callable[..., T], *given: Any, **more: Any) -> Future[T]:
        self._waiting.append(work)
        try:
            return self._thread.submit(self._begun, work, *given, **more)
        except RuntimeError:  # the thread was shut down: nothing of this will ever begin
            self._waiting.popleft()
            raise

    def _begun(self, work: Callable[..., T], *given: Any, **more: Any) -> T:
        self._waiting.popleft()
        return work(*given, **more)

    def _start(self, create: bool, busy_timeout_ms: int) -> None:
        self._thread_id = threading.get_ident()
        if create:
            # once written and closed, opening it below proves that it is encrypted
            self._migrate(connect(self.path, self.key, create=True))
            self._stop()
        self._migrate(connect(self.path, self.key, busy_timeout_ms=busy_timeout_ms))

    def _migrate(self, connection: Connection) -> None:
        self._connection = connection
        with obstacles():
            migrate(connection, self.path, self.key)
            finish(connection)

    def _stop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _idle_work(self) -> None:
        with obstacles():
            self._open_connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            self._open_connection.execute("PRAGMA optimize").fetchall()

    def _move_log_after(self, pages: int, *, now: bool = False) -> None:
        with obstacles():
            self._open_connection.execute(f"PRAGMA wal_autocheckpoint={pages:d}").fetchall()
            if now:
                self._open_connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    @property
    def _open_connection(self) -> Connection:
        if self._connection is None:
            raise RuntimeError("the database is closed")
        return self._connection

    def _write(self, work: Callable[[Tx], T], keep_refused: bool) -> T:
        connection = self._open_connection
        tx = Tx(connection, self._waiting)
        with obstacles():
            connection.execute("BEGIN IMMEDIATE")
            try:
                result = work(tx)
                if refused(result) and not keep_refused:
                    connection.execute("ROLLBACK")
                    if not tx.has_kept:
                        return result
                    connection.execute("BEGIN IMMEDIATE")
                tx.do_kept()
                connection.execute("COMMIT")
            finally:
                tx.finish()
                # a full disk has rolled back by itself; a second ROLLBACK would hide its error
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
        return result

    def _read(self, work: Callable[[Tx], T]) -> T:
        connection = self._open_connection
        tx = Tx(connection, self._waiting)
        with obstacles(reading=True):
            connection.execute("PRAGMA query_only=ON")
            try:
                connection.execute("BEGIN")
                return work(tx)
            finally:
                tx.finish()
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                connection.execute("PRAGMA query_only=OFF")
