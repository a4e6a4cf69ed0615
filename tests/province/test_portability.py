"""The habits that let one schema and one code run on SQLite, PostgreSQL and the engines that speak it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import (
    CheckConstraint,
    Connection,
    ForeignKeyConstraint,
    Table,
    UniqueConstraint,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateTable

from app.domain.obstacles import Obstacle, Trouble
from app.province import schema
from app.province.schema import METADATA, facts
from app.province.store import TRIES, Faults, Store
from tests.province.conftest import serialization_failure

TABLES = METADATA.sorted_tables
CODE = sorted((Path(__file__).parents[2] / "app" / "province").rglob("*.py"))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_primary_key_starts_with_the_scope(table: Table) -> None:
    keys = [column.name for column in table.primary_key]
    assert keys[0] == "scope"
    assert next(iter(table.c)).name == "scope"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_sequences_no_defaults_no_constraints_across_scopes(table: Table) -> None:
    assert table.autoincrement_column is None
    assert all(column.server_default is None and column.default is None for column in table.c)
    assert all(index.unique is not True for index in table.indexes)
    crossing = (ForeignKeyConstraint, UniqueConstraint, CheckConstraint)
    assert not [constraint for constraint in table.constraints if isinstance(constraint, crossing)]
    made = str(CreateTable(table).compile(dialect=postgresql.dialect())).upper()
    assert "SERIAL" not in made
    assert "IDENTITY" not in made
    assert "PRIMARY KEY" in made, "declared inside CREATE TABLE"


def test_the_code_asks_the_database_for_nothing_special() -> None:
    forbidden = re.compile(
        r"func\.now|CURRENT_TIMESTAMP|nextval|xmin|LISTEN|NOTIFY|advisory|TRIGGER|OFFSET|\.offset\(|with_for_update"
    )
    found = [
        f"{path.name}:{number}"
        for path in CODE
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if forbidden.search(line.partition("#")[0]) and '"""' not in line and path.name != "schema.py"
    ]
    assert found == []


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
def store(database: Callable[[], str | None], tmp_path: Path, faults: Faults) -> Store:
    return Store(database() or f"sqlite:///{tmp_path / 'p.db'}", faults)


def test_a_transaction_that_loses_is_run_again(store: Store, faults: Faults) -> None:
    runs: list[int] = []
    faults.before_commit = lambda connection: serialization_failure(connection) if len(runs) < 4 else None

    def work(connection: object) -> int:
        runs.append(1)
        connection.execute(insert(facts).values(scope="s", name="n", value=str(len(runs))))  # type: ignore[attr-defined]
        return len(runs)

    assert store.run_tx(work) == 4
    mine = select(facts.c.value).where(facts.c.scope == "s")
    kept = store.read(lambda connection: connection.execute(mine).scalars().all())
    assert kept == ["4"], "the losing runs left nothing"
    store.close()


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_connection_that_is_cut_off_is_replaced(store: Store, faults: Faults) -> None:
    runs: list[int] = []

    def cut(connection: Connection) -> None:
        if len(runs) < 3:
            connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    faults.before_commit = cut
    assert store.run_tx(lambda connection: runs.append(1) or len(runs)) == 3
    store.close()


def test_it_gives_up_after_so_many_times(store: Store, faults: Faults) -> None:
    runs: list[int] = []
    faults.before_commit = serialization_failure
    with pytest.raises(Obstacle):
        store.run_tx(lambda connection: runs.append(1))
    assert len(runs) == TRIES
    store.close()


def test_a_mistake_is_not_tried_again(store: Store) -> None:
    runs: list[int] = []

    def wrong(connection: object) -> None:
        runs.append(1)
        connection.execute(text("SELECT * FROM no_such_table"))  # type: ignore[attr-defined]

    with pytest.raises(DBAPIError):
        store.run_tx(wrong)
    assert runs == [1]
    store.close()


def test_sqlite_is_opened_to_last(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'p.db'}")

    def settings(connection: object) -> tuple[object, object]:
        ask = connection.exec_driver_sql  # type: ignore[attr-defined]
        return ask("PRAGMA journal_mode").scalar(), ask("PRAGMA synchronous").scalar()

    assert store.read(settings) == ("wal", 2)
    store.close()


def test_a_schema_made_twice_is_the_same(database: Callable[[], str | None], tmp_path: Path) -> None:
    url = database() or f"sqlite:///{tmp_path / 'p.db'}"
    for _ in range(2):
        Store(url).close()


def test_a_newer_province_s_database_is_refused(database: Callable[[], str | None], tmp_path: Path) -> None:
    url = database() or f"sqlite:///{tmp_path / 'p.db'}"
    store = Store(url)
    newer = update(facts).where(facts.c.name == "schema").values(value=str(schema.SCHEMA_VERSION + 1))
    store.run_tx(lambda connection: connection.execute(newer))
    store.close()
    with pytest.raises(Obstacle) as caught:
        Store(url)
    assert caught.value.trouble is Trouble.DATABASE_NEWER
