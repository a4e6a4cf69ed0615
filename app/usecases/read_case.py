"""Open a case as the desk shows it: the record, its papers, what of it has been delivered, what is open."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import acceptance, numbering
from app.domain.case import Case
from app.domain.paper import Paper
from app.domain.refusals import No, Refused
from app.domain.staff import Actor
from app.usecases.desk import Desk
from localdb import cases, papers, payments, sync_state
from localdb.connection import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """`delivery` is the word of the record; `open` what an answer to the notice may change."""

    case: Case
    papers: tuple[Paper, ...]
    delivery: str
    receipt: str
    open: acceptance.OpenLines
    state: str = ""
    """the status as people are told it: received where another office accepts"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Where a scanned or typed number leads: a page's stem and the record."""

    stem: str
    record_id: str


def read_case(tx: Tx, desk: Desk, actor: Actor, case_id: str) -> OpenCase | Refused:
    case = cases.load(tx, case_id)
    if case is None:
        return Refused.because(No.NO_SUCH_RECORD, "case_id", found=case_id)
    matter = desk.rules.matter_of(case.matter, case.matter_version)
    told = sync_state.delivery_of(tx, case.id)
    return OpenCase(
        case=case,
        papers=tuple(papers.of_record(tx, case.id)),
        delivery=str(told.word),
        receipt=told.receipt,
        open=acceptance.reopen(case, matter, desk.rules.field_types),
        state=desk.rules.case_state(case.status, case.matter),
    )


def reach(tx: Tx, desk: Desk, actor: Actor, text: str) -> Reached | Refused:
    """The record behind any number that we print: a case, a payment, or the record a paper is about."""
    parsed = numbering.parse(text)
    number = text.strip() if isinstance(parsed, Refused) else parsed.number
    if case := cases.by_number(tx, number):
        return Reached(stem="cases", record_id=case.id)
    if payment := payments.by_number(tx, number):
        return Reached(stem="payments", record_id=payment.id)
    paper = papers.by_number(tx, number)
    if paper is not None:
        stem = "cases" if cases.load(tx, paper.about) else "payments"
        return Reached(stem=stem, record_id=paper.about)
    return Refused.because(No.NO_SUCH_RECORD, "number", found=text.strip()[:40])
