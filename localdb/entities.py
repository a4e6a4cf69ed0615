"""The record tables by stem: which module saves what."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from app.contract.kinds import Stem
from localdb import cases, consultations, evaluations, inquiries, papers, payments, search, visits
from localdb.connection import Tx

MODULES: dict[Stem, ModuleType] = {
    Stem.VISITS: visits,
    Stem.CASES: cases,
    Stem.PAYMENTS: payments,
    Stem.CONSULTATIONS: consultations,
    Stem.INQUIRIES: inquiries,
    Stem.EVALUATIONS: evaluations,
    Stem.PAPERS: papers,
}


def save(tx: Tx, stem: Stem, record: object) -> None:
    MODULES[stem].save(tx, record)


def save_all(tx: Tx, records: Sequence[tuple[Stem, Any, search.Entry | None]]) -> None:
    """As `save` for each, in this order; no record may stand there twice. With its search entry if known."""
    by_stem: dict[Stem, list[Any]] = {}
    for stem, record, _ in records:
        by_stem.setdefault(stem, []).append(record)
    for stem, those in by_stem.items():
        MODULES[stem].put(tx, *those)
    missing = iter(
        search.entries([MODULES[stem].words(record) for stem, record, entry in records if not entry])
    )
    search.index_all(tx, [(stem, record.id, entry or next(missing)) for stem, record, entry in records])


def load(tx: Tx, stem: Stem, record_id: str) -> object | None:
    found: object | None = MODULES[stem].load(tx, record_id)
    return found


def save_all_again(tx: Tx) -> None:
    """Write every record's columns, keys and search entry anew, oldest first (migrations)."""
    for stem in MODULES:
        ids = tx.all(f"SELECT id FROM {stem} ORDER BY at_ms, id")  # noqa: S608 (own enum)
        for (record_id,) in ids:
            save(tx, stem, load(tx, stem, record_id))
