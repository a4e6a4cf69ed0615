"""A real desk for page tests: encrypted database, real rules, invented staff, the window signed in."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap.desk import LiveDesk
from app.bootstrap.opener import TRIAL_SECRET, Opener
from app.domain.refusals import Refused
from app.ui.page import Page
from app.ui.window import Window

CLERK, LEAD = "3301", "3390"
SECRET = TRIAL_SECRET
ZONE = timezone(timedelta(hours=8))
W = TypeVar("W", bound=QWidget)


class DeskClock:
    """Time as a test wants it; every look moves it by a millisecond, as real time would."""

    def __init__(self, start: datetime = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)) -> None:
        self.time = start
        self.mono = 1_000_000

    def now(self) -> datetime:
        self.time += timedelta(milliseconds=1)
        return self.time

    def mono_ms(self) -> int:
        self.mono += 1
        return self.mono

    def pass_seconds(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)
        self.mono += round(seconds * 1000)


@cache
def _pattern() -> Path:
    """A trial desk, made once in a run: keys and staff cost seconds of password hashing."""
    folder = Path(mkdtemp(prefix="onewindow-pages-")) / "desk"
    made = Opener(DeskClock()).trial(folder, "")
    assert not isinstance(made, Refused)
    return folder


def open_desk(folder: Path, clock: DeskClock, staff: str = CLERK) -> LiveDesk:
    """A copy of the trial desk in `folder`, signed in."""
    shutil.copytree(_pattern(), folder)
    desk = Opener(clock).open(folder, staff, SECRET)
    assert isinstance(desk, LiveDesk)
    return desk


def drop_pattern() -> None:
    """Take the pattern off the disk at the end of a run."""
    if _pattern.cache_info().currsize:
        shutil.rmtree(_pattern().parent, ignore_errors=True)
        _pattern.cache_clear()


def open_window(qtbot: QtBot, desk: LiveDesk, width: int = 1366, height: int = 768) -> Window:
    """The real window at the workbench; every deed has happened when a call returns."""
    window = Window(desk, at_once=True)
    qtbot.addWidget(window)
    window.resize(width, height)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    assert desk.actor is not None
    window.gate.entered.emit(desk.actor, True)
    return window


def part(root: QWidget, kind: type[W], name: str) -> W:
    """The one widget of this name."""
    found = root.findChild(kind, name)
    assert found is not None, name
    return found


def press(qtbot: QtBot, window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """A key where the cursor is."""
    target = window.focusWidget() or window
    qtbot.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)


def write(qtbot: QtBot, field: QWidget, text: str) -> None:
    """Type into a field: ASCII by keys, everything else as an input method commits it."""
    field.setFocus()
    if text.isascii():
        qtbot.keyClicks(field, text)
        return
    from PySide6.QtGui import QInputMethodEvent
    from PySide6.QtWidgets import QApplication

    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def page_of(window: Window, stem: str) -> Page:
    page = window.stack.page(stem)
    assert page is not None
    return page
