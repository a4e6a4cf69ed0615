"""Find a paper by its id or by the number printed on it."""

from __future__ import annotations

from app.domain import numbering
from app.domain.paper import Paper
from app.domain.refusals import No, Refused
from app.domain.staff import Actor
from app.usecases.desk import Desk
from localdb import papers, sync_state
from localdb.connection import Tx
from localdb.paging import Filter
from localdb.papers import PaperRow


def find_paper(tx: Tx, desk: Desk, actor: Actor, paper_id: str, number: str) -> Paper | Refused:
    paper = papers.load(tx, paper_id) if paper_id else None
    if paper is None and number:
        parsed = numbering.parse(number)
        paper = papers.by_number(tx, number if isinstance(parsed, Refused) else parsed.number)
    return paper or Refused.because(No.NO_SUCH_RECORD, "paper", found=paper_id or number)


def papers_about(tx: Tx, desk: Desk, actor: Actor, record_id: str) -> tuple[Paper, ...]:
    """Every paper of a case, payment or visit, oldest first."""
    return tuple(papers.of_record(tx, record_id))


def named_papers(tx: Tx, desk: Desk, actor: Actor, paper_ids: tuple[str, ...]) -> tuple[PaperRow, ...]:
    """These papers in this order; one that is not here is left out."""
    found = [paper for one in paper_ids if (paper := papers.load(tx, one)) is not None]
    return tuple(
        PaperRow(
            id=paper.id,
            number=paper.number,
            kind=paper.kind,
            about=paper.about,
            state=paper.state,
            copies_printed=paper.copies_printed,
            made_on=paper.made_at[:10],
            clerk_id=paper.clerk_id,
            delivery=sync_state.delivery_of(tx, paper.id).word,
        )
        for paper in found
    )


def owed_papers(tx: Tx, desk: Desk, actor: Actor) -> tuple[PaperRow, ...]:
    """欠打印: made and not yet on paper."""
    return tuple(papers.owed(tx))


def paper_history(
    tx: Tx, desk: Desk, actor: Actor, wanted: Filter | None = None, after: str | None = None, limit: int = 50
) -> tuple[PaperRow, ...]:
    """The newest papers of this desk, for reprinting; `after` is the id of the last row seen."""
    return tuple(papers.page(tx, wanted, after, limit))
