"""Words that come after the window stands get their room at once: nothing is squeezed, nothing is cut off."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme.look import look
from app.ui.widgets.lines import StatusChip
from app.ui.widgets.toast import Toast
from app.ui.window import Window


def _labels_have_room(place: QWidget) -> bool:
    return all(
        label.width() >= label.sizeHint().width() and label.height() >= label.sizeHint().height()
        for label in place.findChildren(QLabel)
    )


def test_two_toasts_stand_whole_one_above_the_other(inside: Window) -> None:
    """The second comes while the first is shown; at no turn is one squeezed into the other's room."""
    toasts = inside.inside.toasts
    inside.say("办件已保存：1 990101 01 0001 261121 0001 9")
    QApplication.processEvents()
    inside.say("缴费记录已保存：2 990101 01 0001 261121 0001 3", "撤回", lambda: None)
    for _turn in range(3):
        first, second = (toast for toast in toasts.findChildren(Toast) if toast.isVisible())
        assert _labels_have_room(toasts)
        assert first.geometry().bottom() < second.geometry().top()
        assert toasts.rect().contains(first.geometry() | second.geometry())
        assert toasts.geometry().bottom() < inside.stack.height()
        QApplication.processEvents()


def test_toasts_grow_with_the_zoom(inside: Window) -> None:
    inside.say("办件已保存：1 990101 01 0001 261121 0001 9")
    inside.say("缴费记录已保存：2 990101 01 0001 261121 0001 3")
    look().choose(zoom=150)
    QApplication.processEvents()
    assert _labels_have_room(inside.inside.toasts)
    assert inside.inside.toasts.geometry().bottom() < inside.stack.height()


def test_a_chip_is_as_wide_as_its_words_at_once(qtbot: QtBot) -> None:
    """Also between the words and the turn of the layouts around it, and after the next zoom."""
    place, chip = QWidget(), StatusChip("state")
    row = QHBoxLayout(place)
    row.addWidget(chip)
    row.addStretch(1)
    qtbot.addWidget(place)
    place.resize(400, 60)
    place.show()
    QApplication.processEvents()
    for words, kind in (("已收件", "ok"), ("已上报，待省平台回执", "quiet"), ("已受理", "warn")):
        chip.say(words, kind)
        assert _labels_have_room(chip)
        QApplication.processEvents()
        assert _labels_have_room(chip)
    narrow = chip.width()
    look().choose(zoom=150)
    QApplication.processEvents()
    assert _labels_have_room(chip)
    look().choose(zoom=100)
    for _turn in range(3):
        QApplication.processEvents()
    assert chip.width() == narrow
