"""Enter one record: its row, its search entry and its op, together or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from app.contract.kinds import Kind, Stem
from app.contract.wire import Op
from app.domain.case import Case
from app.domain.consultation import Consultation, Inquiry
from app.domain.evaluation import Evaluation
from app.domain.paper import Paper
from app.domain.payment import Payment
from app.domain.staff import Actor
from app.domain.visit import Visit
from app.usecases.desk import Desk
from localdb import (
    cases,
    consultations,
    evaluations,
    groups,
    inquiries,
    journal,
    papers,
    payments,
    search,
    visits,
)
from localdb.connection import Tx

Record: TypeAlias = Visit | Case | Payment | Consultation | Inquiry | Evaluation | Paper

_SAVE: Mapping[Stem, Callable[[Tx, Any], None]] = {
    Stem.VISITS: visits.save,
    Stem.CASES: cases.save,
    Stem.PAYMENTS: payments.save,
    Stem.CONSULTATIONS: consultations.save,
    Stem.INQUIRIES: inquiries.save,
    Stem.EVALUATIONS: evaluations.save,
    Stem.PAPERS: papers.save,
}


def enter(
    tx: Tx, desk: Desk, actor: Actor, kind: Kind, record: Record, before: Record | None = None
) -> Op | None:
    """Write `record` as deed `kind`. With `before`, the op carries only the groups that changed.

    Nothing changed: nothing is written and None comes back.
    """
    stem = kind.stem
    wanted = groups.split(stem, record)
    if before is not None:
        known = groups.split(stem, before)
        wanted = {name: value for name, value in wanted.items() if known.get(name) != value}
        if not wanted:
            return None
    _SAVE[stem](tx, record)
    words = _searchable(record)
    if words:
        search.index(tx, stem, record.id, words)
    return journal.append(
        tx,
        kind=kind,
        record_id=record.id,
        groups=wanted,
        actor=actor,
        captured_at=desk.stamp(),
        mono_ms=desk.clock.mono_ms(),
    )


def _searchable(record: Record) -> tuple[str, ...]:
    """What one box finds a record by. Ratings and inquiries are not found by their text."""
    match record:
        case Case():
            return tuple(
                filter(
                    None,
                    (
                        record.number,
                        record.applicant_name,
                        record.title,
                        record.right_number,
                        record.contact_phone,
                        *(notice.number for notice in record.notices),
                    ),
                )
            )
        case Payment():
            rights = (line.right_number for line in record.lines)
            return tuple(
                filter(None, (record.number, record.payer_name, record.bill_title, record.reference, *rights))
            )
        case Consultation():
            return tuple(filter(None, (record.number, record.person, record.question, record.phone)))
        case Visit():
            return tuple(filter(None, (record.visitor_name, record.organisation, record.phone)))
        case Paper():
            return (record.number,)
        case _:
            return ()
