"""What has not reached the province yet, record by record, and the counts that must tie out."""

from __future__ import annotations

from dataclasses import dataclass

from app.contract.kinds import Stem
from app.domain.set_aside import SetAside
from app.domain.staff import Actor
from app.usecases.desk import Desk
from localdb import (
    cases,
    consultations,
    evaluations,
    inquiries,
    papers,
    payments,
    set_aside,
    sync_state,
    visits,
)
from localdb.connection import Tx

_LOAD = {
    Stem.CASES: cases.load,
    Stem.PAYMENTS: payments.load,
    Stem.CONSULTATIONS: consultations.load,
    Stem.INQUIRIES: inquiries.load,
    Stem.EVALUATIONS: evaluations.load,
    Stem.PAPERS: papers.load,
    Stem.VISITS: visits.load,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryLine:
    """One undelivered record: its oldest waiting op. `word` is one of `DeliveryWord`.

    `code` and `fields` are told only where a person is needed.
    """

    record_id: str
    stem: str
    kind: str
    number: str
    word: str
    waiting: int
    captured_at: str
    code: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryBook:
    """captured = delivered + undelivered + parked, counted in ops."""

    lines: tuple[DeliveryLine, ...]
    captured: int
    delivered: int
    delivered_today: int
    undelivered: int
    parked: int
    set_aside: tuple[SetAside, ...] = ()
    """replaced data with undelivered steps: counted in none of the others"""


def read_delivery(tx: Tx, desk: Desk, actor: Actor, limit: int = 200) -> DeliveryBook:
    """Who needs a person first, then what waits, oldest first."""
    counts = sync_state.counts(tx, desk.today().isoformat())
    undelivered = counts.unsent + counts.waiting
    return DeliveryBook(
        lines=(*_parked(tx), *_waiting(tx, limit)),
        captured=counts.delivered + undelivered + counts.parked,
        delivered=counts.delivered,
        delivered_today=counts.delivered_today or 0,
        undelivered=undelivered,
        parked=counts.parked,
        set_aside=set_aside.beside(tx),
    )


def _parked(tx: Tx) -> list[DeliveryLine]:
    return [
        DeliveryLine(
            record_id=one.record_id,
            stem=one.stem,
            kind=one.kind,
            number=one.number,
            word=sync_state.DeliveryWord.NEEDS_YOU.value,
            waiting=1,
            captured_at=one.captured_at,
            code=one.code,
            fields=tuple(name for name in (one.field, *one.fields) if name),
        )
        for one in sync_state.conflicts(tx)
    ]


def _waiting(tx: Tx, limit: int) -> list[DeliveryLine]:
    lines: dict[str, DeliveryLine] = {}
    for op in sync_state.unsent(tx, limit):
        known = lines.get(op.record_id)
        stem = Stem(op.kind.split(".", 1)[0])
        lines[op.record_id] = DeliveryLine(
            record_id=op.record_id,
            stem=stem.value,
            kind=known.kind if known else op.kind,
            number=known.number if known else _number(tx, stem, op.record_id),
            word=sync_state.delivery_of(tx, op.record_id).word.value,
            waiting=known.waiting + 1 if known else 1,
            captured_at=known.captured_at if known else op.captured_at,
        )
    return list(lines.values())


def _number(tx: Tx, stem: Stem, record_id: str) -> str:
    """The record's own number; a visit has its ticket."""
    record = _LOAD[stem](tx, record_id)
    return str(getattr(record, "number", "") or getattr(record, "ticket", ""))
