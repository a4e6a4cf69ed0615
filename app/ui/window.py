"""The frame: gate, inside, keys, palette, news. It knows no trade of the counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.ui.appearance import appear
from app.ui.frame.busy import BusyPointer
from app.ui.frame.strip import TrainingStrip
from app.ui.pages.sign_in.page import SignInPage
from app.ui.tasks import Tasks
from app.words.catalogue import _, language

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent

    from app.domain.staff import Actor
    from app.sync.status import SyncStatus
    from app.ui.desk import Desk
    from app.ui.frame.behind import Behind
    from app.ui.frame.copies import Copies
    from app.ui.frame.deeds import FrameDeeds
    from app.ui.frame.inside import Inside
    from app.ui.frame.keys import Keys
    from app.ui.frame.palette import Palette
    from app.ui.frame.panels import Panels
    from app.ui.frame.stack import PageStack

FIRST = "workbench"
"""the page that a sign-in opens"""


class Window(QWidget):
    """Implements `app.ui.page.Frame`. The gate is built at once, the rest when first asked for."""

    kept = Signal(str, object)
    """a setting was changed by a person"""
    _data_news = Signal(object)
    _sync_news = Signal(object)

    def __init__(self, desk: Desk, *, at_once: bool = False) -> None:
        super().__init__()
        self.setObjectName("frame")
        self.setMinimumSize(900, 500)
        self.desk = desk
        self.tasks = Tasks(desk, at_once=at_once)
        self.strip = TrainingStrip()
        self.gate = SignInPage(desk, self.tasks)
        self._behind: Behind | None = None
        self._layers = QStackedLayout()
        self._layers.addWidget(self.gate)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.strip)
        whole.addLayout(self._layers, 1)
        BusyPointer(self, self.tasks)
        self._connect()
        self.strip.setVisible(desk.training)
        self.retranslate()
        self.lock()

    # what stands behind the gate

    @property
    def behind(self) -> Behind:
        if self._behind is None:
            from app.ui.frame.behind import Behind

            self._behind = Behind(self)
            self._layers.addWidget(self._behind.inside)
            self._behind.retranslate()
            self._show_sync(self.desk.sync_status())
            self._behind.keys.sleep(self.locked)
        return self._behind

    @property
    def inside(self) -> Inside:
        return self.behind.inside

    @property
    def stack(self) -> PageStack:
        return self.behind.stack

    @property
    def keys(self) -> Keys:
        return self.behind.keys

    @property
    def panels(self) -> Panels:
        return self.behind.panels

    @property
    def deeds(self) -> FrameDeeds:
        return self.behind.deeds

    @property
    def copies(self) -> Copies:
        return self.behind.copies

    # what pages ask for (app.ui.page.Frame)

    def go(self, stem: str, /, **request: object) -> None:
        self.stack.open(stem, request)

    def say(self, text: str, undo: str = "", on_undo: Callable[[], None] | None = None) -> None:
        self.inside.toasts.say(text, undo, on_undo)

    def said(self) -> Sequence[str]:
        return tuple(self.inside.toasts.log)

    def banner(
        self, name: str, kind: str, text: str, deed: str = "", on_deed: Callable[[], None] | None = None
    ) -> None:
        self.inside.banners.say(name, kind, text, deed, on_deed)

    def drop_banner(self, name: str) -> None:
        self.inside.banners.drop(name)

    def keep(self, name: str, value: object) -> None:
        self.desk.settings.put(name, value)
        self.kept.emit(name, value)

    def refresh_bar(self) -> None:
        self.inside.show_bar(self.deeds.bar_items())

    @property
    def palette_box(self) -> Palette:
        """The Ctrl+K panel, built when first asked for."""
        return self.panels.palette

    def tell_front(self, state: Qt.ApplicationState) -> None:
        """Somebody works here, or in another program: then news of the province may wait a while."""
        self.desk.in_front(state == Qt.ApplicationState.ApplicationActive)

    # signing in, locking

    @property
    def locked(self) -> bool:
        return self._layers.currentWidget() is self.gate

    def lock(self) -> None:
        """The gate in front of everything; what is open is saved and stays as it is."""
        if self._behind is not None:
            self._behind.lock()
        self.gate.ask(self.desk.actor)
        self._layers.setCurrentWidget(self.gate)

    def _on_entered(self, actor: Actor, other_person: bool) -> None:
        """The same person finds everything as it was; another starts at the workbench."""
        if other_person:
            self.stack.forget()
            self.inside.toasts.forget()
        appear(self.desk.settings)
        if self._said_in is not language():
            self.retranslate()
        else:
            self._say_news()
        self._layers.setCurrentWidget(self.inside)
        self.inside.header.show_who(actor, self.desk.station)
        self.keys.sleep(False)
        self.go(self.stack.stem or FIRST)

    def sign_out(self) -> None:
        """End of the sign-in. Nothing is lost: forms are drafts, unsent records stay in the book."""
        self.stack.forget()
        self.desk.sign_out()
        self.lock()

    # words and sizes

    def retranslate(self) -> None:
        """Every word of the window in the current language."""
        self._said_in = language()
        for part in (self.strip, self.gate):
            part.retranslate()
        if self._behind is not None:
            self._behind.retranslate()
        self._say_news()

    def _say_news(self) -> None:
        """What may have changed behind the gate though the language did not."""
        title = f"{_('OneWindow')} · {self.desk.station.window_name}"
        self.setWindowTitle(_("[Training] {title}").format(title=title) if self.desk.training else title)
        if self._behind is not None:
            self._show_sync(self.desk.sync_status())
            self.refresh_bar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._behind is not None:
            self._behind.inside.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody wanted leaves the page; the form stays as a draft."""
        if event.key() == Qt.Key.Key_Escape and not self.locked and self.stack.stem != FIRST:
            self.go(FIRST)
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._behind is not None:
            if not self._behind.deeds.may_close():
                event.ignore()
                return
            self._behind.stack.forget()
        self.tasks.close()
        # The line goes on in its thread until the desk is closed; it must not tell a window that is gone.
        while self._deaf:
            self._deaf.pop()()
        event.accept()

    def _connect(self) -> None:
        self.gate.entered.connect(self._on_entered)
        self._data_news.connect(self._on_data_news, Qt.ConnectionType.QueuedConnection)
        self._sync_news.connect(self._show_sync, Qt.ConnectionType.QueuedConnection)
        self._deaf = [
            self.desk.on_data_changed(self._data_news.emit),
            self.desk.on_sync_changed(self._sync_news.emit),
        ]
        minute = QTimer(self)
        minute.timeout.connect(lambda: self._show_sync(self.desk.sync_status()))
        minute.start(60_000)

    def _on_data_news(self, stems: frozenset[str]) -> None:
        if self._behind is not None:
            self._behind.stack.refresh(stems)

    def _show_sync(self, status: SyncStatus) -> None:
        if self._behind is not None:
            self._behind.show_sync(status)
