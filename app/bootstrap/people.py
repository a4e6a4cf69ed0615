"""Who may open the desk: the password at the key slot, and a new member's account together with the slot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.bootstrap import attempts
from app.domain.refusals import Refused
from app.domain.staff import Actor
from app.usecases.add_staff import Added, AddStaff, add_staff
from app.usecases.desk import Desk
from localdb import keys
from localdb.connection import Tx


def key_of(folder: Path, staff_id: str, password: str, now: datetime) -> bytes | Refused:
    """The data key by the person's own slot; wrong passwords are counted and make one wait."""
    if no := attempts.pause(folder, staff_id, now):
        return no
    key = keys.unlock_with_password(folder, staff_id, password)
    if isinstance(key, Refused):
        return attempts.count(folder, staff_id, now)
    attempts.forgive(folder, staff_id)
    return key


def member_adder(folder: Path, key: bytes) -> Callable[[Tx, Desk, Actor, AddStaff], Added | Refused]:
    """The deed `add_staff` with the key slot inside its transaction: no slot, no account."""

    def add_member(tx: Tx, desk: Desk, actor: Actor, request: AddStaff) -> Added | Refused:
        added = add_staff(tx, desk, actor, request)
        if not isinstance(added, Refused):
            keys.add_staff_slot(folder, key, request.staff_id, request.secret)
        return added

    return add_member
