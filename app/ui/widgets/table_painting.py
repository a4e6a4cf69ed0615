"""What the table draws by hand: the chosen row, the end of the list, the calm lines of an empty one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.ui.theme.look import look


class Cells(QStyledItemDelegate):
    """A bar at the left of the selected row and a frame around the current cell; states keep their colour."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        colour = index.data(Qt.ItemDataRole.ForegroundRole)
        if colour is not None:
            palette: QPalette = option.palette  # type: ignore[attr-defined]
            palette.setColor(QPalette.ColorRole.HighlightedText, colour)
            option.palette = palette  # type: ignore[attr-defined]

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if focused:
            option.state = state & ~QStyle.StateFlag.State_HasFocus  # type: ignore[attr-defined]
        super().paint(painter, option, index)
        if not state & QStyle.StateFlag.State_Selected:
            return
        rect: QRect = option.rect  # type: ignore[attr-defined]
        primary = QColor(look().tokens.primary)
        if index.column() == 0:
            painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), primary)
        if focused:
            painter.setPen(QPen(primary, 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))


def paint_end(table: QTableView, words: str) -> None:
    """A line and a count below the last row, so that nobody wonders whether the list goes on."""
    rows, metrics = table.model(), look().metrics
    room = table.viewport().rect()
    last = table.visualRect(rows.index(rows.rowCount() - 1, 0)).bottom() + 1
    if last + metrics.row > room.height():
        return
    painter = QPainter(table.viewport())
    painter.setPen(QColor(look().tokens.border))
    painter.drawLine(room.left(), last, room.right(), last)
    font = table.font()
    font.setPointSizeF(metrics.pt(9))
    painter.setFont(font)
    painter.setPen(QColor(look().tokens.text2))
    where = QRect(room.left() + metrics.px(9), last, room.width(), metrics.row)
    painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
    painter.end()


def paint_empty(table: QTableView, lines: Sequence[str]) -> None:
    """What would be here, why it is empty, the next key; broken where the room is narrow."""
    painter = QPainter(table.viewport())
    room = table.viewport().rect().adjusted(16, 8, -16, -8)
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    gap = round(table.fontMetrics().lineSpacing() * 0.4)
    told = [line for line in lines if line]
    heights = [table.fontMetrics().boundingRect(room, int(flags), line).height() for line in told]
    top = room.top() + max(0, (room.height() - sum(heights) - gap * (len(told) - 1)) // 3)
    for place, (line, height) in enumerate(zip(told, heights, strict=True)):
        painter.setPen(QColor(look().tokens.text if place == 0 else look().tokens.text2))
        painter.drawText(QRect(room.left(), top, room.width(), height), int(flags), line)
        top += height + gap
    painter.end()
