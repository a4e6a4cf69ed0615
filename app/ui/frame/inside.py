"""What stands behind the gate: header, banners, navigation, pages, action bar, laid out by breakpoint."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.frame.header import Header
from app.ui.frame.nav_bar import NavBar
from app.ui.frame.stack import PageStack
from app.ui.page import Frame
from app.ui.theme.look import look
from app.ui.widgets.action_bar import ActionBar, BarItem
from app.ui.widgets.banner import BannerArea
from app.ui.widgets.toast import Toasts
from app.words.catalogue import _


class Inside(QWidget):
    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setObjectName("inside")
        self._frame = frame
        self.header, self.nav = Header(), NavBar()
        self.banners, self.bar = BannerArea(), ActionBar()
        self.stack = PageStack(frame)
        self.toasts = Toasts(self.stack)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.nav)
        middle.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.banners)
        column.addLayout(middle, 1)
        column.addWidget(self.bar)

    def fit(self) -> None:
        """Sizes for the window as it is now."""
        window = self.window()
        width = look().metrics.width_class(window.width(), window.height())
        self.header.fit(width)
        self.nav.fit(width)
        self.bar.fit()

    def retranslate(self) -> None:
        for part in (self.header, self.nav, self.stack):
            part.retranslate()

    def show_bar(self, items: list[BarItem]) -> None:
        self.bar.show_items(items)
        self.bar.setAccessibleName(_("Deeds"))

    def follow(self, stem: str) -> None:
        """A page came to the front: mark it, and hear when its deeds change."""
        self.nav.show_current(stem)
        page = self.stack.current()
        if page is not None:
            page.deeds_changed.connect(self._frame.refresh_bar, Qt.ConnectionType.UniqueConnection)
