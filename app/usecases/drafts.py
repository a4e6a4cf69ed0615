"""Drafts on disk within two seconds: keep, park, take back, discard. Local only, never an op."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from app.domain.case import Draft
from app.domain.refusals import No, Refused
from app.domain.staff import Actor
from app.usecases.desk import Desk
from app.usecases.supplement_case import OPEN
from localdb import cases, consultations, drafts, payments, visits
from localdb.connection import Tx

_RECORD: Mapping[str, Callable[[Tx, str], object]] = {
    "acceptance": cases.load,
    "payment": payments.load,
    "consultation": consultations.load,
    "visit": visits.load,
}
"""Kind of a draft -> the records it becomes"""


def keep_draft(tx: Tx, desk: Desk, actor: Actor, draft: Draft) -> Draft:
    """Write the form as it stands. The page calls it 800 ms after the last change and when it is left.

    What was typed while its own deed was under way comes after that deed: such a form is not kept again.
    """
    kept = replace(draft, saved_at=desk.stamp(), staff_id=draft.staff_id or actor.staff_id)
    if not _done(tx, draft):
        drafts.save(tx, kept)
    return kept


def _done(tx: Tx, draft: Draft) -> bool:
    """The record that this form was to become is there, or the case it answers is open no more."""
    if draft.case_id:
        case = cases.load(tx, draft.case_id)
        return case is not None and case.status not in OPEN
    load = _RECORD.get(draft.kind)
    return load is not None and load(tx, draft.id) is not None


def park_draft(tx: Tx, desk: Desk, actor: Actor, draft: Draft, note: str) -> Draft:
    """挂起: the next visitor or the phone comes first."""
    return keep_draft(tx, desk, actor, replace(draft, parked=True, note=note.strip()))


def resume_draft(tx: Tx, desk: Desk, actor: Actor, draft_id: str) -> Draft | Refused:
    """取回: the form as it was left, by whoever serves the visitor now."""
    draft = drafts.load(tx, draft_id)
    if draft is None:
        return Refused.because(No.NO_SUCH_RECORD, "draft_id", found=draft_id)
    return keep_draft(tx, desk, actor, replace(draft, parked=False))


def discard_draft(tx: Tx, desk: Desk, actor: Actor, draft_id: str) -> None:
    """作废: the form is gone from the list; an accepted case has no draft any more."""
    drafts.discard(tx, draft_id)
