"""The end of a paper never stands alone on a page: it takes the last row of a table along."""

from __future__ import annotations

from app.printing.flow import Flow
from app.printing.ink import lowered


def keep_with_row(flow: Flow, height: float) -> None:
    """As `flow.keep`. On a further page that would hold nothing but words above the end, the last row of a
    table comes first, with its header, and all that follows the row. What is more than a page stays apart."""
    if flow.last_row is None:
        flow.keep(height)
        return
    row, table = flow.last_row
    here = len(flow.pages) - 1
    turns = flow.room < height <= flow.page_room
    if row.page != (here if turns else here - 1):
        flow.keep(height)
        return
    whole = row == table.start or row.y <= table.top
    tail = (flow.y if turns else flow.left_at) - row.y
    words = 0.0 if turns else flow.y - flow.begins.y
    if (0.0 if whole else table.head_height) + tail + words + height > flow.page_room:
        flow.keep(height)
        return
    frame = {id(ink) for ink in table.frame}
    low = max((getattr(ink, "y2", 0.0) for ink in table.frame), default=row.y)
    moved = [ink for ink in flow.pages[row.page][row.ink :] if id(ink) not in frame]
    del flow.pages[row.page][row.ink :]
    if not whole:
        flow.pages[row.page].extend(table.framed(row.y))
    below = []
    if turns:
        flow.turn_page()
    else:
        below = flow.pages[here][flow.begins.ink :]
        del flow.pages[here][flow.begins.ink :]
        flow.y = flow.begins.y
    by = flow.y - row.y
    if whole:
        table.top += by
    else:
        table.head()
        by = flow.y - row.y
    flow.draw(lowered(ink, by) for ink in moved)
    flow.draw(table.framed(low + by))
    flow.draw(lowered(ink, tail + (flow.y - flow.begins.y)) for ink in below)
    flow.y += tail + words
