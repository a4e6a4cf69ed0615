"""The door to everything that stands between journal and province; the parts are in the files named here.

Each part is loaded when it is first asked for: a sign-in needs two of them, not the whole exchange.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from localdb.conflicts import Conflict, close_parked, conflicts, take_base
    from localdb.delivery import Counts, Delivery, counts, delivery_of
    from localdb.delivery_words import DeliveryWord
    from localdb.device import (
        Credential,
        Position,
        credential,
        mark_copy,
        note_contact,
        position,
        save_credential,
        start_resync,
        station,
    )
    from localdb.feed import Applied, apply_page, look_ahead
    from localdb.identity import Identity, identity, settle_identity
    from localdb.outbox import Settled, mark_sending, park, requeue_above, settle, unmark, unsent

__all__ = [
    "Applied",
    "Conflict",
    "Counts",
    "Credential",
    "Delivery",
    "DeliveryWord",
    "Identity",
    "Position",
    "Settled",
    "apply_page",
    "close_parked",
    "conflicts",
    "counts",
    "credential",
    "delivery_of",
    "identity",
    "look_ahead",
    "mark_copy",
    "mark_sending",
    "note_contact",
    "park",
    "position",
    "requeue_above",
    "save_credential",
    "settle",
    "settle_identity",
    "start_resync",
    "station",
    "take_base",
    "unmark",
    "unsent",
]

_PARTS = {
    "conflicts": (
        "Conflict",
        "close_parked",
        "conflicts",
        "take_base",
    ),
    "delivery": (
        "Counts",
        "Delivery",
        "counts",
        "delivery_of",
    ),
    "delivery_words": ("DeliveryWord",),
    "device": (
        "Credential",
        "Position",
        "credential",
        "mark_copy",
        "note_contact",
        "position",
        "save_credential",
        "start_resync",
        "station",
    ),
    "feed": (
        "Applied",
        "apply_page",
        "look_ahead",
    ),
    "identity": (
        "Identity",
        "identity",
        "settle_identity",
    ),
    "outbox": (
        "Settled",
        "mark_sending",
        "park",
        "requeue_above",
        "settle",
        "unmark",
        "unsent",
    ),
}
_PART_OF = {name: part for part, names in _PARTS.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _PART_OF:
        raise AttributeError(name)
    found: object = getattr(import_module(f"localdb.{_PART_OF[name]}"), name)
    globals()[name] = found
    return found
