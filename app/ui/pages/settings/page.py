"""Settings: looks, lock and scanner, printers by paper, about. Every change holds at once and is kept."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.appearance import DEFAULTS, appear
from app.ui.page import Frame, Page
from app.ui.pages.settings.about import AboutCard
from app.ui.pages.settings.desk_card import DeskCard
from app.ui.pages.settings.printers import PrintersCard
from app.ui.theme.metrics import ZOOM_STEPS
from app.ui.widgets.card import Card
from app.ui.widgets.pick import Pick
from app.ui.widgets.rows_of_fields import FieldRows
from app.words.catalogue import _


class SettingsPage(Page):
    stem = "settings"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.looks_card = Card("looks")
        self.language, self.theme = Pick("language"), Pick("theme")
        self.density, self.zoom = Pick("density"), Pick("zoom")
        self._rows = FieldRows()
        for field in (self.language, self.theme, self.density, self.zoom):
            self._rows.add(field, 240)
        self.looks_card.body.addLayout(self._rows)
        self.looks_card.body.addStretch(1)
        self.desk_card = DeskCard(frame)
        self.printers_card = PrintersCard(frame)
        self.about_card = AboutCard(frame)
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, card in enumerate((self.looks_card, self.desk_card, self.printers_card, self.about_card)):
            grid.addWidget(card, place // 2, place % 2)
            grid.setColumnStretch(place % 2, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        for name, field in self._looks().items():
            field.picked.connect(lambda value, name=name: self._keep(name, value))
        self.bind("settings.printers", self.printers_card.look_for)
        self.bind("settings.licences", self.about_card.show_licences)

    def _looks(self) -> Mapping[str, Pick]:
        return {
            "language": self.language,
            "theme": self.theme,
            "density": self.density,
            "zoom": self.zoom,
        }

    def retranslate(self) -> None:
        self.head.say(_("Settings"), _("Every change holds at once"))
        self.looks_card.say(_("Looks"))
        self.language.offer([("zh", "中文"), ("en", "English")])
        self.theme.offer([("light", _("Light")), ("dark", _("Dark"))])
        self.density.offer(
            [("compact", _("Compact")), ("standard", _("Standard")), ("comfortable", _("Comfortable"))]
        )
        self.zoom.offer([(step, f"{step} %") for step in ZOOM_STEPS])
        self._rows.say(self.language, _("Language"), _("Papers stay Chinese in both"))
        self._rows.say(self.theme, _("Theme"))
        self._rows.say(self.density, _("Density"))
        self._rows.say(self.zoom, _("Zoom"), _("Ctrl++ and Ctrl+- on every page"))
        for card in (self.desk_card, self.printers_card, self.about_card):
            card.retranslate()
        self._show()

    def _show(self) -> None:
        for name, field in self._looks().items():
            field.set_value(self.desk.settings.get(name, DEFAULTS[name]))

    def opened(self, request: Mapping[str, object]) -> None:
        self._show()
        self.printers_card.look_for()

    def first_field(self) -> QWidget | None:
        return self.language

    def _keep(self, name: str, value: object) -> None:
        self.frame.keep(name, value)
        appear(self.desk.settings)
        self.frame.retranslate()
