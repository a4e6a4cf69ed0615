"""Papers on disk: what they say, how often they were printed, and the kept PDF itself."""

from __future__ import annotations

import hashlib

from msgspec import Struct

from app.contract.kinds import Stem
from app.domain.paper import Paper, PaperKind, PrintState
from localdb import search
from localdb.connection import Tx
from localdb.delivery_words import DeliveryWord
from localdb.paging import Filter, Listing
from localdb.records import Shelf, at_ms, day_of

_SHELF = Shelf(
    "papers",
    Paper,
    {
        "number": lambda paper: paper.number,
        "at_ms": lambda paper: at_ms(paper.made_at),
        "day": lambda paper: day_of(paper.made_at),
        "status": lambda paper: paper.state.value,
        "visit_id": lambda paper: "",
        "clerk_id": lambda paper: paper.clerk_id,
        "outlet": lambda paper: paper.outlet,
        "window": lambda paper: paper.window,
        "kind": lambda paper: paper.kind.value,
        "about": lambda paper: paper.about,
        "copies_printed": lambda paper: paper.copies_printed,
        "pdf_sha256": lambda paper: paper.pdf_sha256,
    },
)


class PaperRow(Struct, frozen=True):
    """What a list of papers shows. `made_on` is an ISO date; `about` is the id of its record."""

    id: str
    number: str
    kind: PaperKind
    about: str
    state: PrintState
    copies_printed: int
    made_on: str
    clerk_id: str
    delivery: DeliveryWord


_LIST = Listing(
    "papers",
    PaperRow,
    {
        "id": str,
        "number": str,
        "kind": PaperKind,
        "about": str,
        "status": PrintState,
        "copies_printed": int,
        "day": str,
        "clerk_id": str,
    },
)


def put(tx: Tx, *papers: Paper) -> None:
    """Write or replace them, without their search entries."""
    _SHELF.put(tx, *papers)


def words(paper: Paper) -> tuple[str, ...]:
    """What it is found by."""
    return (paper.number,)


def save(tx: Tx, paper: Paper) -> None:
    """Write or replace the paper's record; it is found by its number only."""
    put(tx, paper)
    search.index(tx, Stem.PAPERS, paper.id, words(paper))


def load(tx: Tx, paper_id: str) -> Paper | None:
    return _SHELF.get(tx, paper_id)


def by_number(tx: Tx, number: str) -> Paper | None:
    """The newest paper with this number: a slip made anew carries its payment's number like the first."""
    sql = "SELECT body FROM papers WHERE number = ? ORDER BY at_ms DESC, rowid DESC LIMIT 1"
    return _SHELF.decoded(tx.one(sql, (number,)))


def save_pdf(tx: Tx, paper_id: str, pdf: bytes) -> None:
    """Keep the PDF as it was drawn. Once: a kept paper is never replaced (the driver refuses)."""
    digest = hashlib.sha256(pdf).hexdigest()
    tx.execute("INSERT INTO paper_files (paper_id, sha256, pdf) VALUES (?, ?, ?)", (paper_id, digest, pdf))


def load_pdf(tx: Tx, paper_id: str) -> bytes | None:
    """The kept PDF, if it was drawn here."""
    row = tx.one("SELECT pdf FROM paper_files WHERE paper_id = ?", (paper_id,))
    return bytes(row["pdf"]) if row else None


def of_record(tx: Tx, record_id: str) -> list[Paper]:
    """Every paper about a record, oldest first."""
    sql = "SELECT body FROM papers WHERE about = ? ORDER BY at_ms, rowid"
    return [found for row in tx.all(sql, (record_id,)) if (found := _SHELF.decoded(row))]


def owed(tx: Tx, limit: int = 200) -> list[PaperRow]:
    """Papers that still have to come out: never sent, or the printer failed. Newest first."""
    return page(tx, Filter(status=(PrintState.OWED, PrintState.FAILED)), None, limit)


def page(tx: Tx, wanted: Filter | None = None, after: str | None = None, limit: int = 50) -> list[PaperRow]:
    """The newest papers first; `after` is the id of the last row of the page before."""
    return _LIST.page(tx, wanted, after, limit)
