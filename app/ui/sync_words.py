"""The sync state in words: what the chip says. It never says "delivered" while anything waits."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from app.sync.failures import FailureKind
from app.sync.status import Network, SyncStatus
from app.ui.times import clock_time, minutes_since
from app.words.catalogue import _
from app.words.refusals import N_

AMBER_MINUTES = 30
BANNER_MINUTES = 120
RED_MINUTES = 24 * 60


class Said(Struct, frozen=True):
    """Kind (ok, quiet, warn, err), icon and words of one state."""

    kind: str
    icon: str
    text: str


def chip(status: SyncStatus, now: datetime) -> Said:
    """One line for the header. What needs a person stands first, then what waits, then all well."""
    if status.needs_you:
        return Said("err", "cross", _("{count} need you").format(count=status.needs_you))
    if status.queue.unsent:
        return _waiting(status, now)
    if status.network is Network.OFFLINE:
        return Said("warn", "offline", _("Offline, nothing waiting"))
    if not status.confirmed_at:
        return Said("quiet", "sync", _("Nothing sent yet"))
    return Said("ok", "check", _("All delivered {time}").format(time=clock_time(status.confirmed_at, now)))


def _waiting(status: SyncStatus, now: datetime) -> Said:
    count = status.queue.unsent
    age = minutes_since(status.queue.oldest_at, now)
    kind = "err" if age >= RED_MINUTES else "warn" if age >= AMBER_MINUTES else "quiet"
    if status.network is Network.OFFLINE:
        kind = "warn" if kind == "quiet" else kind
        return Said(kind, "offline", _("Offline, {count} not delivered").format(count=count))
    if status.sending:
        return Said(kind, "sync", _("Sending, {count} not delivered").format(count=count))
    return Said(kind, "upload", _("{count} not delivered").format(count=count))


REASONS: dict[FailureKind, str] = {
    FailureKind.OFFLINE: N_("no network"),
    FailureKind.TIMEOUT: N_("the province answers too slowly"),
    FailureKind.NOT_THE_PROVINCE: N_("something else answered, perhaps a network sign-in page"),
    FailureKind.TLS: N_("the connection is not safe; check the clock of this computer"),
    FailureKind.UNAUTHORISED: N_("the province does not know this window's key; call the administrator"),
    FailureKind.REVOKED: N_("the province has withdrawn this window's key; call the administrator"),
    FailureKind.TOO_LARGE: N_("a parcel was too large; it is sent in smaller ones"),
    FailureKind.BUSY: N_("the province is busy"),
    FailureKind.UPGRADE: N_("the province asks for a newer program"),
    FailureKind.MUST_RESYNC: N_("the province starts a new history; everything is compared again"),
    FailureKind.REFUSED: N_("the province declined the request; tell the administrator"),
    FailureKind.SERVER_ERROR: N_("the province has a fault of its own"),
    FailureKind.BAD_PAGE: N_("a page from the province cannot be read; sending goes on"),
    FailureKind.LOCAL: N_("this computer could not store the answer"),
    FailureKind.DESK_RESTORED: N_("this desk was restored from an older copy; it needs a new identity"),
    FailureKind.INTERRUPTED: N_("interrupted; it goes on by itself"),
    FailureKind.BUG: N_("a fault in the program; it is tried again later"),
}
"""Why the last exchange did not happen, for the clerk."""


def reason(status: SyncStatus) -> str:
    """The words for the reason; empty when there is none."""
    return _(REASONS[status.reason]) if status.reason else ""
