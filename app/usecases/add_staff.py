"""Add a staff member, or change a password."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.refusals import No, Refused
from app.domain.staff import Actor, Permission, Role
from app.domain.writing import is_control
from app.usecases.desk import Desk, barred
from localdb import staff
from localdb.connection import Tx

MIN_LENGTH = 8
MAX_LENGTH = 128
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class AddStaff:
    staff_id: str
    name: str
    roles: tuple[Role, ...]
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    staff_id: str
    name: str


def weak(secret: str, staff_id: str) -> Refused | None:
    """A password's floor: eight characters of two kinds, not the staff number, not one repeated sign."""
    kinds = sum(
        any(test(sign) for sign in secret)
        for test in (str.isdigit, str.isalpha, lambda sign: not sign.isalnum())
    )
    if len(secret) < MIN_LENGTH:
        return Refused.because(No.WEAK_PASSWORD, "secret", why=f"< {MIN_LENGTH}")
    if len(secret) > MAX_LENGTH:
        return Refused.because(No.WEAK_PASSWORD, "secret", why=f"> {MAX_LENGTH}")
    if kinds < 2 or len(set(secret)) < 4 or (staff_id and staff_id in secret):
        return Refused.because(No.WEAK_PASSWORD, "secret", why="a1…")
    return None


def unfit(staff_id: str, name: str, at: tuple[str, str] = ("staff_id", "name")) -> Refused | None:
    """What no staff number or name may be: both stand on papers and in lists. `at`: the two places."""
    if not staff.is_number(staff_id):
        return Refused.because(No.NOT_A_NUMBER, at[0])
    if not name.strip():
        return Refused.because(No.REQUIRED, at[1])
    if len(name) > LONGEST_NAME:
        return Refused.because(No.TOO_LONG, at[1], max=LONGEST_NAME, length=len(name))
    if any(map(is_control, name)):
        return Refused.because(No.CONTROL_CHARACTER, at[1])
    return None


def add_staff(tx: Tx, desk: Desk, actor: Actor, request: AddStaff) -> Added | Refused:
    """Known to this desk from now on; whoever holds the key adds the slot for the password."""
    if no := barred(actor, Permission.MANAGE_STAFF):
        return no
    if no := unfit(request.staff_id, request.name) or weak(request.secret, request.staff_id):
        return no
    if staff.load(tx, request.staff_id):
        return Refused.because(No.DUPLICATE_VALUE, "staff_id", found=request.staff_id)
    staff.add(tx, request.staff_id, request.name, frozenset(request.roles), request.secret)
    return Added(staff_id=request.staff_id, name=request.name)
