"""Staff accounts of this desk: Argon2id verifiers, a fail counter that never locks for good."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from app.domain.refusals import No, Refused
from app.domain.staff import Role
from localdb.connection import Tx

if TYPE_CHECKING:
    from argon2 import PasswordHasher

MOST_DIGITS = 20
FREE_TRIES = 5
FIRST_LOCK_S = 30
LONGEST_LOCK_S = 900
_NOBODY = f"$argon2id$v=19$m=65536,t=3,p=1${'A' * 22}${'A' * 43}"
"""A verifier no password fits: an unknown number costs the same time as a known one."""
_UNKNOWN_KEPT = 500
"""How many numbers that nobody has are counted; the oldest are forgotten first."""


class Account(Struct, frozen=True):
    staff_id: str
    name: str
    roles: frozenset[Role]
    disabled: bool = False


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    # 64 MiB, 3 passes, 1 lane: a quarter to one second on an office computer
    return PasswordHasher(time_cost=3, memory_cost=65536, parallelism=1)


def is_number(text: str) -> bool:
    """How a staff number looks; nobody has any other, and none is counted or looked up."""
    return text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS


def add(tx: Tx, staff_id: str, name: str, roles: Iterable[Role], password: str) -> Account:
    """A new account. The driver's IntegrityError when the number is taken: ask `load` first."""
    told = json.dumps(sorted(role.value for role in roles))
    tx.execute(
        "INSERT INTO staff (staff_id, name, roles, verifier) VALUES (?, ?, ?, ?)",
        (staff_id, name, told, _hasher().hash(_normal(password))),
    )
    return Account(staff_id, name, frozenset(roles))


def load(tx: Tx, staff_id: str) -> Account | None:
    row = tx.one("SELECT staff_id, name, roles, disabled FROM staff WHERE staff_id = ?", (staff_id,))
    return _account(row) if row else None


def every(tx: Tx) -> list[Account]:
    """All accounts by number, disabled ones too."""
    rows = tx.all("SELECT staff_id, name, roles, disabled FROM staff ORDER BY staff_id")
    return [_account(row) for row in rows]


def set_password(tx: Tx, staff_id: str, password: str) -> None:
    """Also ends a lock: whoever may set a password has been let in by another way."""
    verifier = _hasher().hash(_normal(password))
    tx.execute("UPDATE staff SET verifier = ? WHERE staff_id = ?", (verifier, staff_id))
    _forgive(tx, staff_id)


def set_roles(tx: Tx, staff_id: str, roles: Iterable[Role]) -> None:
    told = json.dumps(sorted(role.value for role in roles))
    tx.execute("UPDATE staff SET roles = ? WHERE staff_id = ?", (told, staff_id))


def disable(tx: Tx, staff_id: str, *, disabled: bool = True) -> None:
    """Accounts are never deleted: their number stands in the journal."""
    tx.execute("UPDATE staff SET disabled = ? WHERE staff_id = ?", (int(disabled), staff_id))


def verify(tx: Tx, staff_id: str, password: str, now: datetime) -> Account | Refused:
    """The account behind number and password. `now` has an offset.

    BAD_CREDENTIALS(left=) alike for a wrong password and an unknown number, LOCKED_OUT(wait_s=) after five
    failures: 30 s, doubling to 15 min. STAFF_DISABLED only with the right password. NOT_A_NUMBER for what
    no number can be. A failure is counted even though the refused deed is rolled back.
    """
    if not is_number(staff_id):
        return Refused.because(No.NOT_A_NUMBER, "staff_id")
    now_ms = int(now.timestamp() * 1000)
    fails, locked_until_ms = _failures(tx, staff_id)
    # a clock that was set back must not turn a pause into a lock for ever
    wait_ms = min(locked_until_ms - now_ms, _lock_s(fails) * 1000)
    if wait_ms > 0:
        return Refused.because(No.LOCKED_OUT, wait_s=-(-wait_ms // 1000))
    row = tx.one("SELECT * FROM staff WHERE staff_id = ?", (staff_id,))
    right = _fits(row["verifier"] if row else _NOBODY, password)
    if row is None or not right:
        tx.even_if_refused(lambda later: _count(later, staff_id, fails + 1, now_ms))
        return Refused.because(No.BAD_CREDENTIALS, left=max(0, FREE_TRIES - fails - 1))
    if row["disabled"]:
        return Refused.because(No.STAFF_DISABLED)
    _forgive(tx, staff_id)
    if _hasher().check_needs_rehash(row["verifier"]):
        tx.execute(
            "UPDATE staff SET verifier = ? WHERE staff_id = ?", (_hasher().hash(_normal(password)), staff_id)
        )
    return _account(row)


def _account(row: dict[str, str]) -> Account:
    roles = frozenset(Role(role) for role in json.loads(row["roles"]))
    return Account(row["staff_id"], row["name"], roles, bool(row["disabled"]))


def _normal(password: str) -> bytes:
    """The same password however the keyboard composes it; nothing else is changed."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


def _fits(verifier: str, password: str) -> bool:
    from argon2.exceptions import VerifyMismatchError

    try:
        return _hasher().verify(verifier, _normal(password))
    except VerifyMismatchError:
        return False


def _failures(tx: Tx, staff_id: str) -> tuple[int, int]:
    row = tx.one("SELECT fails, locked_until_ms FROM sign_in_failures WHERE staff_id = ?", (staff_id,))
    return (row["fails"], row["locked_until_ms"]) if row else (0, 0)


def _lock_s(fails: int) -> int:
    """Pause after this many failures in a row, seconds."""
    if fails < FREE_TRIES:
        return 0
    return min(LONGEST_LOCK_S, FIRST_LOCK_S << min(fails - FREE_TRIES, 10))


def _count(tx: Tx, staff_id: str, fails: int, now_ms: int) -> None:
    tx.execute(
        "INSERT OR REPLACE INTO sign_in_failures (staff_id, fails, locked_until_ms) VALUES (?, ?, ?)",
        (staff_id, fails, now_ms + _lock_s(fails) * 1000),
    )
    tx.execute(
        """DELETE FROM sign_in_failures WHERE staff_id NOT IN (SELECT staff_id FROM staff)
            AND rowid NOT IN (SELECT rowid FROM sign_in_failures ORDER BY rowid DESC LIMIT ?)""",
        (_UNKNOWN_KEPT,),
    )


def _forgive(tx: Tx, staff_id: str) -> None:
    tx.execute("DELETE FROM sign_in_failures WHERE staff_id = ?", (staff_id,))
