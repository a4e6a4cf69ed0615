"""The list of papers: owed ones or the history, in the same columns."""

from __future__ import annotations

from typing import Protocol

from app.domain import numbering
from app.ui.state_words import paper_kind, print_state
from app.ui.widgets.rows import Column, Rows
from app.words.catalogue import _


class PaperLine(Protocol):
    """A paper as the store lists it."""

    @property
    def id(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def copies_printed(self) -> int: ...
    @property
    def made_on(self) -> str: ...


def times(count: int) -> str:
    """How often it left the printer; the next one is a reprint."""
    return _("{count} ×").format(count=count) if count else "—"


def paper_rows() -> Rows[PaperLine]:
    return Rows(
        (
            Column(id="kind", text=lambda paper: paper_kind(paper.kind), width=0),
            Column(id="number", text=lambda paper: numbering.grouped(paper.number), width=245),
            Column(
                id="state",
                text=lambda paper: print_state(paper.state)[0],
                tone=lambda paper: print_state(paper.state)[1],
                width=120,
            ),
            Column(
                id="times",
                text=lambda paper: times(paper.copies_printed),
                width=64,
                number=True,
                wide_only=True,
            ),
            Column(id="made_on", text=lambda paper: paper.made_on, width=100, wide_only=True),
        ),
        key=lambda paper: paper.id,
    )
