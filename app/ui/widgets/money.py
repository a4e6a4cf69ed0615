"""Amounts: integer fen in, digits in a fixed shape out, right-aligned."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.widgets.plain import PlainLabel


def yuan_text(fen: int, *, sign: bool = True) -> str:
    """`¥ 1,660.00`; without the sign for table columns."""
    whole, part = divmod(abs(fen), 100)
    digits = f"{'-' if fen < 0 else ''}{whole:,}.{part:02d}"
    return f"¥ {digits}" if sign else digits


class MoneyLabel(PlainLabel):
    """One amount. Large with `role="total"`."""

    def __init__(self, parent: QWidget | None = None, *, role: str = "") -> None:
        super().__init__("", parent, role=role)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fen = 0

    def show_fen(self, fen: int) -> None:
        self.fen = fen
        self.setText(yuan_text(fen))
        self.setAccessibleName(yuan_text(fen))
