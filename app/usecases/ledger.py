"""Enter one record: its row, its search entry and its op, together or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.contract.kinds import Kind, Stem
from app.contract.wire import Op
from app.domain.staff import Actor
from app.usecases.desk import Desk
from localdb import cases, consultations, evaluations, groups, inquiries, journal, papers, payments, visits
from localdb.connection import Tx
from localdb.groups import Record

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
    wanted = groups.split(stem, record) if before is None else groups.changed(stem, before, record)
    if not wanted:
        return None
    _SAVE[stem](tx, record)
    return journal.append(
        tx,
        kind=kind,
        record_id=record.id,
        groups=wanted,
        actor=actor,
        captured_at=desk.stamp(),
        mono_ms=desk.clock.mono_ms(),
    )
