"""Rare characters: entered by code, counted as one, drawn by some face of the chain."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.ui.theme import fonts
from app.ui.widgets.hex_entry import character_before
from app.ui.widgets.text_box import TextBox
from tests.ui.conftest import show_active

ALT = Qt.KeyboardModifier.AltModifier


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5409", (4, "吉")),
        ("20BB7", (5, "𠮷")),
        ("龚u+20bb7", (7, "𠮷")),
        ("张3744", (4, "㝄")),
        ("12", None),
        ("d800", None),
        ("110000", None),
        ("0007", None),
        ("hello", None),
    ],
)
def test_a_code_means_its_character(typed: str, meant: tuple[int, str] | None) -> None:
    assert character_before(typed) == meant


def test_alt_x_in_a_line_and_in_a_text(qtbot: QtBot) -> None:
    for field in (QLineEdit(), TextBox("note")):
        qtbot.addWidget(field)
        show_active(qtbot, field)
        field.setFocus()
        QTest.keyClicks(field, "20bb7")
        QTest.keyClick(field, Qt.Key.Key_X, ALT)
        QTest.keyClicks(field, "a")
        assert field.text() == "𠮷a"


def test_every_probe_has_a_glyph_once_the_rare_face_is_loaded(qtbot: QtBot) -> None:
    font = fonts.text_font(10)
    assert fonts.load_rare_face() == ["HanaMinB"]
    assert fonts.missing_probes(font) == ""
