"""Logged consultations on disk, and the call-backs that are due."""

from __future__ import annotations

from msgspec import Struct

from app.contract.kinds import Stem
from app.domain.consultation import Consultation, ConsultationResult
from localdb import search
from localdb.connection import Tx
from localdb.delivery_words import DeliveryWord
from localdb.paging import Filter, Listing
from localdb.records import Shelf, at_ms, day_of

_SHELF = Shelf(
    "consultations",
    Consultation,
    {
        "number": lambda consultation: consultation.number,
        "at_ms": lambda consultation: at_ms(consultation.started_at),
        "day": lambda consultation: day_of(consultation.started_at),
        "status": lambda consultation: consultation.result.value,
        "visit_id": lambda consultation: consultation.visit_id,
        "clerk_id": lambda consultation: consultation.clerk_id,
        "outlet": lambda consultation: consultation.outlet,
        "window": lambda consultation: consultation.window,
        "case_id": lambda consultation: consultation.case_id,
        "channel": lambda consultation: consultation.channel,
        "category": lambda consultation: consultation.category,
        "person": lambda consultation: consultation.person,
        "question": lambda consultation: consultation.question,
        "due_on": lambda consultation: consultation.due_on,
    },
)


class ConsultationRow(Struct, frozen=True):
    """What a list of consultations shows. `started_on` and `due_on` are ISO dates."""

    id: str
    number: str
    person: str
    question: str
    category: str
    channel: str
    result: ConsultationResult
    started_on: str
    due_on: str
    clerk_id: str
    delivery: DeliveryWord


_LIST = Listing(
    "consultations",
    ConsultationRow,
    {
        "id": str,
        "number": str,
        "person": str,
        "question": str,
        "category": str,
        "channel": str,
        "status": ConsultationResult,
        "day": str,
        "due_on": str,
        "clerk_id": str,
    },
)


def put(tx: Tx, *consultations: Consultation) -> None:
    """Write or replace them, without their search entries."""
    _SHELF.put(tx, *consultations)


def words(consultation: Consultation) -> tuple[str, ...]:
    """What it is found by."""
    return (
        consultation.number,
        consultation.person,
        consultation.question,
        consultation.answer,
        consultation.need,
        consultation.phone,
    )


def save(tx: Tx, consultation: Consultation) -> None:
    """Write or replace the consultation and its search entry."""
    put(tx, consultation)
    search.index(tx, Stem.CONSULTATIONS, consultation.id, words(consultation))


def load(tx: Tx, consultation_id: str) -> Consultation | None:
    return _SHELF.get(tx, consultation_id)


def by_number(tx: Tx, number: str) -> Consultation | None:
    return _SHELF.by_number(tx, number)


def page(
    tx: Tx, wanted: Filter | None = None, after: str | None = None, limit: int = 50
) -> list[ConsultationRow]:
    """The newest consultations first; `after` is the id of the last row of the page before."""
    return _LIST.page(tx, wanted, after, limit)
