"""The desk as the shell sees it; `bootstrap` hands in something that has this shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Protocol, TypeVar

from app.domain.refusals import Refused
from app.domain.staff import Actor, Station
from app.rulebook import Rulebook
from app.usecases.desk import Clock

T = TypeVar("T")


class ShellDesk(Protocol):
    """One open desk with a signed-in actor."""

    @property
    def actor(self) -> Actor | None: ...

    @property
    def station(self) -> Station: ...

    def call(self, usecase: Callable[..., T], *args: Any) -> Future[T]:
        """Run `usecase(tx, desk, actor, *args)` in one transaction; done only after the commit."""
        ...

    def second(self, staff_id: str, secret: str) -> Actor | Refused:
        """A second person at the same station."""
        ...

    def print_paper(self, paper_id: str, printer: str, copies: int = 1) -> Mapping[str, object]:
        """Draw, keep and send a paper; an empty printer saves it as PDF in the profile's folder."""
        ...

    def sync_once(self) -> Mapping[str, object]: ...

    def back_up(self) -> Mapping[str, object]: ...

    def close(self) -> None: ...


class Opener(Protocol):
    """What the shell asks `bootstrap` for. Obstacles are raised; refusals are values."""

    def rules(self) -> Rulebook: ...

    def clock(self) -> Clock: ...

    def open(self, profile: Path, staff_id: str, secret: str) -> ShellDesk | Refused: ...

    def trial(self, profile: Path, secret: str) -> Mapping[str, object] | Refused: ...

    def enrol(
        self, profile: Path, url: str, code: str, staff_id: str, name: str, secret: str
    ) -> Mapping[str, object] | Refused: ...

    def restore(
        self, profile: Path, backup: Path, staff_id: str, secret: str
    ) -> Mapping[str, object] | Refused: ...

    def doctor(self, profile: Path) -> Mapping[str, object]: ...

    def province(self, **options: object) -> None:
        """Serve until interrupted."""
        ...

    def self_test(self) -> Mapping[str, object]: ...

    def play(self, scenario: str, folder: Path, say: Callable[[str], None]) -> Mapping[str, object]: ...
