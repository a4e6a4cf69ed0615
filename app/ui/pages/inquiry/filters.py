"""What the list of recent cases is narrowed to: a state and some days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.case import CaseStatus
from app.ui.state_words import case_words
from app.ui.widgets.date_line import DateLine
from app.ui.widgets.pick import Pick
from app.ui.widgets.plain import PlainLabel
from app.words.catalogue import _

ONE_DAY = "one_day"
_SPANS = {"today": 0, "week": 6, "month": 30}
"""name -> days before today"""


@dataclass(frozen=True, slots=True)
class Narrowed:
    states: tuple[str, ...]
    since: str
    until: str


class CaseFilters(QWidget):
    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("case_filters")
        self._today = today
        self.state, self.days = Pick("filter_state"), Pick("filter_days")
        self.day = DateLine("filter_day", today)
        self.state_label, self.days_label = PlainLabel(role="quiet"), PlainLabel(role="quiet")
        self.state_label.setBuddy(self.state)
        self.days_label.setBuddy(self.days)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.state_label, self.state, self.days_label, self.days, self.day):
            row.addWidget(widget)
        row.addStretch(1)
        self.day.hide()
        self.state.picked.connect(lambda _value: self.changed.emit())
        self.days.picked.connect(self._on_days)
        self.day.date_changed.connect(lambda _day: self.changed.emit())

    def retranslate(self) -> None:
        self.state_label.setText(_("State"))
        self.state.name(_("State"))
        states = [(one.value, case_words(one)) for one in CaseStatus]
        self.state.offer([("", _("all states")), *states])
        self.days_label.setText(_("Days"))
        self.days.name(_("Days"))
        self.days.offer(
            [
                ("", _("all days")),
                ("today", _("today")),
                ("week", _("last 7 days")),
                ("month", _("last 31 days")),
                (ONE_DAY, _("one day")),
            ]
        )
        self.day.setAccessibleName(_("Day"))
        for pick in (self.state, self.days):
            if pick.value() is None:
                pick.set_value("")

    def narrowed(self) -> Narrowed:
        state, days = str(self.state.value() or ""), str(self.days.value() or "")
        since = until = ""
        if days in _SPANS:
            since = (self._today() - timedelta(days=_SPANS[days])).isoformat()
        elif days == ONE_DAY and (day := self.day.value()):
            since = until = day.isoformat()
        return Narrowed((state,) if state else (), since, until)

    def _on_days(self, days: object) -> None:
        self.day.setVisible(days == ONE_DAY)
        if days == ONE_DAY:
            if self.day.value() is None:
                self.day.set_value(self._today())
            self.day.setFocus()
        self.changed.emit()
