"""A province for many desks: the server in the foreground, and the operator's deeds from a shell.

Importing this module is cheap; the platform itself is imported by each function. The deeds work beside a
running server: they go through the database, not through HTTP.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from app.province.platform import Platform, Setting


def serve(
    host: str,
    port: int,
    database_url: str | None,
    data_folder: Path,
    *,
    setting: Setting | None = None,
    certificate: Path | None = None,
    private_key: Path | None = None,
) -> None:
    """Run until interrupted. `database_url` None: SQLite in the data folder. Raises Obstacle.

    Without a certificate it speaks plain HTTP: for loopback, or behind a server that ends TLS.
    """
    import uvicorn

    from app.province.platform import Platform
    from app.province.server import configure

    tls = {"certificate": str(certificate), "private_key": str(private_key)} if certificate else {}
    platform = Platform(data_folder, database_url, setting)
    try:
        config = configure(platform, **tls)
        config.host, config.port = host, port
        uvicorn.Server(config).run()
    finally:
        platform.close()


def new_outlet(
    data_folder: Path, database_url: str | None, outlet: str, outlet_name: str, **words: str
) -> None:
    """Enter an outlet (six digits), or correct its words: phone, complaint_phone, hours, address."""
    from app.province.outlets import Outlet, put_outlet

    entered = Outlet(outlet=outlet, outlet_name=outlet_name, **words)
    with _platform(data_folder, database_url) as platform:
        platform.store.run_tx(lambda connection: put_outlet(connection, entered))


def new_window(
    data_folder: Path, database_url: str | None, outlet: str, window: str, window_name: str
) -> str:
    """Enter a window (two digits) of an outlet; its one-time code, to be read out within 72 hours."""
    from app.province.credentials import hash_code, mint_code
    from app.province.outlets import Window, put_code, put_window

    code, entered = mint_code(), Window(window=window, window_name=window_name)
    with _platform(data_folder, database_url) as platform:
        now = platform.now()

        def enter(connection: Connection) -> None:
            put_window(connection, outlet, entered)
            put_code(connection, outlet, window, hash_code(code), now)

        platform.store.run_tx(enter)
    return code


def revoke(data_folder: Path, database_url: str | None, install: str) -> bool:
    """Refuse this install from now on. True when it had a credential."""
    from app.province.outlets import revoke as end

    with _platform(data_folder, database_url) as platform:
        now = platform.now()
        return bool(platform.store.run_tx(lambda connection: end(connection, install, now)))


def declare_restored(data_folder: Path, database_url: str | None) -> str:
    """After the database was put back from a backup: a new epoch, so that every desk compares anew."""
    from app.province.epoch import new_epoch

    with _platform(data_folder, database_url) as platform:
        return new_epoch(platform.store)


@contextmanager
def _platform(data_folder: Path, database_url: str | None) -> Iterator[Platform]:
    from app.province.platform import Platform

    platform = Platform(data_folder, database_url)
    try:
        yield platform
    finally:
        platform.close()
