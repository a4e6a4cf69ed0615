"""Names of strangers on the screen: as typed, never as markup, nothing hidden."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QToolTip
from pytestqt.qtbot import QtBot

from app.ui.application import Application
from app.ui.widgets.button import Button
from app.ui.widgets.plain import PlainLabel, ShortLabel, hint_text, visible
from tests.ui.conftest import show_active

MARKUP = "<b>杭州</b>&amp;<img src=x>有限公司（示例）"


@pytest.fixture
def without_net(application: Application) -> Iterator[None]:
    application.guards.rest()
    yield
    application.guards.watch(application.qt)


@pytest.mark.usefixtures("without_net")
def test_a_plain_label_shows_markup_as_text(qtbot: QtBot) -> None:
    label, rich = PlainLabel(MARKUP), QLabel(MARKUP)
    qtbot.addWidget(label)
    qtbot.addWidget(rich)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == MARKUP
    # as text it is far wider than as markup
    assert label.sizeHint().width() > rich.sizeHint().width() * 1.5


def formats_of_a_message_box(qtbot: QtBot) -> set[Qt.TextFormat]:
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setText(MARKUP)
    show_active(qtbot, box)
    return {label.textFormat() for label in box.findChildren(QLabel) if label.text()}


def test_the_net_catches_labels_of_qt(qtbot: QtBot) -> None:
    assert formats_of_a_message_box(qtbot) == {Qt.TextFormat.PlainText}


@pytest.mark.usefixtures("without_net")
def test_without_the_net_qt_would_guess(qtbot: QtBot) -> None:
    assert Qt.TextFormat.AutoText in formats_of_a_message_box(qtbot)


def test_a_tooltip_shows_its_words_and_no_tags(qtbot: QtBot) -> None:
    button = Button("any")
    qtbot.addWidget(button)
    show_active(qtbot, button)
    QToolTip.showText(QPoint(5, 5), hint_text("F9 & <b>"), button)
    (tip,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QLabel) and one.isVisible()]
    bare = QLabel("F9 & <b>")
    qtbot.addWidget(bare)
    bare.setTextFormat(Qt.TextFormat.PlainText)
    # as tags it would be far wider
    assert tip.textFormat() is Qt.TextFormat.AutoText
    assert tip.sizeHint().width() < bare.sizeHint().width() * 2
    QToolTip.hideText()


def test_controls_that_hide_are_shown() -> None:
    assert visible("中\u202e国") == "中⟨202E⟩国"
    assert visible("a\u200bb") == "a⟨200B⟩b"
    assert visible("a\x00\x1b[31mb") == "a��[31mb"
    assert visible("两行\n第二行\t𬭎㛃") == "两行\n第二行\t𬭎㛃"


def test_an_ampersand_in_a_name_stays(qtbot: QtBot) -> None:
    button = Button("x")
    qtbot.addWidget(button)
    button.say("张&李商行（示例）", "F9")
    assert button.text() == "F9 张&&李商行（示例）"
    assert button.accessibleName() == "张&李商行（示例） F9"


def test_tooltips_of_data_are_escaped() -> None:
    assert hint_text("<i>a</i>") == "<span>&lt;i&gt;a&lt;/i&gt;</span>"


def test_a_short_label_keeps_its_whole_text(qtbot: QtBot) -> None:
    label = ShortLabel("杭州市知识产权综合服务窗口" * 4)
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.whole() == label.accessibleName() == "杭州市知识产权综合服务窗口" * 4
