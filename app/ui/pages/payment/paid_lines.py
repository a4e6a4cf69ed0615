"""What was paid, as it was priced on that day: each right with its fees."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.fees import QuoteLine
from app.domain.payment import PaymentLine
from app.ui.theme.look import look
from app.ui.widgets.fee_lines import line_name
from app.ui.widgets.money import yuan_text
from app.ui.widgets.plain import PlainLabel, WrappedLabel

WIDEST = 480
"""logical pixels"""


class PaidLines(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("payment_lines")
        self._lines: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_lines(self, lines: Sequence[PaymentLine]) -> None:
        """Instead of those shown before."""
        if self._lines is not None:
            self._column.removeWidget(self._lines)
            self._lines.hide()
            self._lines.deleteLater()
        self._lines = QWidget()
        grid = QGridLayout(self._lines)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        for line in lines:
            _add_right(grid, line)
        # amounts stay near their names, however wide the window is
        self._lines.setMaximumWidth(look().metrics.px(WIDEST))
        self._column.addWidget(self._lines)


def _add_right(grid: QGridLayout, line: PaymentLine) -> None:
    who = "  ".join(part for part in (line.right_number, line.holder) if part)
    grid.addWidget(WrappedLabel(who or "–", role="strong"), grid.rowCount(), 0, 1, 2)
    for part in line.lines:
        row = grid.rowCount()
        grid.addWidget(PlainLabel(_fee(part)), row, 0)
        amount = PlainLabel(yuan_text(part.amount_fen, sign=False))
        grid.addWidget(amount, row, 1, Qt.AlignmentFlag.AlignRight)


def _fee(part: QuoteLine) -> str:
    times = f"  ×{part.quantity}" if part.quantity > 1 else ""
    return f"{line_name(part)}{times}"
