"""The sync state in words: what the chip says. It never says "delivered" while anything waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.ui.desk import Line, SyncStatus
from app.ui.times import clock_time, minutes_since
from app.words.catalogue import _, ngettext

AMBER_MINUTES = 30
BANNER_MINUTES = 120
RED_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Said:
    """Kind (ok, quiet, warn, err), icon and words of one state."""

    kind: str
    icon: str
    text: str


def chip(status: SyncStatus, now: datetime) -> Said:
    """One line for the header. What needs a person stands first, then what waits, then all well."""
    if status.needs_you:
        return Said("err", "cross", _("{count} need you").format(count=status.needs_you))
    if status.waiting or status.files_waiting:
        return _waiting(status, now)
    if status.line is Line.NO_PROVINCE:
        return Said("quiet", "info", _("Not enrolled, kept here"))
    if status.line is Line.OFFLINE:
        return Said("warn", "offline", _("Offline, nothing waiting"))
    if not status.delivered_at:
        return Said("quiet", "sync", _("Nothing sent yet"))
    return Said("ok", "check", _("All delivered {time}").format(time=clock_time(status.delivered_at, now)))


def _waiting(status: SyncStatus, now: datetime) -> Said:
    age = minutes_since(status.oldest_waiting_at, now)
    kind = "err" if age >= RED_MINUTES else "warn"
    if status.line is Line.OFFLINE:
        return Said(kind, "offline", _("Offline, {count} not delivered").format(count=status.waiting))
    if status.line is Line.NO_PROVINCE:
        return Said("quiet", "info", _("Not enrolled, {count} kept here").format(count=status.waiting))
    if status.sending:
        words = _("Sending {sent} of {count}").format(sent=status.sending, count=status.waiting)
        return Said("quiet" if age < AMBER_MINUTES else kind, "sync", words)
    if not status.waiting:
        words = ngettext("{count} file not delivered", "{count} files not delivered", status.files_waiting)
        return Said(kind, "upload", words.format(count=status.files_waiting))
    return Said(
        "quiet" if age < AMBER_MINUTES else kind,
        "upload",
        _("{count} not delivered").format(count=status.waiting),
    )
