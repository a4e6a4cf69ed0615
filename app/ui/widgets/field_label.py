"""The words beside a field: right-aligned, level with its first line, with a red star where it is needed."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme.look import look
from app.ui.widgets.plain import WrappedLabel
from app.words.catalogue import Language, language

LABEL_ZH, LABEL_EN = 112, 140
"""The label column of every form in logical pixels: seven characters and the star; longer names wrap."""
_STAR = "*"
_ALIGNED = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class FieldLabel(WrappedLabel):
    """Long Chinese names break in halves, never before the last character."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._required = False
        super().__init__(parent=parent, role="label")
        self.setAlignment(_ALIGNED)
        look().changed.connect(self.fit)

    def say(self, words: str, *, required: bool = False) -> None:
        """The star is drawn, not written: readers hear it from the field's name."""
        self._required = required
        self.setText(words)
        self.fit()
        self.update()

    @property
    def required(self) -> bool:
        return self._required

    def fit(self) -> None:
        """Width of the column in the language in force; the first line stands level with the field's."""
        metrics, measure = look().metrics, self.fontMetrics()
        zh = language() is Language.ZH
        width = metrics.px(LABEL_ZH if zh else LABEL_EN)
        star = measure.horizontalAdvance(f" {_STAR}") if self._required else 0
        room = width - star
        lines = ceil(measure.horizontalAdvance(self.text()) / room) if room > 0 else 1
        spare = room - self._even(room, lines) if zh and lines > 1 else 0
        top = max(0, (metrics.field - measure.lineSpacing() * min(lines, 2)) // 2)
        self.setContentsMargins(spare, top, star, 0)
        self.setFixedWidth(width)
        self.setMinimumHeight(metrics.field)

    def _even(self, room: int, lines: int) -> int:
        """The narrowest width at which as many lines still hold the words."""
        measure = self.fontMetrics()
        sign = measure.horizontalAdvance("字")
        width = ceil(len(self.text()) / lines) * sign + 1
        while width < room and self._height(width) > lines * measure.lineSpacing():
            width += sign // 2
        return min(width, room)

    def _height(self, width: int) -> int:
        flags = int(_ALIGNED | Qt.TextFlag.TextWordWrap)
        return self.fontMetrics().boundingRect(QRect(0, 0, width, 1000), flags, self.text()).height()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._required:
            return
        room, measure = self.contentsRect(), self.fontMetrics()
        flags = _ALIGNED | Qt.TextFlag.TextWordWrap
        words = measure.boundingRect(room, int(flags), self.text())
        last = QRect(room.right() + 1, words.bottom() - measure.height() + 1, self.width(), measure.height())
        painter = QPainter(self)
        painter.setPen(QColor(look().tokens.err))
        painter.drawText(last, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f" {_STAR}")
        painter.end()
