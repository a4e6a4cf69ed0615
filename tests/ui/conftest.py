"""The real application object with its guards, a real trial desk, and the real window over it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from app.bootstrap.desk import LiveDesk
from app.bootstrap.opener import TRIAL_SECRET, Opener
from app.ui.application import Application
from app.ui.language import speak
from app.ui.theme.look import look
from app.ui.window import Window

SHANGHAI = timezone(timedelta(hours=8))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the offscreen platform cannot do (size hints, raising, grabs) means nothing here."""
    for item in items:
        if "tests/ui/" in item.nodeid:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


class SetClock:
    """Saturday, 21 November 2026, 14:32:08. A test moves it."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 21, 14, 32, 8, tzinfo=SHANGHAI)

    def now(self) -> datetime:
        return self.at

    def mono_ms(self) -> int:
        return int(self.at.timestamp() * 1000)


@pytest.fixture(scope="session")
def application(qapp: QApplication) -> Iterator[Application]:
    made = Application(real=False)
    yield made
    # what a test of ours put there must not outlive Python: Qt ends the clipboard at the exit of the process
    made.qt.clipboard().clear()
    made.retire()


def show_active(qtbot: QtBot, widget: QWidget) -> None:
    """On the screen with the keyboard: focus and shortcuts work only in an active window."""
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


@pytest.fixture(scope="module", autouse=True)
def rubbish(application: Application) -> Iterator[None]:
    """As in the program: widgets are collected on this thread. Other tests have Python's own collector."""
    application.rubbish.watch()
    yield
    application.rubbish.leave()


@pytest.fixture(autouse=True)
def as_new(application: Application) -> Iterator[None]:
    speak("zh")
    look().choose()
    look().train(False)
    yield
    speak("zh")


@pytest.fixture(scope="session")
def trial_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stand-alone desk with invented people, made once."""
    folder = tmp_path_factory.mktemp("trial") / "desk"
    Opener(SetClock()).trial(folder, TRIAL_SECRET)
    return folder


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def desk(trial_folder: Path, tmp_path: Path, clock: SetClock) -> Iterator[LiveDesk]:
    """A closed desk of its own for each test."""
    folder = tmp_path / "desk"
    shutil.copytree(trial_folder, folder)
    made = Opener(clock).closed(folder)
    yield made
    made.close()


@pytest.fixture
def window(application: Application, desk: LiveDesk, qtbot: QtBot) -> Iterator[Window]:
    """The window at its gate; answers of use-cases come back at once."""
    made = application.open(desk, at_once=True)
    application.idle.wait(0)
    show_active(qtbot, made)
    yield made
    # With undelivered work the first try is only a warning.
    assert made.close() or made.close()
    made.deleteLater()
    application.window = None


def sign_in(window: Window, number: str = "3301", secret: str = TRIAL_SECRET) -> None:
    """By keyboard, as a person does."""
    gate = window.gate
    gate.number.clear()
    QTest.keyClicks(gate.number, number)
    QTest.keyClicks(gate.password, secret)
    QTest.keyClick(gate.password, Qt.Key.Key_Return)


@pytest.fixture
def inside(window: Window) -> Window:
    """Signed in as a clerk, at the workbench."""
    sign_in(window)
    assert not window.locked
    return window


@pytest.fixture
def lead(window: Window) -> Window:
    """Signed in as the lead."""
    sign_in(window, "3390")
    assert not window.locked
    return window
