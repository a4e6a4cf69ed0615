"""Hands and eyes for a scene: types, presses keys, waits for what must appear, takes pictures."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QKeyCombination, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap.desk import LiveDesk
from app.bootstrap.opener import TRIAL_SECRET, Opener
from app.bootstrap.scenes.album import Album
from app.domain.paper import Paper
from app.ui.application import Application
from app.ui.widgets.search_combo import SearchCombo
from app.ui.window import Window

W = TypeVar("W", bound=QWidget)
PATIENCE_S = 30.0
GUN_GAP_MS = 8


class NotSeen(AssertionError):
    """What should have appeared did not, in time."""


class Player:
    def __init__(self, opener: Opener, folder: Path, say: Callable[[str], None]) -> None:
        self._opener, self.folder, self._say = opener, folder, say
        self._album = Album(folder, say)
        self.application: Application | None = None
        self._window: Window | None = None
        self._desk: LiveDesk | None = None

    # the desk

    @property
    def window(self) -> Window:
        if self._window is None:
            raise NotSeen("the window is not open")
        return self._window

    @property
    def desk(self) -> LiveDesk:
        if self._desk is None:
            raise NotSeen("the desk is not open")
        return self._desk

    @property
    def profile(self) -> Path:
        return self.folder / "desk"

    def start(self) -> None:
        """A fresh trial desk and its window, clerk 3301 signed in."""
        if self.folder.exists():
            shutil.rmtree(self.folder)
        self.folder.mkdir(parents=True)
        self._say("making a trial desk with an embedded province …")
        self._opener.trial(self.profile, TRIAL_SECRET)
        self.open_window()
        self.sign_in("3301")

    def open_window(self, *, send: bool = True) -> None:
        """As after switching the computer on; without `send` the cable is still out."""
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        self.application = self.application or Application(real=False)
        self._desk = self._opener.closed(self.profile)
        if send:
            self._desk.send_once_open()
        self._window = self.application.open(self._desk)
        self.turn()

    def shut_window(self) -> None:
        """As by a power cut between two events: the store is closed by nobody but the thread's end."""
        if self._window is not None:
            page = self._window.stack.current()
            if page is not None:
                page.left()
            self.until(lambda: not self.window.tasks.busy, "the last work is done")
            self._window.tasks.close()
            self._window.hide()
        if self._desk is not None:
            # Before its window goes: the line tells the window of its state from a thread of its own.
            self._desk.close()
            self._desk = None
        if self._window is not None:
            self._window.deleteLater()
            self._window = None
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.turn()

    def sign_in(self, staff: str) -> None:
        self.type("staff_number", staff)
        self.type("password", TRIAL_SECRET)
        self.press("Return")
        self.until(lambda: not self.window.locked, f"{staff} is signed in")

    def close(self) -> None:
        self.shut_window()
        if self.application is not None:
            self.application.retire()
            self.application = None

    # hands

    def find(self, name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]
        """The visible widget of this name."""
        for widget in self.window.findChildren(kind, name):
            if widget.isVisible():
                return widget
        raise NotSeen(f"{name} is not on the screen")

    def type(self, name: str, text: str) -> None:
        """Into this field, as hands do: ASCII by keys, everything else by the input method."""
        field = self._take_cursor(self.find(name))
        select = getattr(field, "selectAll", None)
        if callable(select):
            select()
        self._send(field, text)

    def _take_cursor(self, field: QWidget) -> QWidget:
        """The cursor into this field. A closed list leaves the offscreen window inactive: it is woken."""

        def there() -> bool:
            if not self.window.isActiveWindow():
                self.window.activateWindow()
            field.setFocus(Qt.FocusReason.TabFocusReason)
            return QApplication.focusWidget() in (field, field.focusProxy())

        self.until(there, f"the cursor in {field.objectName()}")
        return field

    def _cursor(self) -> QWidget:
        """Where keys go now."""
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            self.until(self.window.isActiveWindow, "the window is in front")
        return QApplication.focusWidget() or self.window

    def _send(self, field: QWidget, text: str) -> None:
        for sign in text:
            if sign == "\n":
                QTest.keyClick(field, Qt.Key.Key_Return)
            elif sign.isascii():
                QTest.keyClicks(field, sign)
            else:
                event = QInputMethodEvent()
                event.setCommitString(sign)
                QCoreApplication.sendEvent(field, event)

    def choose(self, name: str, typed: str) -> None:
        """A choice by typing and Enter."""
        combo = self.find(name, SearchCombo)
        self._take_cursor(combo)
        line = combo.lineEdit()
        assert line is not None
        line.selectAll()
        self._send(line, typed)
        QTest.keyClick(combo, Qt.Key.Key_Return)
        self.turn()
        if combo.value() is None:
            raise NotSeen(f"{name} has no choice {typed!r}")

    def press(self, keys: str) -> None:
        """A key or combination, such as `F10` or `Ctrl+Shift+A`, where the cursor is."""
        combination: QKeyCombination = QKeySequence(keys)[0]  # type: ignore[index]
        target = self._cursor()
        QTest.keyClick(target, combination.key(), combination.keyboardModifiers())
        self.turn()

    def click(self, name: str) -> None:
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)
        self.turn()

    def scan(self, code: str) -> None:
        """A barcode gun: all digits, then Enter, each key stamped with its time as a system does."""
        target = self._cursor()
        strokes = [(Qt.Key(ord(sign)), sign) for sign in code] + [(Qt.Key.Key_Return, "\r")]
        for place, (key, text) in enumerate(strokes, 1):
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                stroke = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
                stroke.setTimestamp(place * GUN_GAP_MS)
                QApplication.sendEvent(target, stroke)
        self.turn()

    # eyes

    def turn(self) -> None:
        """Let the program do what it has to do now."""
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def until(self, seen: Callable[[], Any], what: str, seconds: float = PATIENCE_S) -> Any:
        """Wait for it; `NotSeen` with the status line when it does not come."""
        ends = time.monotonic() + seconds
        while True:
            self.turn()
            if found := seen():
                return found
            if time.monotonic() > ends:
                raise NotSeen(f"{what}; the page says: {self.status()}")
            QTest.qWait(10)

    def status(self) -> str:
        """The status line of the page in front and the summary of problems."""
        page = self._window.stack.current() if self._window else None
        lines = [page.head.status.whole()] if page is not None else []
        if self._window is not None:
            lines += [
                b.text()
                for b in self._window.findChildren(QWidget, "problems")
                if b.isVisible()
                for b in b.findChildren(QWidget)
                if hasattr(b, "text") and callable(b.text)
            ]
        return " | ".join(line for line in lines if line)

    def shot(self, name: str) -> None:
        """A picture of the window."""
        self.turn()
        self._album.shot(self.window, name)

    def keep_papers(self, papers: Iterable[Paper]) -> None:
        self._album.keep_papers(papers, self.desk.paper_pdf)

    def kept(self) -> Mapping[str, object]:
        return self._album.kept()
