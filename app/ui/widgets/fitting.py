"""Columns of short words grow with them: a state that is cut off says nothing. They never shrink again."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QTableView

from app.ui.theme.look import look
from app.ui.widgets.rows import Rows

SHORT = 130
"""logical pixels; wider columns hold names and numbers, which may be cut"""
MOST = 1.7
_MARGINS = 20


def make_room(table: QTableView, rows: Rows[Any], grown: dict[int, int]) -> None:
    """Widen what is too narrow, unless a person drew it so. `grown` remembers what was widened here."""
    head, metrics, measure = table.horizontalHeader(), look().metrics, table.fontMetrics()
    bold = QFont(table.font())
    bold.setBold(True)
    for place, column in enumerate(rows.columns):
        designed = metrics.px(column.width)
        if not 0 < column.width <= SHORT or column.number or column.ticked is not None:
            continue
        if head.sectionSize(place) not in (designed, grown.get(place)):
            continue
        words = max(map(measure.horizontalAdvance, rows.words_of(place)), default=0)
        title = QFontMetrics(bold).horizontalAdvance(rows.title_of(place))
        needed = min(max(words, title) + metrics.px(_MARGINS), round(designed * MOST))
        if needed > head.sectionSize(place):
            grown[place] = needed
            head.resizeSection(place, needed)
