"""The door to everything that stands between journal and province; the parts are in the files named here."""

from __future__ import annotations

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
from localdb.feed import Applied, apply_page
from localdb.identity import Identity, identity, settle_identity
from localdb.outbox import Settled, mark_sending, park, requeue_above, settle, unsent

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
    "unsent",
]
