"""A whole desk for tests: real encrypted database, real credential, real engine. People are invented."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any

from msgspec.structs import replace
from sqlalchemy import select

from app.contract.kinds import Kind
from app.contract.wire import Op
from app.domain.case import Case
from app.domain.staff import Actor, Role, Station
from app.province import schema
from app.province.embedded import Embedded
from app.province.outlets import Outlet, Window
from app.province.platform import Platform, Setting
from app.sync.driver import Driver, Listeners
from app.sync.enrol import Enrolled, enrol
from app.sync.errands import Clocks
from app.sync.http import Client
from app.sync.limits import Limits
from app.sync.once import OnceResult, once
from app.sync.state import Rules
from app.sync.status import SyncStatus
from localdb import cases, entities, groups, journal, sync_state
from localdb.connection import Database, Tx
from tests.support import ops

CALM = Limits(connect_s=5.0, read_s=20.0, total_s=40.0)
"""for tests that wait for no time-out: a busy machine must not look like a bad line"""
SHORT = Limits(connect_s=2.0, read_s=1.5, total_s=5.0)
"""for tests in which something hangs"""
UNHURRIED = Setting(burst=1e6, per_second=1e6)
"""a province that slows nobody"""
QUICK = Rules(pause_floor_s=0.01, pause_cap_s=0.05, poll_back_s=0.2, poll_rest_s=0.01)
KEY = bytes(range(32))


def wall() -> datetime:
    return datetime.now().astimezone()


CLOCKS = Clocks(now=wall, monotonic=monotonic)


@dataclass
class Ground:
    """One outlet of a running province; most tests share the province and take an outlet of their own."""

    embedded: Embedded
    url: str
    outlet: str = "990101"

    @property
    def platform(self) -> Platform:
        return self.embedded.platform

    @property
    def scope(self) -> str:
        return f"outlet-{self.outlet}"

    def codes(self) -> dict[str, str]:
        """A fresh one-time code for each of the outlet's two windows."""
        outlet = Outlet(outlet=self.outlet, outlet_name="示例窗口（示例）")
        windows = [Window(window=name, window_name=f"{name} 号窗口（示例）") for name in ("01", "02")]
        return self.embedded.provision(outlet, windows)

    def holds(self) -> dict[str, int]:
        """Op ids the province has applied -> version its record has."""
        done, records = schema.ops.c, schema.records.c
        together = (records.scope == done.scope) & (records.record_id == done.record_id)
        asked = (
            select(done.op_id, records.version)
            .join(schema.records, together)
            .where(done.verdict == "applied", done.scope == self.scope)
        )
        found = self.platform.store.read(lambda connection: connection.execute(asked).all())
        return {row.op_id: row.version for row in found}


class Told:
    """What a driver has said; waits for the status one hopes for."""

    def __init__(self) -> None:
        self.history: list[SyncStatus] = []
        self.applied: list[str] = []
        self.restored = threading.Event()
        self.bugs: list[Exception] = []
        self._bell = threading.Condition()

    def listeners(self) -> Listeners:
        return Listeners(
            on_change=self._changed,
            on_applied=self._took,
            on_desk_restored=self.restored.set,
            on_bug=self.bugs.append,
        )

    def _changed(self, status: SyncStatus) -> None:
        with self._bell:
            self.history.append(status)
            self._bell.notify_all()

    def _took(self, ids: Iterable[str]) -> None:
        with self._bell:
            self.applied.extend(ids)
            self._bell.notify_all()

    def until(self, good: Callable[[SyncStatus], bool], timeout: float = 20.0) -> SyncStatus:
        with self._bell:
            told = self._bell.wait_for(lambda: bool(self.history) and good(self.history[-1]), timeout)
            assert told, f"never told; last: {self.history[-1:]}"
            return self.history[-1]

    def until_applied(self, record_id: str, timeout: float = 20.0) -> None:
        with self._bell:
            assert self._bell.wait_for(lambda: record_id in self.applied, timeout)


