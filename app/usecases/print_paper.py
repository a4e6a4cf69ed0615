"""Draw a paper once, keep it with its hash, and follow its way onto paper.

What was previewed is what is printed is what is kept: drawing is deterministic, and the kept bytes win.
The deed that made the paper is already committed; nothing here can undo it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from app.contract.kinds import Kind
from app.domain.paper import Paper, PaperKind, PrintState
from app.domain.refusals import No, Refused
from app.domain.staff import Actor
from app.usecases.desk import Desk
from app.usecases.ledger import enter
from localdb import papers
from localdb.connection import Tx

Draw = Callable[[Paper], bytes]
"""`app.printing.render`, handed in by bootstrap: values -> PDF."""
Version = Callable[[PaperKind], str]
"""The template version of a kind."""


class Kept(Struct, frozen=True, kw_only=True):
    paper: Paper
    pdf: bytes


def keep_paper(
    tx: Tx, desk: Desk, actor: Actor, paper_id: str, draw: Draw, version: Version
) -> Kept | Refused:
    """The kept PDF; drawn and stored with its SHA-256 on the first call, read on every later one."""
    paper = papers.load(tx, paper_id)
    if paper is None:
        return Refused.because(No.NO_SUCH_RECORD, "paper_id", found=paper_id)
    if pdf := papers.load_pdf(tx, paper_id):
        return Kept(paper=paper, pdf=pdf)
    pdf = draw(paper)
    kept = replace(paper, pdf_sha256=hashlib.sha256(pdf).hexdigest(), template_version=version(paper.kind))
    papers.save_pdf(tx, paper_id, pdf)
    enter(tx, desk, actor, Kind.PAPER_PRINT, kept, before=paper)
    return Kept(paper=kept, pdf=pdf)


class PrintOutcome(Struct, frozen=True, kw_only=True):
    """What the spooler said. `printed` only when the job says so; `trouble` is an obstacle's code."""

    paper_id: str
    state: PrintState
    printer: str = ""
    job: str = ""
    trouble: str = ""


def record_print(tx: Tx, desk: Desk, actor: Actor, outcome: PrintOutcome) -> Paper | Refused:
    """Enter what became of a print. Each paper that came out raises the count that reprints show."""
    paper = papers.load(tx, outcome.paper_id)
    if paper is None:
        return Refused.because(No.NO_SUCH_RECORD, "paper_id", found=outcome.paper_id)
    came_out = outcome.state in (PrintState.PRINTED, PrintState.SAVED)
    after = replace(
        paper,
        state=outcome.state,
        printer=outcome.printer,
        job=outcome.job,
        trouble=outcome.trouble,
        copies_printed=paper.copies_printed + (1 if came_out else 0),
    )
    enter(tx, desk, actor, Kind.PAPER_PRINT, after, before=paper)
    return after
