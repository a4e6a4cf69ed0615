"""One line about a state, always symbol and word: under a field, in a card, in a row."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.ui.widgets.plain import IconLabel, PlainLabel, WrappedLabel, restyle, visible

_ICONS = {"error": "cross", "warning": "warning", "ok": "check", "hint": "info"}
_ROLES = {"error": "err", "warning": "warn", "ok": "ok", "hint": "text2"}
_CHIP_ROLES = {"ok": "ok", "warn": "warn", "err": "err", "train": "train", "quiet": "text2"}
_CHIP_ICONS = {"ok": "check", "warn": "warning", "err": "cross", "train": "info", "quiet": "info"}


def announce(widget: QWidget, text: str) -> None:
    """Tell screen readers about a change that the eye sees by itself."""
    from PySide6.QtGui import QAccessible, QAccessibleEvent

    widget.setAccessibleDescription(visible(text))
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))


def mark(field: QWidget, state: str, text: str = "") -> None:
    """Give a field its state (`error`, `warning`, `filled`, `changed` or empty) and its description."""
    restyle(field, "state", state)
    field.setAccessibleDescription(visible(text))


class ErrorLine(QWidget):
    """What is wrong with the field above it, and how to mend it. Takes no room while all is well.

    Most lines of a form never say anything: icon and words are made when the first one is said.
    """

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._parts: tuple[IconLabel, WrappedLabel] | None = None
        self.setVisible(False)

    def _made(self) -> tuple[IconLabel, WrappedLabel]:
        if self._parts is None:
            self._parts = IconLabel(size=14), WrappedLabel()
            row = QHBoxLayout(self)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(4)
            row.addWidget(self._parts[0])
            row.addWidget(self._parts[1], 1)
        return self._parts

    def say(self, text: str, kind: str = "error") -> None:
        """Kinds: error, warning, ok, hint. An empty text clears the line."""
        if not text:
            self.clear()
            return
        icon, words = self._made()
        icon.show_icon(_ICONS[kind], _ROLES[kind])
        restyle(words, "role", kind)
        words.setText(text)
        self.setVisible(True)
        announce(self, text)

    def clear(self) -> None:
        if self._parts is not None:
            self._parts[1].setText("")
            self.setAccessibleDescription("")
            self.setVisible(False)

    def text(self) -> str:
        return self._parts[1].text() if self._parts is not None else ""


class StatusChip(QFrame):
    """A state as icon and word on a tinted ground. Kinds: ok, warn, err, train, quiet.

    It is never narrower than its words, not even before the layouts around it have had their turn.
    """

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "chip")
        self._icon = IconLabel(size=14)
        self._text = PlainLabel()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 3, 8, 3)
        self._row.setSpacing(6)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._text)
        self._row.addStretch(1)

    def say(self, text: str, kind: str = "quiet", icon: str = "") -> None:
        self._icon.show_icon(icon or _CHIP_ICONS[kind], _CHIP_ROLES[kind])
        self._text.setText(text)
        restyle(self, "kind", kind)
        # the word's rule hangs on the chip's kind, so the word is polished again too
        self._text.style().unpolish(self._text)
        self._text.style().polish(self._text)
        self.setAccessibleName(visible(text))
        self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):  # another zoom
            self._fit()
        return done

    def _fit(self) -> None:
        self.setMinimumWidth(self._row.minimumSize().width())

    def text(self) -> str:
        return self._text.text()
