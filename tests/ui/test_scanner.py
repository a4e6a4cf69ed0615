"""A scan never lands in a field; typing never counts as a scan."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain import numbering
from app.domain.staff import Station
from app.ui.application import Application
from app.ui.frame.scans import ours
from app.ui.widgets.text_box import TextBox
from tests.ui.conftest import show_active

STATION = Station(outlet="330106", window="03", series="0001", outlet_name="示例", window_name="3")
NUMBER = numbering.make(numbering.NumberKind.CASE, STATION, date(2026, 11, 21), 42)
assert isinstance(NUMBER, str)


class Desk(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.name, self.kind, self.note, self.reference = (
            QLineEdit(),
            QComboBox(),
            TextBox("note"),
            QLineEdit(),
        )
        self.kind.setEditable(True)
        self.reference.setProperty("takes_scan", True)
        column = QVBoxLayout(self)
        for part in (self.name, self.kind, self.note, self.reference):
            column.addWidget(part)


@pytest.fixture
def desk(qtbot: QtBot, application: Application) -> Desk:
    made = Desk()
    qtbot.addWidget(made)
    show_active(qtbot, made)
    application.scanner.gap_ms = 50
    return made


@pytest.fixture
def scans(application: Application) -> list[str]:
    found: list[str] = []
    application.scanner.scanned.connect(found.append)
    return found


class Keys:
    """Presses keys with the times of a gun or of a person; times only go up, as a clock does."""

    now = 1_000_000

    @classmethod
    def press(cls, widget: QWidget, text: str, gap_ms: int) -> None:
        cls.now += 5_000
        for char in text:
            cls.now += gap_ms
            key = Qt.Key.Key_Return if char == "\r" else Qt.Key(ord(char.upper()))
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, char)
                event.setTimestamp(cls.now)
                QApplication.sendEvent(widget, event)


def test_a_scan_is_taken_back_from_a_field_and_told(desk: Desk, scans: list[str]) -> None:
    desk.name.setText("杭州云栖（示例）")
    desk.name.setCursorPosition(2)
    desk.name.setFocus()
    Keys.press(desk.name, NUMBER + "\r", 8)
    assert scans == [NUMBER]
    assert desk.name.text() == "杭州云栖（示例）"
    assert desk.name.cursorPosition() == 2
    assert desk.name.hasFocus()


def test_a_scan_is_taken_back_from_a_text_and_a_list(desk: Desk, scans: list[str]) -> None:
    desk.note.setPlainText("记录")
    desk.note.setFocus()
    Keys.press(desk.note, NUMBER + "\r", 8)
    desk.kind.setEditText("商标")
    desk.kind.setFocus()
    Keys.press(desk.kind, NUMBER + "\r", 8)
    assert scans == [NUMBER, NUMBER]
    assert desk.note.text() == "记录"
    assert desk.kind.currentText() == "商标"


def test_typing_the_same_number_is_typing(desk: Desk, scans: list[str]) -> None:
    desk.name.setFocus()
    Keys.press(desk.name, NUMBER, 140)
    Keys.press(desk.name, "\r", 140)
    assert scans == []
    assert desk.name.text() == NUMBER


def test_a_fast_typist_in_another_field_is_no_scan(desk: Desk, scans: list[str]) -> None:
    desk.name.setFocus()
    Keys.press(desk.name, "wang.min@example.cn\r", 20)
    assert scans == []
    assert desk.name.text() == "wang.min@example.cn"


def test_a_wrong_check_digit_is_not_ours(desk: Desk, scans: list[str]) -> None:
    wrong = NUMBER[:-1] + str((int(NUMBER[-1]) + 1) % 10)
    desk.name.setFocus()
    Keys.press(desk.name, wrong + "\r", 8)
    assert scans == []
    assert desk.name.text() == wrong


def test_a_field_for_codes_keeps_its_scan(desk: Desk, scans: list[str]) -> None:
    desk.reference.setFocus()
    Keys.press(desk.reference, NUMBER + "\r", 8)
    assert scans == []
    assert desk.reference.text() == NUMBER


def test_the_pace_is_a_setting(desk: Desk, scans: list[str], application: Application) -> None:
    desk.name.setFocus()
    Keys.press(desk.name, NUMBER + "\r", 90)
    assert scans == []
    desk.name.clear()
    desk.name.setFocus()
    application.scanner.gap_ms = 120
    Keys.press(desk.name, NUMBER + "\r", 90)
    assert scans == [NUMBER]
    assert desk.name.text() == ""


def test_what_was_typed_before_a_burst_stays(desk: Desk, scans: list[str]) -> None:
    desk.name.setFocus()
    Keys.press(desk.name, "abc", 200)
    Keys.press(desk.name, NUMBER + "\r", 8)
    assert desk.name.text() == "abc"
    assert scans == [NUMBER]


def test_the_address_behind_a_slip_is_ours() -> None:
    assert ours("https://province.example/q/abcdefghijklmnopqrstuvwxyz")
    assert not ours("https://province.example/q/short")
    assert not ours("91330106MA2KJXQ71X")
