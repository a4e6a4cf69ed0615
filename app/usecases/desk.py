"""What every deed is given besides its request: the rules, the clock and the words of this place."""

from __future__ import annotations

import secrets
import uuid
from datetime import date, datetime
from typing import Protocol

from msgspec import Struct

from app.domain.refusals import No, Refused
from app.domain.staff import Actor, Permission
from app.domain.window_rules import NOTHING_SET, WindowRules
from app.rulebook import Rulebook


class Clock(Protocol):
    """Time is handed in, so that tests and scenario runs own it."""

    def now(self) -> datetime:
        """Local time with its offset."""
        ...

    def mono_ms(self) -> int:
        """Milliseconds that never jump; evidence beside the wall clock."""
        ...


class Desk(Struct, frozen=True, kw_only=True):
    """One desk as the deeds see it. `public_url` is the province's address for visitors, if known."""

    rules: Rulebook
    clock: Clock
    public_url: str = ""
    window: WindowRules = NOTHING_SET
    """what the province has set for this window"""
    training: bool = False

    def today(self) -> date:
        return self.clock.now().date()

    def stamp(self) -> str:
        """Now, to the second, as ISO 8601 with offset."""
        return self.clock.now().isoformat(timespec="seconds")


def new_id() -> str:
    """A record's id, born with the row (UUIDv4)."""
    return str(uuid.uuid4())


def new_query_code() -> str:
    """128 unguessable bits in lower-case base32: the only thing a QR says about a record."""
    alphabet = "abcdefghijklmnopqrstuvwxyz234567"
    return "".join(secrets.choice(alphabet) for _ in range(26))


def barred(actor: Actor, permission: Permission) -> Refused | None:
    """The refusal when the actor may not; deny by default."""
    return None if actor.may(permission) else Refused.because(No.NOT_PERMITTED, needed=permission.value)
