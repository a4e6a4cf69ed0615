"""A short fixed choice: a native list box whose items carry values. For long lists see `search_combo`."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from app.ui.theme.look import look
from app.ui.widgets.boxes import ListBox
from app.ui.widgets.plain import visible

NARROWEST = 96


class Pick(ListBox):
    picked = Signal(object)
    """chosen by a person; carries the value"""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._values: tuple[object, ...] = ()
        self.activated.connect(lambda place: self.picked.emit(self._values[place]))

    def offer(self, items: Sequence[tuple[object, str]]) -> None:
        """Pairs of value and words; the value in force stays if it is still there."""
        kept = self.value()
        self._values = tuple(value for value, _words in items)
        self.blockSignals(True)
        self.clear()
        self.addItems([visible(words) for _value, words in items])
        self.blockSignals(False)
        self.set_value(kept)

    def value(self) -> object:
        place = self.currentIndex()
        return self._values[place] if 0 <= place < len(self._values) else None

    def set_value(self, value: object) -> None:
        """Show this value; nothing is announced. An unknown value shows nothing."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def minimumSizeHint(self) -> QSize:
        """Long words give way where room is short; the list shows them whole."""
        wanted = super().minimumSizeHint()
        return QSize(min(wanted.width(), look().metrics.px(NARROWEST)), wanted.height())
