"""What is done with a desk's store: open it by a person's key, run deeds in it, copy it.

Loaded while somebody types a number and a password; the first paint waits for none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from app.bootstrap.people import key_of, member_adder
from app.domain.refusals import No, Refused
from app.domain.staff import Actor, Permission, Station
from app.domain.window_rules import WindowRules
from app.profile import Profile
from app.usecases.desk import Desk, barred, new_id
from app.usecases.sign_in import sign_in
from app.usecases.window_rules import WindowSet, load_window
from localdb import backup, journal, staff, sync_state
from localdb.connection import Database, Tx
from localdb.staff import Account

if TYPE_CHECKING:
    from app.usecases.add_staff import Added, AddStaff

T = TypeVar("T")
After: TypeAlias = Callable[[WindowRules | None, frozenset[str], int], None]
"""told before the future is done: the rules of the window if a deed set them, changed stems, ops written"""
LOCAL_ONLY = frozenset({"drafts"})
"""What changes on the desk without an op."""


class Store:
    """The open store of one desk. Its methods may be called from any thread."""

    def __init__(self, database: Database, profile: Profile) -> None:
        self.database = database
        self._profile = profile

    @classmethod
    def unlocked(
        cls, profile: Profile, staff_id: str, password: str, now: datetime
    ) -> tuple[Store, Account] | Refused:
        """The store and the account of the person whose key slot opened it."""
        key = key_of(profile.keys, staff_id, password, now)
        if isinstance(key, Refused):
            return key
        database = Database.open(profile.database, key)
        account = database.read(lambda tx: staff.load(tx, staff_id))
        if account is None or account.disabled:
            database.close()
            return Refused.because(No.STAFF_DISABLED)
        return cls(database, profile), account

    def settled(self) -> tuple[Station | None, WindowRules]:
        """Whose data this is: a restored or copied store becomes another install with another series.

        Its station, if the province gave one, and the rules of its window.
        """
        return self.database.run(partial(_settled, self._profile.folder))

    def second(self, desk: Desk, station: Station, staff_id: str, secret: str) -> Actor | Refused:
        """Another person at the same station. Waits; a wrong password is counted."""
        return self.database.run(lambda tx: sign_in(tx, desk, station, staff_id, secret))

    def submit(self, usecase: Callable[..., T], given: tuple[Any, ...], after: After) -> Future[T]:
        """Run `usecase(tx, *given)` in one transaction; the future is done after the commit."""
        future: Future[T] = Future()

        def work(tx: Tx) -> tuple[T, frozenset[str], int]:
            before = journal.head(tx).seq
            result = usecase(tx, *given)
            return result, journal.stems_after(tx, before), journal.head(tx).seq - before

        def done(ended: Future[tuple[T, frozenset[str], int]]) -> None:
            trouble = ended.exception()
            if trouble is not None:
                future.set_exception(trouble)
                return
            result, stems, ops = ended.result()
            if isinstance(result, Refused):
                stems, ops = frozenset(), 0
            if usecase.__module__ == "app.usecases.drafts":
                stems |= LOCAL_ONLY
            after(result.rules if isinstance(result, WindowSet) else None, stems, ops)
            future.set_result(result)

        self.database.submit(work).add_done_callback(done)
        return future

    def add_staff(self, call: Callable[..., Future[Added | Refused]], request: AddStaff) -> Added | Refused:
        """Account and key slot, both or neither. Waits."""
        return call(member_adder(self._profile.keys, self.database.key), request).result()

    def back_up(self, actor: Actor | None, now: datetime) -> Mapping[str, object] | Refused:
        """A verified copy in the profile's folder, old ones thinned."""
        if actor and (no := barred(actor, Permission.BACK_UP)):
            return no
        made = backup.back_up(self.database, self._profile.backups, now)
        gone = backup.tidy(self._profile.backups, now.date())
        return {"file": str(made.path), "at": made.at.isoformat(), "thinned": len(gone)}


def _settled(folder: Path, tx: Tx) -> tuple[Station | None, WindowRules]:
    sync_state.settle_identity(tx, folder, new_id)
    return sync_state.station(tx), load_window(tx)
