"""The five services with the visit that is open, its state and its end."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout

from app.domain.visit import Visit
from app.ui.pages.visit.actions import SERVICES
from app.ui.theme.look import look
from app.ui.theme.metrics import Width
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.lines import StatusChip
from app.words.catalogue import _


class ServicesCard(Card):
    wanted = Signal(str)
    """stem of the service's page"""
    end_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("services_card")
        self.state = StatusChip("visit_state")
        self.beside_title(self.state)
        self._visit: Visit | None = None
        self._rated = False
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self.buttons = {stem: Button(f"serve_{stem}") for stem, _words in SERVICES}
        for stem, button in self.buttons.items():
            button.show_icon(stem, "primary")
            button.setMinimumHeight(look().metrics.px(44))
            button.clicked.connect(lambda _checked=False, stem=stem: self.wanted.emit(stem))
        self.end = Button("visit_end")
        self.end.clicked.connect(self.end_wanted)
        self.end.setMinimumHeight(look().metrics.px(44))
        self.set_columns(len(SERVICES) + 1)
        self.body.addLayout(self._grid)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In one row where there is room, in two where there is none."""
        super().resizeEvent(event)
        window = self.window()
        narrow = look().metrics.width_class(window.width(), window.height()) is Width.S
        self.set_columns(3 if narrow else len(SERVICES) + 1)

    def set_columns(self, columns: int) -> None:
        """As many buttons in a row."""
        for place, button in enumerate((*self.buttons.values(), self.end)):
            self._grid.addWidget(button, place // columns, place % columns)
        for at in range(len(SERVICES) + 1):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)

    def retranslate(self) -> None:
        self.say(_("Services of this visit"), _("one identity entry, any number of services"))
        for place, (stem, words) in enumerate(SERVICES, 1):
            self.buttons[stem].say(_(words), f"Alt+{place}")
        self.end.say(_("End the visit"), "F8", hint=_("End the visit, invite to rate"))
        self.show_visit(self._visit, rated=self._rated)

    def show_visit(self, visit: Visit | None, *, rated: bool = False) -> None:
        """None: nobody is here yet."""
        self._visit, self._rated = visit, rated
        going_on = visit is not None and not visit.closed_at
        self.end.allow(going_on, "" if going_on else _("No visit is open"))
        if visit is None:
            self.state.say(_("not open yet; a service opens it"), "quiet")
        elif visit.closed_at:
            words = _("ended {time}, rated") if rated else _("ended {time}")
            self.state.say(words.format(time=visit.closed_at[11:16]), "quiet", "check")
        else:
            self.state.say(_("open since {time}").format(time=visit.opened_at[11:16]), "ok", "clock")

    def take_cursor(self) -> None:
        """To the first service: Tab and Enter go on from there."""
        self.buttons[SERVICES[0][0]].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def allow(self, allowed: bool, reason: str = "") -> None:
        for button in self.buttons.values():
            button.allow(allowed, reason)
