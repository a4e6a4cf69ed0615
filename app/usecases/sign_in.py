"""Sign a staff member in, offline: the account and the password stand in the encrypted store."""

from __future__ import annotations

from app.domain.refusals import Refused
from app.domain.staff import Actor, Station
from app.usecases.desk import Desk
from localdb import staff
from localdb.connection import Tx


def sign_in(tx: Tx, desk: Desk, station: Station, staff_id: str, secret: str) -> Actor | Refused:
    """The actor, or BAD_CREDENTIALS (the same words for an unknown number), LOCKED_OUT, STAFF_DISABLED.

    Called through `Database.run_keeping`, because a refused attempt must still be counted.
    """
    account = staff.verify(tx, staff_id, secret, desk.clock.now())
    if isinstance(account, Refused):
        return account
    return Actor(staff_id=account.staff_id, name=account.name, roles=account.roles, station=station)
