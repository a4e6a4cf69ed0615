"""A date by typing: 20261121, 1121, 2026-11-21, = for today, + and − by a day, PgUp and PgDn by a month."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QSpinBox, QWidget

from app.ui.widgets.boxes import WheelGuard
from app.words.catalogue import _

_PARTS = re.compile(r"\s*(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?\s*")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９－．／", "0123456789-./")


def parse_date(typed: str, today: date) -> date | None:
    """The date meant, or None. Four digits are month and day of this year."""
    text = typed.translate(_FULL_WIDTH).strip()
    parts: tuple[int, int, int] | None = None
    if re.fullmatch(r"\d{8}", text):
        parts = int(text[:4]), int(text[4:6]), int(text[6:])
    elif re.fullmatch(r"\d{4}", text):
        parts = today.year, int(text[:2]), int(text[2:])
    elif found := _PARTS.fullmatch(text):
        parts = int(found[1]), int(found[2]), int(found[3])
    try:
        return date(*parts) if parts else None
    except ValueError:
        return None


def add_months(day: date, months: int) -> date:
    """The same day in another month, or its last day."""
    moved = QDate(day.year, day.month, day.day).addMonths(months)
    return date(moved.year(), moved.month(), moved.day())


class DateLine(QLineEdit):
    """`value()` is the date or None; `text()` what was typed, also when it is no date."""

    date_changed = Signal(object)

    def __init__(self, name: str, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._today = today
        self._sent: date | None = None
        self._calendar: QCalendarWidget | None = None
        self.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText)
        self.setPlaceholderText("2026-11-21")
        self.editingFinished.connect(self.settle)

    def value(self) -> date | None:
        return parse_date(self.text(), self._today())

    def set_value(self, day: date | None) -> None:
        """Show a date; nothing is announced."""
        self._sent = day
        self.setText(day.isoformat() if day else "")

    def settle(self) -> None:
        """Write what was typed as a date; what is no date stays as typed."""
        day = self.value()
        if day is not None:
            self.setText(day.isoformat())
        if day != self._sent:
            self._sent = day
            self.date_changed.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        moved = self._moved(event)
        if moved is None:
            super().keyPressEvent(event)
            return
        self.setText(moved.isoformat())
        self.settle()

    def _moved(self, event: QKeyEvent) -> date | None:
        """The date a key leads to. A minus inside a date being typed is only a minus."""
        day = self.value()
        match event.key(), event.text():
            case (_key, "="):
                return self._today()
            case (_key, "+"):
                return (day or self._today()) + timedelta(days=1)
            case (_key, "-") if day is not None and len(self.text()) == len("2026-11-21"):
                return day - timedelta(days=1)
            case (Qt.Key.Key_PageUp, _text):
                return add_months(day or self._today(), -1)
            case (Qt.Key.Key_PageDown, _text):
                return add_months(day or self._today(), 1)
        return None

    def open_calendar(self) -> None:
        """The month under the field; Enter takes the day, Esc leaves it."""
        if self._calendar is None:
            self._calendar = QCalendarWidget(self)
            self._calendar.setObjectName(f"{self.objectName()}_calendar")
            self._calendar.setWindowFlags(Qt.WindowType.Popup)
            self._calendar.setGridVisible(False)
            guard = WheelGuard(self._calendar)
            for year in self._calendar.findChildren(QSpinBox):
                year.installEventFilter(guard)
            self._calendar.activated.connect(self._on_day)
            self._calendar.clicked.connect(self._on_day)
        self._calendar.setAccessibleName(_("Calendar"))
        day = self.value() or self._today()
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._calendar.show()
        self._calendar.setFocus()

    def _on_day(self, day: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        self.setText(f"{day.year():04d}-{day.month():02d}-{day.day():02d}")
        self.settle()
        self.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()
