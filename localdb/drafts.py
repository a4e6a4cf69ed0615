"""Forms on the desk: local, on disk within two seconds, never an op."""

from __future__ import annotations

import msgspec

from app.domain.case import Draft
from app.domain.typed import decoder
from localdb.connection import Tx

_DECODER = decoder(Draft)


def save(tx: Tx, draft: Draft) -> None:
    """Write or replace the draft as it stands."""
    tx.execute(
        """INSERT INTO drafts (id, kind, matter, staff_id, parked, saved_at, body)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, matter = excluded.matter,
                staff_id = excluded.staff_id, parked = excluded.parked, saved_at = excluded.saved_at,
                body = excluded.body""",
        (
            draft.id,
            draft.kind,
            draft.matter,
            draft.staff_id,
            int(draft.parked),
            draft.saved_at,
            msgspec.json.encode(draft).decode(),
        ),
    )


def load(tx: Tx, draft_id: str) -> Draft | None:
    row = tx.one("SELECT body FROM drafts WHERE id = ?", (draft_id,))
    return _DECODER.decode(row["body"]) if row else None


def every(tx: Tx, *, staff_id: str | None = None, parked: bool | None = None) -> list[Draft]:
    """The drafts of one or all staff members, parked or not or both; the last changed first."""
    rows = tx.all(
        """SELECT body FROM drafts WHERE (:staff IS NULL OR staff_id = :staff)
            AND (:parked IS NULL OR parked = :parked) ORDER BY saved_at DESC, id""",
        {"staff": staff_id, "parked": parked if parked is None else int(parked)},
    )
    return [_DECODER.decode(row["body"]) for row in rows]


def discard(tx: Tx, draft_id: str) -> Draft | None:
    """Take the draft off the desk. It comes back, so that the page can offer to undo (`save` it again)."""
    draft = load(tx, draft_id)
    tx.execute("DELETE FROM drafts WHERE id = ?", (draft_id,))
    return draft


def discard_answers(tx: Tx, case_id: str) -> None:
    """Take every draft off the desk that was to answer this case: it has been answered."""
    tx.execute("DELETE FROM drafts WHERE json_extract(body, '$.case_id') = ?", (case_id,))
