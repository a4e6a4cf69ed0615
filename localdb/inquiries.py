"""The log of inquiries on disk. The text that was looked for is never kept, only its digest."""

from __future__ import annotations

from msgspec import Struct

from app.contract.kinds import Stem
from app.domain.consultation import Inquiry
from localdb import search
from localdb.connection import Tx
from localdb.delivery_words import DeliveryWord
from localdb.paging import Filter, Listing
from localdb.records import Shelf, at_ms, day_of

_SHELF = Shelf(
    "inquiries",
    Inquiry,
    {
        "number": lambda inquiry: inquiry.number,
        "at_ms": lambda inquiry: at_ms(inquiry.at),
        "day": lambda inquiry: day_of(inquiry.at),
        "status": lambda inquiry: "printed" if inquiry.printed else "answered",
        "visit_id": lambda inquiry: "",
        "clerk_id": lambda inquiry: inquiry.clerk_id,
        "outlet": lambda inquiry: inquiry.outlet,
        "window": lambda inquiry: inquiry.window,
        "scope": lambda inquiry: inquiry.scope,
        "query_kind": lambda inquiry: inquiry.query_kind,
        "hits": lambda inquiry: inquiry.hits,
        "printed": lambda inquiry: int(inquiry.printed),
    },
)


class InquiryRow(Struct, frozen=True):
    """What a list of inquiries shows. `asked_on` is an ISO date."""

    id: str
    number: str
    scope: str
    query_kind: str
    hits: int
    printed: bool
    asked_on: str
    clerk_id: str
    delivery: DeliveryWord


_LIST = Listing(
    "inquiries",
    InquiryRow,
    {
        "id": str,
        "number": str,
        "scope": str,
        "query_kind": str,
        "hits": int,
        "printed": bool,
        "day": str,
        "clerk_id": str,
    },
)


def put(tx: Tx, *inquiries: Inquiry) -> None:
    """Write or replace them, without their search entries."""
    _SHELF.put(tx, *inquiries)


def words(inquiry: Inquiry) -> tuple[str, ...]:
    """What it is found by."""
    return (inquiry.number,)


def save(tx: Tx, inquiry: Inquiry) -> None:
    """Write or replace the inquiry; it is found by its number only."""
    put(tx, inquiry)
    search.index(tx, Stem.INQUIRIES, inquiry.id, words(inquiry))


def load(tx: Tx, inquiry_id: str) -> Inquiry | None:
    return _SHELF.get(tx, inquiry_id)


def by_number(tx: Tx, number: str) -> Inquiry | None:
    return _SHELF.by_number(tx, number)


def page(tx: Tx, wanted: Filter | None = None, after: str | None = None, limit: int = 50) -> list[InquiryRow]:
    """The newest inquiries first; `after` is the id of the last row of the page before."""
    return _LIST.page(tx, wanted, after, limit)
