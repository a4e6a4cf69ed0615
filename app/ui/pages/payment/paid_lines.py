"""What was paid, as it was priced on that day: each right with its fees."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.fees import QuoteLine
from app.domain.payment import PaymentLine
from app.ui.widgets.money import yuan_text
from app.ui.widgets.plain import PlainLabel
from app.words.catalogue import pick


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
        grid.setColumnStretch(1, 1)
        for line in lines:
            _add_right(grid, line)
        self._column.addWidget(self._lines)


def _add_right(grid: QGridLayout, line: PaymentLine) -> None:
    row = grid.rowCount()
    who = "  ".join(part for part in (line.right_number, line.holder) if part)
    grid.addWidget(PlainLabel(who or "–", role="strong"), row, 0, Qt.AlignmentFlag.AlignTop)
    for at, part in enumerate(line.lines):
        grid.addWidget(PlainLabel(_fee(part)), row + at, 1)
        amount = PlainLabel(yuan_text(part.amount_fen, sign=False))
        grid.addWidget(amount, row + at, 2, Qt.AlignmentFlag.AlignRight)


def _fee(part: QuoteLine) -> str:
    name = pick(part.name_zh, part.name_en)
    note = f"（{part.note}）" if part.note else ""
    times = f"  ×{part.quantity}" if part.quantity > 1 else ""
    return f"{name}{note}{times}"
