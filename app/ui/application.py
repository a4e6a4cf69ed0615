"""The application object with everything that holds for every window, and the start of the desk's window."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from shiboken6 import isValid

from app.ui.appearance import appear
from app.ui.bugs import install_hooks, report_bug, show_bugs_with
from app.ui.desk import Desk
from app.ui.frame.idle import IdleWatch
from app.ui.frame.scans import Scans, ours
from app.ui.navigation import BY_STEM, FIRST, PAGES, Place
from app.ui.rubbish import Rubbish
from app.ui.start_up import log_qt_messages, settle_environment
from app.ui.theme import fonts
from app.ui.theme.look import look
from app.ui.watchdog import Watchdog
from app.ui.widgets.guards import BeginningGuard, EnterNext, Guards
from app.ui.widgets.hex_entry import HexEntry
from app.ui.widgets.scanner import ScannerFilter
from app.ui.window import Window
from app.words.catalogue import _

IDLE_MINUTES = 5
SCAN_GAP_MS = 50
LOOK_AHEAD_MS = 60
"""between two pages, so that keys and paints come first"""


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


class Application:
    """Keeps alive what Qt does not own. One for each process; a scene inside another one comes before it."""

    _in_charge: Application | None = None

    def __init__(self, arguments: Sequence[str] = ("onewindow",), *, real: bool = True) -> None:
        """`real=False`: inside a test, where hooks and messages belong to the test."""
        self.rubbish = Rubbish()  # nothing is collected until the first paint: what is loaded before is none
        settle_environment(os.environ)
        existing = QApplication.instance()
        self.qt = existing if isinstance(existing, QApplication) else QApplication(list(arguments))
        self.qt.setStyle("Fusion")
        self.qt.setApplicationName("OneWindow")
        self.qt.setQuitOnLastWindowClosed(True)
        fonts.load_text_faces()
        self.idle = IdleWatch()
        self.scanner = ScannerFilter(ours)
        self.guards = Guards((self.idle, self.scanner, HexEntry(), EnterNext(), BeginningGuard()))
        self._before = Application._in_charge
        if self._before is not None:
            self._before.guards.rest()
        Application._in_charge = self
        self.guards.watch(self.qt)
        self._bugs = _Bugs()
        self._bugs.happened.connect(report_bug, Qt.ConnectionType.QueuedConnection)
        if real:
            log_qt_messages()
            install_hooks(self._bugs.happened.emit)
            show_bugs_with(self._show_bug)
        self._real = real
        self.watchdog: Watchdog | None = None
        self.window: Window | None = None
        self._scans: Scans | None = None

    def open(self, desk: Desk, *, at_once: bool = False) -> Window:
        """Build and show the window in the looks of the settings; the rest follows after the first paint."""
        settings = desk.settings
        appear(settings)
        look().train(desk.training)
        look().apply()
        self.scanner.gap_ms = int(settings.get("scanner_gap_ms", SCAN_GAP_MS))
        window = Window(desk, at_once=at_once)
        self._take_scans_to(window)
        window.kept.connect(self._on_kept)
        self.idle.idle.connect(window.lock)
        self.idle.wait(float(settings.get("idle_lock_minutes", IDLE_MINUTES)))
        # The line hears of nothing else of this computer. QNetworkInformation would tell of a changed network
        # a little before the next try does, and costs 7 MiB and 0.1 s (QtNetwork with its GLib plugin).
        self.qt.applicationStateChanged.connect(window.tell_front)
        window.resize(1366, 768)
        window.show()
        window.tell_front(self.qt.applicationState())
        self.window = window
        _Painted(window).seen.connect(self._after_first_paint, Qt.ConnectionType.QueuedConnection)
        return window

    def _take_scans_to(self, window: Window) -> None:
        if self._scans is not None and isValid(self._scans):
            self.scanner.scanned.disconnect(self._scans.take)
        self._scans = Scans(window)
        self.scanner.scanned.connect(self._scans.take)

    def retire(self) -> None:
        """Take the guards off; those of an application that was there before are put back."""
        self.rubbish.leave()
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
        """The large face for rare names; if names in use cannot be drawn the desk says so."""
        if self.window is None:
            return
        if self._real:
            self.watchdog = Watchdog()
        self.rubbish.watch()
        fonts.load_rare_face()
        missing = fonts.missing_probes(self.window.font())
        if missing:
            self.window.banner(
                "fonts",
                "warn",
                _("This computer cannot show some rare characters: {characters}").format(characters=missing),
            )

        self.window.desk.get_ready()
        if self._real:
            look_ahead = partial(self._look_ahead, PAGES)
            self.window.gate.entered.connect(
                lambda *_told: QTimer.singleShot(LOOK_AHEAD_MS, self.window, look_ahead)
            )
        self._get_ready((BY_STEM[FIRST].load, QTableView))

    def _get_ready(self, steps: Sequence[Callable[[], object]]) -> None:
        """What the first page is made of is loaded while somebody types a number and a password.

        One piece between two events; the first table makes Qt for Python look through all its classes.
        """
        if self.window is None or not isValid(self.window) or not self.window.locked or not steps:
            return
        steps[0]()
        QTimer.singleShot(0, self.window, partial(self._get_ready, steps[1:]))

    def _look_ahead(self, places: Sequence[Place]) -> None:
        """The other pages' code, one page between two events: opening one then only builds it."""
        if self.window is None or not isValid(self.window) or not places:
            return
        places[0].load()
        QTimer.singleShot(LOOK_AHEAD_MS, self.window, partial(self._look_ahead, places[1:]))

    def _on_kept(self, name: str, value: object) -> None:
        if name == "idle_lock_minutes" and isinstance(value, int):
            self.idle.wait(value)
        elif name == "scanner_gap_ms" and isinstance(value, int):
            self.scanner.gap_ms = value

    def _show_bug(self, code: str, report: str) -> None:
        from app.ui.bug_dialog import BugDialog

        BugDialog(code, report, self.window).exec()
