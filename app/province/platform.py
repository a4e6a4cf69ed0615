"""One running province: its store, its key, its clock and its limits."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from app.contract.kinds import SCHEMA_VERSION
from app.province.epoch import open_epoch
from app.province.news import News
from app.province.pace import Pace
from app.province.pages.texts import NO_TEXTS, PageTexts
from app.province.signing import signing_key, write_once
from app.province.store import Faults, Store

T = TypeVar("T")

SCHEMAS_BACK = 2
"""ops of this many versions back are taken"""
_WORKERS = 12


def wall_clock() -> datetime:
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What differs between provinces, and between a province and a test."""

    name: str = "省级综合服务平台（示例）"
    clock: Callable[[], datetime] = wall_clock
    texts: PageTexts = NO_TEXTS
    schema_version: int = SCHEMA_VERSION
    burst: float = 200.0
    """requests one install may make at once; after that `per_second`"""
    per_second: float = 20.0
    visits: float = 60.0
    """requests one address may make to the visitors' pages at once: a hall may share one address"""
    visits_per_second: float = 2.0

    @property
    def schema_versions(self) -> range:
        return range(max(1, self.schema_version - SCHEMAS_BACK), self.schema_version + 1)


class Platform:
    """Safe to use from many threads. `folder` keeps the keys and, without a `database_url`, SQLite's file."""

    def __init__(
        self,
        folder: Path,
        database_url: str | None = None,
        setting: Setting | None = None,
        faults: Faults | None = None,
    ) -> None:
        """Raises Obstacle."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.setting = setting or Setting()
        self.key = signing_key(folder)
        self.operator_token = write_once(folder / "operator.token", secrets.token_urlsafe(32))
        self.news = News()
        self.pace = Pace(self.setting.burst, self.setting.per_second)
        self.visits = Pace(self.setting.visits, self.setting.visits_per_second)
        self.store = Store(database_url or f"sqlite:///{folder / 'province.db'}", faults)
        self._workers = ThreadPoolExecutor(_WORKERS, thread_name_prefix="province")
        try:
            open_epoch(self.store, folder)
        except BaseException:
            self.close()
            raise

    def now(self) -> int:
        """Seconds since 1970: for expiry and for people, never for order."""
        return int(self.setting.clock().timestamp())

    def stamp(self) -> str:
        return self.setting.clock().isoformat(timespec="seconds")

    async def run(self, errand: Callable[[], T]) -> T:
        """Do database work beside the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._workers, errand)

    def close(self) -> None:
        self.news.close()
        self._workers.shutdown(wait=True)
        self.store.close()
