"""Tab order equals reading order; it is set, never left to the order in which widgets were made."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtWidgets import QWidget

from app.ui.widgets.entry import Entry


def tab_through(boxes: Iterable[QWidget]) -> None:
    """Chain these boxes; an entry stands for the boxes inside it. All must be inside one window already."""
    inner = [one for box in boxes for one in (box.boxes() if isinstance(box, Entry) else (box,))]
    for first, second in pairwise(inner):
        QWidget.setTabOrder(first, second)
