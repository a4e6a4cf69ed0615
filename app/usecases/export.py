"""Everything as open JSON lines, for auditors and for the day after this program."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.refusals import Refused
from app.domain.staff import Actor, Permission
from app.usecases.desk import Desk, barred
from localdb import journal
from localdb.connection import Tx


def export_everything(
    tx: Tx, desk: Desk, actor: Actor, write: Callable[[Mapping[str, object]], None]
) -> int | Refused:
    """Hand every record, op and anchor to `write`, one dict at a time; the count comes back."""
    if no := barred(actor, Permission.EXPORT):
        return no
    count = 0
    for line in journal.export(tx):
        write(line)
        count += 1
    return count
