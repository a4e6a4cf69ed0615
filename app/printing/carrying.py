"""The end of a paper never stands alone on a page: it takes the last row of a table along."""

from __future__ import annotations

from app.printing.flow import Flow, Mark
from app.printing.ink import Ink, lowered
from app.printing.tables import Table


def keep_with_row(flow: Flow, height: float) -> None:
    """As `flow.keep`. On a further page that would hold nothing but words above the end, the last row of a
    table comes first, with its header, and all that follows the row. What is more than a page stays apart."""
    here = len(flow.pages) - 1
    turns = flow.room < height <= flow.page_room
    if flow.last_row is None or flow.last_row[0].page != (here if turns else here - 1):
        flow.keep(height)
        return
    row, table = flow.last_row
    whole = row == table.start or row.y <= table.top
    tail = (flow.y if turns else flow.left_at) - row.y
    words = 0.0 if turns else flow.y - flow.begins.y
    if (0.0 if whole else table.head_height) + tail + words + height > flow.page_room:
        flow.keep(height)
        return
    moved, low = _taken(flow, row, table, whole)
    below: list[Ink] = []
    if turns:
        flow.turn_page()
    else:
        below = flow.pages[here][flow.begins.ink :]
        del flow.pages[here][flow.begins.ink :]
        flow.y = flow.begins.y
    if whole:
        table.top += flow.y - row.y
    else:
        table.head()
    flow.draw(lowered(ink, flow.y - row.y) for ink in moved)
    flow.draw(table.framed(low + flow.y - row.y))
    flow.draw(lowered(ink, tail + flow.y - flow.begins.y) for ink in below)
    flow.y += tail + words


def _taken(flow: Flow, row: Mark, table: Table, whole: bool) -> tuple[list[Ink], float]:
    """What stands from the row on, without the table's frame, and where that ended; it closes above."""
    frame = {id(ink) for ink in table.frame}
    low = max((getattr(ink, "y2", 0.0) for ink in table.frame), default=row.y)
    page = flow.pages[row.page]
    moved = [ink for ink in page[row.ink :] if id(ink) not in frame]
    del page[row.ink :]
    if not whole:
        page.extend(table.framed(row.y))
    return moved, low
