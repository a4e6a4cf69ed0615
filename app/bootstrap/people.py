"""Who may open the desk: the password at the key slot, and a new member's account together with the slot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap import attempts
from app.domain.obstacles import Obstacle
from app.domain.refusals import No, Refused
from app.domain.staff import Actor
from app.usecases.desk import Desk
from localdb import keys, staff
from localdb.connection import Tx

if TYPE_CHECKING:
    from app.usecases.add_staff import Added, AddStaff
from localdb.lock import alone


def key_of(folder: Path, staff_id: str, password: str, now: datetime) -> bytes | Refused:
    """The data key by the person's own slot; wrong passwords are counted and make one wait.

    Counted before the password is tried: programs that guess side by side would all pass the pause first.
    A disk that takes nothing stops nobody with the right password.
    """
    if not staff.is_number(staff_id):
        return Refused.because(No.NOT_A_NUMBER, "staff_id")
    uncounted: Obstacle | None = None
    wrong = Refused.because(No.BAD_CREDENTIALS)
    try:
        with alone(folder / attempts.LOCK):
            if no := attempts.pause(folder, staff_id, now):
                return no
            wrong = attempts.count(folder, staff_id, now)
    except Obstacle as met:
        uncounted = met
    try:
        key = keys.unlock_with_password(folder, staff_id, password)
    except Obstacle:
        attempts.take_back(folder, staff_id)
        raise
    if not isinstance(key, Refused):
        attempts.forgive(folder, staff_id)
        return key
    if uncounted:
        raise uncounted
    return wrong


def member_adder(folder: Path, key: bytes) -> Callable[[Tx, Desk, Actor, AddStaff], Added | Refused]:
    """The deed `add_staff` with the key slot inside its transaction: no slot, no account."""

    from app.usecases.add_staff import add_staff

    def add_member(tx: Tx, desk: Desk, actor: Actor, request: AddStaff) -> Added | Refused:
        added = add_staff(tx, desk, actor, request)
        if not isinstance(added, Refused):
            keys.add_staff_slot(folder, key, request.staff_id, request.secret)
        return added

    return add_member
