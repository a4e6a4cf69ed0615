"""The list of pages at the left: words on wide windows, icon and one word on the narrow rail."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from app.ui.navigation import PAGES
from app.ui.theme.look import look
from app.ui.theme.metrics import Width
from app.ui.widgets.button import Button
from app.ui.widgets.plain import button_text, restyle
from app.words.catalogue import Language, _, language


class NavBar(QFrame):
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nav")
        self._width = Width.M
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(0)
        for place in PAGES:
            button = Button(f"nav_{place.stem}", kind="nav")
            button.setCheckable(True)
            button.show_icon(place.stem, "text2")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, stem=place.stem: self.chosen.emit(stem))
            self._group.addButton(button)
            self._buttons[place.stem] = button
            column.addWidget(button)
            if place.stem == "sync":
                column.addStretch(1)

    def fit(self, width: Width) -> None:
        self._width = width
        self.setFixedWidth(look().metrics.nav_width(width))
        for button in self._buttons.values():
            restyle(button, "rail", "true" if width is Width.S else "false")
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(_("Pages"))
        for place in PAGES:
            words = _(place.text)
            button = self._buttons[place.stem]
            button.say(words, hint=f"{words} ({place.key})")
            # on the rail one Chinese character says enough beside its icon; one Latin letter does not
            short = words[0] if language() is Language.ZH else ""
            button.setText(button_text(short if self._width is Width.S else words))
            button.setAccessibleName(f"{words} {place.key}")

    def show_current(self, stem: str) -> None:
        button = self._buttons.get(stem)
        if button is not None:
            button.setChecked(True)

    def show_count(self, stem: str, count: int) -> None:
        """A number behind a page's name, for what waits there."""
        words = next(_(place.text) for place in PAGES if place.stem == stem)
        if self._width is not Width.S:
            self._buttons[stem].setText(button_text(f"{words}  {count}" if count else words))
