"""Text of strangers on the screen: shown as typed, never as markup, nothing invisible left invisible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.theme.look import look

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_MARKS = {code: f"⟨{code:04X}⟩" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_MARKS |= {code: f"⟨{code:04X}⟩" for code in (0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF)}
_MARKS |= dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)), "�")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
"""as `html.escape` does it, which loads two thousand names of characters before the first paint"""


def visible(text: str) -> str:
    """Bidirectional and zero-width controls as marks one can see; other control characters as U+FFFD."""
    return text.translate(_MARKS)


def button_text(text: str) -> str:
    """A name on a button or menu: `&` stays an ampersand."""
    return visible(text).replace("&", "&&")


def hint_text(text: str) -> str:
    """Data in a tooltip: escaped and marked as rich, so that Qt never guesses."""
    return f"<span>{visible(text).translate(_MARKUP)}</span>"


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a dynamic property and let the sheet see it."""
    if (widget.property(name) or "") == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


class PlainLabel(QLabel):
    """The only label of the program: plain text is set before the first text is."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, role: str = "") -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(visible(text))


class WrappedLabel(PlainLabel):
    """Running text that takes as many lines as it needs."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, role: str = "") -> None:
        super().__init__(text, parent, role=role)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


class ShortLabel(PlainLabel):
    """One line that gives way when room is short; the whole text is in the tooltip and for readers."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, role: str = "") -> None:
        self._whole = ""
        super().__init__(text, parent, role=role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        self._whole = visible(text)
        self.setAccessibleName(self._whole)
        self._fit()

    def whole(self) -> str:
        """The text that was set, not what fits."""
        return self._whole

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 4, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…") * 2, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 1))
        QLabel.setText(self, shown)
        self.setToolTip(hint_text(self._whole) if shown != self._whole else "")


class IconLabel(PlainLabel):
    """One of our icons as a picture beside a word; follows the theme. Readers skip it."""

    def __init__(self, name: str = "", role: str = "text", size: int = 16) -> None:
        super().__init__()
        self._name, self._role, self._size = name, role, size
        look().changed.connect(self._draw)
        self._draw()

    def show_icon(self, name: str, role: str = "text") -> None:
        self._name, self._role = name, role
        self._draw()

    def _draw(self) -> None:
        side = look().metrics.px(self._size)
        self.setFixedSize(side, side)
        if self._name:
            from app.ui.theme.icons import pixmap

            self.setPixmap(pixmap(self._name, look().tokens, self._role, side, self.devicePixelRatioF()))
        else:
            self.clear()
