"""News about the line to the province: the chip always, a banner only when age calls for it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from app.sync.status import SyncStatus
from app.ui.frame.header import Header
from app.ui.sync_words import BANNER_MINUTES, RED_MINUTES
from app.ui.times import age, minutes_since
from app.words.catalogue import _


class Banners(Protocol):
    def banner(self, name: str, kind: str, text: str) -> None: ...

    def drop_banner(self, name: str) -> None: ...


def tell_sync(window: Banners, header: Header, status: SyncStatus, now: datetime) -> None:
    """Over two hours old: a banner. Over a day: the lead must be told, and the banner says how."""
    header.show_sync(status, now)
    minutes = minutes_since(status.queue.oldest_at, now) if status.queue.unsent else 0
    if minutes >= RED_MINUTES:
        window.banner(
            "undelivered",
            "err",
            _(
                "The oldest undelivered step has waited {age}. Tell the lead; "
                "everything can be exported on the delivery page (Ctrl+9)"
            ).format(age=age(status.queue.oldest_at, now)),
        )
    elif minutes >= BANNER_MINUTES:
        window.banner(
            "undelivered",
            "warn",
            _("{count} not delivered, the oldest for {age}. Saved here; work can go on").format(
                count=status.queue.unsent, age=age(status.queue.oldest_at, now)
            ),
        )
    else:
        window.drop_banner("undelivered")
