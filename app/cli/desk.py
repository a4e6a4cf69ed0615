"""The desk as the shell sees it; `bootstrap` hands in something that has this shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Protocol, TypeVar

from app.domain.refusals import Refused
from app.domain.staff import Actor, Station
from app.rulebook import Rulebook
from app.usecases.add_staff import Added, AddStaff
from app.usecases.desk import Clock

T = TypeVar("T")
Tell = Callable[[Mapping[str, object]], None]
"""Takes one answer at a time."""


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

    def add_staff(self, request: AddStaff) -> Added | Refused:
        """Account and key slot, both or neither."""
        ...

    def print_paper(self, paper_id: str, printer: str, copies: int = 1) -> Mapping[str, object]:
        """Draw, keep and send a paper; an empty printer saves it as PDF in the profile's folder."""
        ...

    def sync_once(self) -> Mapping[str, object]: ...

    def rejoin(self, url: str, code: str) -> Mapping[str, object] | Refused:
        """A new credential for this install. An empty `url`: the province's present address."""
        ...

    def back_up(self) -> Mapping[str, object] | Refused: ...

    def close(self) -> None: ...


class Opener(Protocol):
    """What the shell asks `bootstrap` for. Obstacles are raised; refusals are values."""

    def rules(self) -> Rulebook: ...

    def clock(self) -> Clock: ...

    def look_at(self, profile: Path) -> None:
        """Raises NO_PROFILE or UNSAFE_PATH before anybody is asked for a password."""
        ...

    def expect_none(self, profile: Path) -> None:
        """Raises PROFILE_EXISTS when there is a desk already."""
        ...

    def open(self, profile: Path, staff_id: str, secret: str) -> ShellDesk | Refused: ...

    def trial(self, profile: Path, secret: str) -> Mapping[str, object] | Refused: ...

    def enrol(
        self, profile: Path, url: str, code: str, staff: str, name: str, secret: str
    ) -> Mapping[str, object] | Refused: ...

    def restore(self, profile: Path, backup: Path, **asked: Any) -> Mapping[str, object] | Refused:
        """`staff_id`, `secret`, `set_aside_undelivered`; elsewhere also `recovery_code` and `url`."""
        ...

    def doctor(self, profile: Path) -> Mapping[str, object]: ...

    def province(self, tell: Tell, **options: Any) -> None:
        """Serve until interrupted, or do one deed of the operator."""
        ...

    def self_test(self, tell: Tell) -> None:
        """Each step told as a whole answer. Raises at the first that is not proved."""
        ...

    def play(self, scenario: str, folder: Path, say: Callable[[str], None]) -> Mapping[str, object]: ...
