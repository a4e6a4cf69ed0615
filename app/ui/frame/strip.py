"""The strip of training above everything."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.ui.theme.look import look
from app.ui.widgets.plain import PlainLabel
from app.words.catalogue import _


class TrainingStrip(QFrame):
    """Seen on every window while practising; it cannot be closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._words = PlainLabel()
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self._words)
        self.setVisible(False)

    def retranslate(self) -> None:
        self.setFixedHeight(look().metrics.px(27))
        self._words.setText(
            _("Training: records stay in the practice book, no official numbers, nothing sent, no money")
        )
        self.setAccessibleName(self._words.text())
