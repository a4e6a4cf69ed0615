"""The application object with everything that holds for every window, and the start of the desk's window."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.ui.appearance import appear
from app.ui.rubbish import Rubbish
from app.ui.start_up import log_qt_messages, settle_environment
from app.ui.theme import fonts
from app.ui.theme.look import look
from app.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.ui.desk import Desk
    from app.ui.frame.idle import IdleWatch
    from app.ui.frame.watches import Watches
    from app.ui.watchdog import Watchdog
    from app.ui.widgets.guards import Guards
    from app.ui.widgets.scanner import ScannerFilter


class _Bugs(QObject):
    """Brings a mistake from any thread to the UI thread."""

    happened = Signal(object)


class _Painted(QObject):
    """Tells once that a widget has been painted."""

    seen = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self.seen.emit()
        return False


def _report(bug: BaseException) -> None:
    from app.ui.bugs import report_bug

    report_bug(bug)


class Application:
    """Keeps alive what Qt does not own. One for each process; a scene inside another one comes before it."""

    _in_charge: Application | None = None

    def __init__(self, arguments: Sequence[str] = ("onewindow",), *, real: bool = True) -> None:
        """`real=False`: inside a test, where hooks and messages belong to the test."""
        self.rubbish = (
            Rubbish()
        )  # nothing is collected before the first page is ready: what is loaded is none
        settle_environment(os.environ)
        existing = QApplication.instance()
        # as an argument: `setStyle` would hand the style back, and Qt for Python make all its enums for it
        self.qt = (
            existing if isinstance(existing, QApplication) else QApplication([*arguments, "-style", "fusion"])
        )
        self.qt.setApplicationName("OneWindow")
        self.qt.setQuitOnLastWindowClosed(True)
        fonts.load_text_faces()
        self._before = Application._in_charge
        self._bugs = _Bugs()
        self._bugs.happened.connect(_report, Qt.ConnectionType.QueuedConnection)
        if real:
            log_qt_messages()
            self._catch_bugs()
        self._real = real
        self.watchdog: Watchdog | None = None
        self.window: Window | None = None

    def _catch_bugs(self) -> None:
        from app.ui.bugs import install_hooks, show_bugs_with

        install_hooks(self._bugs.happened.emit)
        show_bugs_with(self._show_bug)

    @cached_property
    def watches(self) -> Watches:
        """Made when the first paint is over: before it no key comes."""
        from app.ui.frame.watches import Watches

        made = Watches()
        if self._before is not None:
            self._before.guards.rest()
        Application._in_charge = self
        made.guards.watch(self.qt)
        return made

    @property
    def idle(self) -> IdleWatch:
        return self.watches.idle

    @property
    def scanner(self) -> ScannerFilter:
        return self.watches.scanner

    @property
    def guards(self) -> Guards:
        return self.watches.guards

    def open(self, desk: Desk, *, at_once: bool = False) -> Window:
        """Build and show the gate in the looks of the settings; the rest follows after its first paint."""
        appear(desk.settings)
        look().train(desk.training)
        look().apply()
        window = Window(desk, at_once=at_once)
        # The line hears of nothing else of this computer. QNetworkInformation would tell of a changed network
        # a little before the next try does, and costs 7 MiB and 0.1 s (QtNetwork with its GLib plugin).
        self.qt.applicationStateChanged.connect(window.tell_front)
        window.resize(1366, 768)
        self.window = window
        if not self._real:
            self.watches.over(window)
        window.show()
        window.tell_front(self.qt.applicationState())
        _Painted(window).seen.connect(self._after_first_paint, Qt.ConnectionType.QueuedConnection)
        return window

    def retire(self) -> None:
        """Take the guards off; those of an application that was there before are put back."""
        self.rubbish.leave()
        if "watches" in vars(self):
            self.guards.rest()
        if Application._in_charge is self:
            Application._in_charge = self._before
            if self._before is not None:
                self._before.guards.watch(self.qt)

    def run(self) -> int:
        """The event loop, until the window is closed."""
        code = self.qt.exec()
        if self.watchdog is not None:
            self.watchdog.stop()
        return code

    def _after_first_paint(self) -> None:
        """While somebody types a number and a password: everything that a sign-in and the first page need."""
        if self.window is None or not isValid(self.window):
            return
        from app.ui.ahead import get_ready
        from app.ui.watchdog import Watchdog

        if self._real:
            self.watches.over(self.window)
            self.watchdog = Watchdog()
        get_ready(self.window, then=self.rubbish.watch)

    def _show_bug(self, code: str, report: str) -> None:
        from app.ui.bug_dialog import BugDialog

        BugDialog(code, report, self.window).exec()
