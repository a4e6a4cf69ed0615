"""Which province the store was joined to: `desk.json`, which others may write to, must say the same."""

from __future__ import annotations

from app.domain.obstacles import Obstacle, Trouble
from localdb import settings
from localdb.connection import Database, Tx

_ADDRESS = "province_url"


def bind_address(tx: Tx, url: str) -> None:
    """Keep in the store which province was joined; `url` as in `desk.json`."""
    settings.put(tx, _ADDRESS, url)


def expect_address(database: Database, url: str) -> None:
    """Raises NOT_THE_PROVINCE(reason="address") when `desk.json` names another province than was joined.

    It proves nothing: whoever can write there must not lead credential and records elsewhere. A desk that
    knows no address yet learns it here.
    """
    known = database.read(lambda tx: settings.get(tx, _ADDRESS))
    if known is None:
        database.run(lambda tx: bind_address(tx, url))
    elif known != url:
        raise Obstacle(Trouble.NOT_THE_PROVINCE, reason="address")
