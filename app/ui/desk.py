"""The desk as the screen sees it: what `bootstrap` hands to the window. The screen knows nothing below it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from msgspec import Struct, field

from app.domain.paper import Printer
from app.domain.refusals import Refused
from app.domain.staff import Actor, Station
from app.domain.window_rules import WindowRules
from app.sync.status import SyncStatus

if TYPE_CHECKING:
    from app.rulebook import Rulebook

T = TypeVar("T")


class Clock(Protocol):
    def now(self) -> datetime:
        """Local time with its offset."""
        ...

    def mono_ms(self) -> int:
        """Milliseconds that never jump."""
        ...


class Settings(Protocol):
    """Settings of this desk. Neither call waits; before sign-in `get` knows what is no secret (looks)."""

    def get(self, name: str, default: Any = None) -> Any: ...

    def put(self, name: str, value: object) -> None: ...


class Desk(Protocol):
    """One desk. `actor` is None while nobody is signed in. Callbacks come from any thread."""

    @property
    def actor(self) -> Actor | None: ...

    @property
    def station(self) -> Station: ...

    @property
    def rulebook(self) -> Rulebook: ...

    @property
    def clock(self) -> Clock: ...

    @property
    def settings(self) -> Settings: ...

    @property
    def training(self) -> bool: ...

    @property
    def window_rules(self) -> WindowRules:
        """What the province has set for this window; nothing before the first sign-in."""
        ...

    @property
    def public_url(self) -> str:
        """Address of the province for visitors; empty if unknown."""
        ...

    def call(self, usecase: Callable[..., T], *args: Any) -> Future[T]:
        """Run `usecase(tx, desk, actor, *args)` on the database thread, in one transaction."""
        ...

    def sign_in(self, staff_id: str, password: str) -> Future[Actor | Refused]:
        """Open the sign-in of this staff member; `actor` is set when it succeeds."""
        ...

    def ahead(self) -> Sequence[Callable[[], object]]:
        """What a sign-in and the first page need, a moment each; none has to be done. Obstacle: RULES_BAD."""
        ...

    def sign_out(self) -> None: ...

    def second(self, staff_id: str, secret: str) -> Actor | Refused:
        """Another person at the same station, for a second check or a void. Waits: inside `tasks.work`."""
        ...

    def printers(self) -> tuple[Printer, ...]:
        """The queues of this computer's spooler. Waits. Obstacle: SPOOLER_DOWN."""
        ...

    def paper_pdf(self, paper_id: str) -> bytes | Refused:
        """The kept PDF of a paper, drawn at the first call. Waits."""
        ...

    def print_paper(self, paper_id: str, printer: str, copies: int = 1) -> Mapping[str, object]:
        """Print or reprint, and enter it; an empty printer saves it as PDF. Waits.

        Obstacles: NO_PRINTER, PRINT_REJECTED, SPOOLER_DOWN, FILE_UNWRITABLE.
        """
        ...

    def sync_status(self) -> SyncStatus:
        """The latest known state; never waits."""
        ...

    def send_now(self) -> None:
        """Ask the sync thread to try at once; returns at once."""
        ...

    def in_front(self, front: bool) -> None:
        """Whether somebody works here now: then the province is asked to tell news at once."""
        ...

    def on_data_changed(self, told: Callable[[frozenset[str]], None]) -> Callable[[], None]:
        """Call `told` with the stems that changed, by a deed here or by the province.

        What is given back ends it.
        """
        ...

    def on_sync_changed(self, told: Callable[[SyncStatus], None]) -> Callable[[], None]:
        """Call `told` with each new state of the line. What is given back ends it."""
        ...


class Hit(Struct, frozen=True, kw_only=True):
    """One record found by the global search: where it opens and what to show."""

    page: str
    record_id: str
    text: str
    hint: str = ""
    request: Mapping[str, object] = field(default_factory=dict)
