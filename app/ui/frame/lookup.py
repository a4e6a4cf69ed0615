"""Records for the palette and for scanned codes: one use-case, turned into places to open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject

from app.domain import numbering
from app.ui.desk import Hit
from app.ui.tasks import Tasks

AT_MOST = 20
_PAGE = {"cases": "acceptance", "payments": "payment", "consultations": "consultation", "visits": "visit"}


def find_records(tasks: Tasks, owner: QObject, text: str, show: Callable[[Sequence[Hit]], None]) -> None:
    """Look `text` up in the local book; `show` gets at most twenty places. An empty text finds nothing."""
    if not text.strip():
        return
    from app.usecases import inquire

    def told(found: tuple[inquire.Hit, ...]) -> None:
        show([_place(hit) for hit in found if hit.stem in _PAGE])

    tasks.run(inquire.look_up, text, AT_MOST, on_done=told, owner=owner)


def _place(hit: Any) -> Hit:
    return Hit(
        page=_PAGE[hit.stem],
        record_id=hit.record_id,
        text="  ".join(part for part in (numbering.grouped(hit.number), hit.title) if part),
        hint=hit.who,
        request={"record_id": hit.record_id, "stem": hit.stem},
    )
