"""The real application object with its guards, once for all UI tests; looks and language as new each time."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from app.ui.application import Application
from app.ui.language import speak
from app.ui.theme.look import look


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the offscreen platform cannot do (size hints, raising, grabs) means nothing here."""
    for item in items:
        if "tests/ui/" in item.nodeid:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def application(qapp: QApplication) -> Iterator[Application]:
    made = Application(real=False)
    yield made
    made.qt.removeEventFilter(made.guards)


def show_active(qtbot: QtBot, widget: QWidget) -> None:
    """On the screen with the keyboard: focus and shortcuts work only in an active window."""
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


@pytest.fixture(autouse=True)
def as_new(application: Application) -> Iterator[None]:
    speak("zh")
    look().choose()
    look().train(False)
    yield
    speak("zh")
