"""A change of looks costs what its widgets cost, not their square."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.application import Application
from app.ui.theme.look import look
from app.ui.theme.sheet import sheet
from app.ui.theme.tokens import THEMES
from app.ui.widgets.pick import Pick


def _spent(work: Callable[[], object]) -> float:
    before = time.thread_time()
    work()
    return time.thread_time() - before


def test_the_old_sheet_is_taken_off_before_the_new_one_comes(qtbot: QtBot, application: Application) -> None:
    """Beside what Qt takes to replace the one by the other."""
    place = outer = QWidget()
    qtbot.addWidget(outer)
    for _depth in range(6):
        column = QVBoxLayout(place)
        for _field in range(20):
            column.addWidget(QLineEdit())
            column.addWidget(Pick("any"))
        place = QWidget()
        column.addWidget(place)
    outer.show()
    look().choose(theme="light")
    QApplication.processEvents()
    ours = _spent(lambda: look().choose(theme="dark"))
    light = sheet(THEMES["light"], look().metrics)
    bare = _spent(lambda: application.qt.setStyleSheet(light))
    assert ours < bare * 0.6
