"""The gate stands before anything behind it does, and says what is in the way before anybody types."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap.desk import LiveDesk
from app.rulebook import Rulebook
from app.ui.application import Application
from app.ui.frame.inside import Inside
from app.ui.window import Window
from tests.rulebook.folder import Folder
from tests.ui.conftest import SetClock, show_active, sign_in


def _closed(window: Window) -> None:
    assert window.close()
    window.deleteLater()


def test_wrong_rules_are_told_before_anybody_types_and_let_nobody_in(
    application: Application, desk: LiveDesk, tmp_path: Path, clock: SetClock, qtbot: QtBot
) -> None:
    folder = Folder(tmp_path / "rules")
    (folder.root / "fees" / "patent.yaml").write_text("no: rules\n", "utf-8")
    wrong = LiveDesk(desk.profile, desk.place, lambda: Rulebook.load(folder.root), clock)
    window = application.open(wrong)
    show_active(qtbot, window)
    qtbot.waitUntil(lambda: "patent.yaml" in window.gate.error.text())
    window.gate.error.clear()
    sign_in(window)
    qtbot.waitUntil(lambda: "patent.yaml" in window.gate.error.text())
    assert window.locked
    assert wrong.actor is None
    _closed(window)
    wrong.close()


def test_what_stands_behind_the_gate_is_built_after_its_first_paint(
    application: Application, desk: LiveDesk, qtbot: QtBot
) -> None:
    window = application.open(desk)
    assert not window.findChildren(Inside)
    show_active(qtbot, window)
    qtbot.waitUntil(lambda: bool(window.findChildren(Inside)))
    qtbot.waitUntil(lambda: window.stack.page("workbench") is not None)
    assert window.locked
    keys = [one for one in window.findChildren(QAction) if one.objectName().startswith("key_")]
    assert keys
    assert not any(key.isEnabled() for key in keys)
    _closed(window)


def test_a_person_who_types_in_no_time_finds_the_workbench(
    application: Application, desk: LiveDesk, qtbot: QtBot
) -> None:
    window = application.open(desk)
    sign_in(window)
    qtbot.waitUntil(lambda: not window.locked, timeout=20_000)
    page = window.stack.current()
    assert page is not None
    assert page.stem == "workbench"
    _closed(window)
    desk.sign_out()


def test_a_window_closed_at_its_gate_builds_nothing_behind_it(
    application: Application, desk: LiveDesk, qtbot: QtBot
) -> None:
    window = application.open(desk)
    QApplication.sendEvent(window, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier(0)))
    assert window.close()
    assert not window.findChildren(Inside)
    window.deleteLater()
