"""Banners under the header: sticky news about the desk (offline, clock, fonts), one line each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.widgets.button import Button
from app.ui.widgets.lines import announce
from app.ui.widgets.plain import IconLabel, WrappedLabel

_ROLE = {"warn": "warn", "err": "err", "info": "text"}
_ICON = {"warn": "warning", "err": "cross", "info": "info"}


class Banner(QFrame):
    """Kinds: info, warn, err. A deed at the right if there is one to do."""

    def __init__(self, name: str, kind: str, text: str) -> None:
        super().__init__()
        self.setObjectName(f"banner_{name}")
        self.setProperty("role", "banner")
        self.setProperty("kind", kind)
        self.text = WrappedLabel(text)
        self.deed = Button(f"banner_{name}_deed")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(IconLabel(_ICON[kind], _ROLE[kind]))
        row.addWidget(self.text, 1)
        row.addWidget(self.deed)
        self.deed.hide()
        self.setAccessibleName(text)


class BannerArea(QWidget):
    """Holds at most one banner of each name, in order of arrival."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banners")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._shown: dict[str, Banner] = {}
        self.hide()

    def say(
        self, name: str, kind: str, text: str, deed: str = "", on_deed: Callable[[], None] | None = None
    ) -> None:
        """Show or replace the banner `name`."""
        self.drop(name)
        banner = Banner(name, kind, text)
        if deed and on_deed is not None:
            banner.deed.say(deed)
            banner.deed.clicked.connect(on_deed)
            banner.deed.show()
        self._shown[name] = banner
        self._column.addWidget(banner)
        self.show()
        announce(banner, text)

    def drop(self, name: str) -> None:
        """Take a banner away; nothing happens if it is not there."""
        banner = self._shown.pop(name, None)
        if banner is not None:
            self._column.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
        self.setVisible(bool(self._shown))

    def names(self) -> tuple[str, ...]:
        return tuple(self._shown)

    def text(self, name: str) -> str:
        return self._shown[name].text.text()
