"""What the province's operator does: outlets, windows, one-time codes, revocation, a new epoch."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import Connection, select, update

from app.province import schema
from app.province.schema import enrolment_codes, facts, installs, scopes, windows
from app.province.store import insert

CODE_LIFE_S = 72 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One outlet as its windows and the visitor's page name it. `outlet`: six digits."""

    outlet: str
    outlet_name: str
    phone: str = ""
    complaint_phone: str = "12345"
    hours: str = ""
    address: str = ""

    def __post_init__(self) -> None:
        if not (self.outlet.isascii() and self.outlet.isdigit() and len(self.outlet) == 6):
            raise ValueError("an outlet is named by six digits")

    @property
    def scope(self) -> str:
        return scope_of(self.outlet)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One counter of an outlet. `window`: two digits."""

    window: str
    window_name: str

    def __post_init__(self) -> None:
        if not (self.window.isascii() and self.window.isdigit() and len(self.window) == 2):
            raise ValueError("a window is named by two digits")


def scope_of(outlet: str) -> str:
    return f"outlet-{outlet}"


def put_outlet(connection: Connection, outlet: Outlet) -> None:
    """Enter an outlet, or correct its words."""
    words = asdict(outlet)
    connection.execute(
        insert(connection, scopes)
        .values(scope=outlet.scope, high=0, horizon=0, writes=0, **words)
        .on_conflict_do_update(index_elements=["scope"], set_=words)
    )


def put_window(connection: Connection, outlet: str, window: Window) -> None:
    connection.execute(
        insert(connection, windows)
        .values(scope=scope_of(outlet), series=0, **asdict(window))
        .on_conflict_do_update(index_elements=["scope", "window"], set_={"window_name": window.window_name})
    )


def put_code(connection: Connection, outlet: str, window: str, code_hash: str, now: int) -> None:
    """A code opens one enrolment of this window within 72 hours. Raises LookupError."""
    scope = scope_of(outlet)
    known = connection.execute(
        select(windows.c.window)
        .join(scopes, scopes.c.scope == windows.c.scope)
        .where(windows.c.scope == scope, windows.c.window == window)
    ).one_or_none()
    if known is None:
        raise LookupError(f"no outlet {outlet} with a window {window}")
    connection.execute(
        insert(connection, enrolment_codes)
        .values(
            scope=scope,
            code_hash=code_hash,
            window=window,
            expires_at=now + CODE_LIFE_S,
            install="",
            public_key="",
        )
        .on_conflict_do_nothing()
    )


def revoke(connection: Connection, install: str, now: int) -> int:
    """Refuse this install from now on, whatever its scope. Returns how many credentials ended (0 or 1)."""
    done = connection.execute(
        update(installs)
        .where(installs.c.install == install, installs.c.revoked_at == 0)
        .values(revoked_at=now)
    )
    return done.rowcount


def fact(connection: Connection, name: str) -> str:
    """One of the province's own facts, or empty."""
    value = connection.execute(
        select(facts.c.value).where(facts.c.scope == schema.PROVINCE, facts.c.name == name)
    ).scalar_one_or_none()
    return value or ""


def put_fact(connection: Connection, name: str, value: str) -> None:
    connection.execute(
        insert(connection, facts)
        .values(scope=schema.PROVINCE, name=name, value=value)
        .on_conflict_do_update(index_elements=["scope", "name"], set_={"value": value})
    )


def raise_horizon(connection: Connection, scope: str, horizon: int) -> None:
    """Cursors below `horizon` must resync from now on (after old state was removed)."""
    connection.execute(update(scopes).where(scopes.c.scope == scope).values(horizon=horizon))
