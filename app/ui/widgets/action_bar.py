"""The bar at the foot: what can be done here, each with its key; the one main deed at the right."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from app.ui.theme.look import look
from app.ui.widgets.button import Button, key_text
from app.ui.widgets.plain import ShortLabel, button_text, restyle
from app.words.catalogue import _


class BarItem(Struct, frozen=True, kw_only=True):
    """One button: words, key, kind, and why not (None: allowed); `calm`: the reason is no warning."""

    id: str
    text: str
    key: str = ""
    kind: str = ""
    reason: str | None = None
    calm: bool = False


class ActionBar(QFrame):
    """Nothing is ever clipped: what has no room goes behind "More"."""

    triggered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("action_bar")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 12, 0)
        self._row.setSpacing(8)
        self._more = Button("more")
        self._menu = QMenu(self)
        self._menu.setObjectName("more_menu")
        self._more.setMenu(self._menu)
        self._reason = ShortLabel(role="warning")
        self._items: tuple[BarItem, ...] = ()
        self._buttons: list[Button] = []
        self._primary: Button | None = None

    def show_items(self, items: Sequence[BarItem]) -> None:
        """Build the bar again; the item of kind `primary` goes to the right end."""
        before, self._items = self._items, tuple(items)
        if before == self._items:
            return
        if [_bare(item) for item in before] == [_bare(item) for item in items]:
            self._allow()
            return
        self._empty()
        for item in items:
            button = self._button(item)
            if item.kind == "primary":
                self._primary = button
            else:
                self._buttons.append(button)
        for button in self._buttons:
            self._row.addWidget(button)
        self._row.addWidget(self._more)
        self._row.addWidget(self._reason, 1)
        if self._primary is not None:
            self._row.addWidget(self._primary)
        self._show_reason()
        self._fit()

    def _allow(self) -> None:
        """The same deeds; only what can be done now is new."""
        for item in self._items:
            button = self.button(item.id)
            if button is not None:
                button.allow(item.reason is None, item.reason or "")
        self._show_reason()
        self._fill_menu()

    def button(self, action_id: str) -> Button | None:
        """The button of an action, if it is on the bar."""
        return self.findChild(Button, f"do_{action_id.replace('.', '_')}")

    def _button(self, item: BarItem) -> Button:
        button = Button(f"do_{item.id.replace('.', '_')}", kind=item.kind)
        button.say(item.text, item.key)
        button.allow(item.reason is None, item.reason or "")
        button.clicked.connect(lambda: self.triggered.emit(item.id))
        return button

    def _empty(self) -> None:
        for button in (*self._buttons, self._primary):
            if button is not None:
                self._row.removeWidget(button)
                button.hide()
                button.setParent(None)
                button.deleteLater()
        self._buttons, self._primary = [], None
        while self._row.count():
            self._row.takeAt(0)

    def _show_reason(self) -> None:
        """The main deed's reason first, beside it; that of another stands beside the others."""
        main = [i for i in self._items if i.reason and i.kind == "primary"]
        others = [i.reason for i in self._items if i.reason and i.kind != "primary"]
        self._reason.setText((main[0].reason if main else others[0] if others else "") or "")
        side = Qt.AlignmentFlag.AlignRight if main else Qt.AlignmentFlag.AlignLeft
        self._reason.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        restyle(self._reason, "role", "warning" if main and not main[0].calm else "hint")

    def fit(self) -> None:
        """Height after the density and zoom in force."""
        self.setFixedHeight(look().metrics.px(46))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._more.say(_("More"))
        room = self.width() - 24 - (self._primary.sizeHint().width() + 8 if self._primary else 0)
        needed = sum(b.sizeHint().width() + 8 for b in self._buttons)
        if needed > room:
            room -= self._more.sizeHint().width() + 8
        for button in self._buttons:
            room -= button.sizeHint().width() + 8
            button.setVisible(room >= 0)
        self._fill_menu()
        self._more.setVisible(not self._menu.isEmpty())

    def _fill_menu(self) -> None:
        """Behind "More" stands what has no room."""
        self._menu.clear()
        for button, item in zip(self._buttons, (i for i in self._items if i.kind != "primary"), strict=True):
            if button.isHidden():
                entry = self._menu.addAction(button_text(f"{item.text}\t{key_text(item.key)}"))
                entry.setEnabled(item.reason is None)
                entry.triggered.connect(lambda _checked=False, i=item.id: self.triggered.emit(i))


def _bare(item: BarItem) -> tuple[str, ...]:
    """What the bar is built from."""
    return item.id, item.text, item.key, item.kind
