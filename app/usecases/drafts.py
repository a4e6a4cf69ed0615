"""Drafts on disk within two seconds: keep, park, take back, discard. Local only, never an op."""

from __future__ import annotations

from dataclasses import replace

from app.domain.case import Draft
from app.domain.refusals import No, Refused
from app.domain.staff import Actor
from app.usecases.desk import Desk
from localdb import drafts
from localdb.connection import Tx


def keep_draft(tx: Tx, desk: Desk, actor: Actor, draft: Draft) -> Draft:
    """Write the form as it stands. The page calls it 800 ms after the last change and when it is left."""
    kept = replace(draft, saved_at=desk.stamp(), staff_id=draft.staff_id or actor.staff_id)
    drafts.save(tx, kept)
    return kept


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