@dataclass
class Desk:
    database: Database
    folder: Path
    url: str
    window: str
    client: Client
    actor: Actor

    @classmethod
    def make(cls, folder: Path, url: str, window: str, code: str, limits: Limits = CALM) -> Desk:
        folder.mkdir(parents=True)
        database = Database.open(folder / "desk.db", KEY, create=True)
        station = Station(
            outlet="990101", window=window, series="0001", outlet_name="示例窗口", window_name=window
        )
        actor = Actor(staff_id="s1", name="王敏（示例）", roles=frozenset({Role.CLERK}), station=station)
        desk = cls(database, folder, url, window, Client(url, limits=limits), actor)
        desk.join(code)
        return desk

    def join(self, code: str) -> None:
        """Settle the identity and enrol it."""
        identity = self.database.run(
            lambda tx: sync_state.settle_identity(tx, self.folder, lambda: str(uuid.uuid4()), machine="m")
        )
        joined = enrol(self.url, code, identity.install, app_v="0", first_n=identity.first_n, limits=CALM)
        assert isinstance(joined, Enrolled)
        self.database.run(lambda tx: sync_state.save_credential(tx, joined.reply, joined.private_key))

    def be_short(self) -> None:
        """From now on a request that hangs is given up soon."""
        self.client.close()
        self.client = Client(self.url, limits=SHORT)

    def close(self) -> None:
        self.client.close()
        self.database.close()

    def driver(
        self,
        told: Told,
        clocks: Clocks = CLOCKS,
        rules: Rules = QUICK,
        listeners: Listeners | None = None,
    ) -> Driver:
        return Driver(
            self.database,
            self.client,
            clocks,
            app_v="0",
            listeners=listeners or told.listeners(),
            rules=rules,
            rng=Random(1),
        )

    def once(self, rules: Rules = QUICK) -> OnceResult:
        return once(self.database, self.client, CLOCKS, app_v="0", rules=rules, rng=Random(1))

    def write(self, tx: Tx, kind: Kind, record: Any, patch: dict[str, Any] | None = None) -> Op:
        """Row and op in the caller's transaction, as a deed of the counter does it."""
        entities.save(tx, kind.stem, record)
        return self.append(tx, kind, record, patch)

    def append(self, tx: Tx, kind: Kind, record: Any, patch: dict[str, Any] | None = None) -> Op:
        """The op alone."""
        return journal.append(
            tx,
            kind=kind,
            record_id=record.id,
            groups=patch or groups.split(kind.stem, record),
            actor=self.actor,
            captured_at=ops.AT,
            mono_ms=0,
        )

    def capture(self, count: int = 1) -> list[Op]:
        """So many consultations, each with its row and op."""
        made = [ops.consultation(window=self.window) for _ in range(count)]
        return self.database.run(lambda tx: [self.write(tx, Kind.CONSULTATION_LOG, one) for one in made])

    def file_case(self, **fields: Any) -> Case:
        case = ops.case(window=self.window, **fields)
        self.database.run(lambda tx: self.write(tx, Kind.CASE_FILE, case))
        return case

    def change_case(self, case: Case, **fields: Any) -> Case:
        after = replace(case, **fields)
        patch = groups.changed(Kind.CASE_SUPPLEMENT.stem, case, after)
        self.database.run(lambda tx: self.write(tx, Kind.CASE_SUPPLEMENT, after, dict(patch)))
        return after

    def case(self, record_id: str) -> Case | None:
        return self.database.read(lambda tx: cases.load(tx, record_id))

    def claims(self) -> set[str]:
        """Op ids this desk shows as delivered."""
        rows = self.database.read(
            lambda tx: tx.all(
                "SELECT op_id FROM journal JOIN op_delivery USING (seq)"
                " WHERE state IN ('applied', 'duplicate')"
            )
        )
        return {row[0] for row in rows}

    def counts(self) -> sync_state.Counts:
        return self.database.read(sync_state.counts)


def assert_exactly_once(desk: Desk, province: Ground, captured: Iterable[Op]) -> None:
    """Three ledgers agree: what was captured, what the desk claims, what the province holds."""
    wanted = {op.op_id for op in captured}
    held = province.holds()
    assert held.keys() >= wanted
    assert {held[op_id] for op_id in wanted} == {1}, "an op of a new record took effect more than once"
    assert desk.claims() == wanted
    assert desk.counts().unsent == 0
