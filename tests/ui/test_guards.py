"""Enter, wheel and input method: nothing changes or leaves by surprise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.application import Application
from app.ui.widgets.boxes import ListBox
from app.ui.widgets.guards import Guards
from app.ui.widgets.pick import Pick
from app.ui.widgets.search_combo import SearchCombo
from app.ui.widgets.text_box import TextBox
from tests.ui.conftest import show_active


class Form(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.name, self.number = QLineEdit(), QLineEdit()
        self.kind = QComboBox()
        self.kind.addItems(["一", "二", "三"])
        self.tick = QCheckBox("要求优先权")
        self.note = TextBox("note")
        self.last = QLineEdit()
        self.send = QPushButton("提交")
        self.sent = 0
        self.send.clicked.connect(self._on_sent)
        column = QVBoxLayout(self)
        for part in (self.name, self.number, self.kind, self.tick, self.note, self.last, self.send):
            column.addWidget(part)

    def _on_sent(self) -> None:
        self.sent += 1


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    show_active(qtbot, made)
    made.name.setFocus()
    return made


@pytest.fixture
def without_guards(application: Application) -> Iterator[None]:
    application.guards.rest()
    yield
    application.guards.watch(application.qt)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifiers)


def test_enter_walks_the_fields_and_never_submits(form: Form) -> None:
    walked = []
    for _step in range(3):
        press(Qt.Key.Key_Return)
        walked.append(QApplication.focusWidget())
    assert walked == [form.number, form.kind, form.tick]
    press(Qt.Key.Key_Enter)
    assert QApplication.focusWidget() is form.note
    form.last.setFocus()
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is form.last
    assert form.sent == 0


def test_shift_enter_goes_back(form: Form) -> None:
    form.kind.setFocus()
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is form.number


@pytest.mark.usefixtures("without_guards")
def test_without_the_guard_enter_would_stay(form: Form) -> None:
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is form.name


def test_disabled_and_read_only_fields_are_passed_over(form: Form) -> None:
    form.number.setReadOnly(True)
    form.kind.setEnabled(False)
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is form.tick


def test_enter_inside_a_composition_belongs_to_the_input_method(form: Form) -> None:
    QApplication.sendEvent(form.name, QInputMethodEvent("hangzhou", []))
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is form.name
    done = QInputMethodEvent()
    done.setCommitString("杭州")
    QApplication.sendEvent(form.name, done)
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is form.number
    assert form.name.text() == "杭州"


def test_enter_makes_a_line_in_a_text_and_ctrl_enter_does_nothing(form: Form) -> None:
    form.note.setFocus()
    QTest.keyClicks(form.note, "a")
    press(Qt.Key.Key_Return)
    QTest.keyClicks(form.note, "b")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.note.text() == "a\nb"
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is form.last


def test_enter_on_a_button_presses_it(form: Form) -> None:
    form.send.setFocus()
    press(Qt.Key.Key_Return)
    assert form.sent == 1


def test_a_field_may_keep_enter_for_itself(qtbot: QtBot, form: Form) -> None:
    form.name.setProperty("enter", "own")
    with qtbot.waitSignal(form.name.returnPressed):
        press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is form.name


def wheel(area: QScrollArea, over: QWidget) -> None:
    """As from the mouse: to the window, which finds what is under the pointer."""
    where = over.mapTo(area, QPointF(over.rect().center()))
    QTest.wheelEvent(area.windowHandle(), where, QPoint(0, -120))
    QApplication.processEvents()


@pytest.fixture(params=[Pick, SearchCombo, QComboBox])
def scrolled(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[tuple[QScrollArea, QComboBox]]:
    area, inside, kind = (
        QScrollArea(),
        QWidget(),
        request.param(None if request.param is QComboBox else "kind"),
    )
    kind.addItems(["一", "二", "三"])
    kind.setCurrentIndex(0)
    column = QVBoxLayout(inside)
    column.addWidget(kind)
    column.addSpacing(2_000)
    area.setWidget(inside)
    qtbot.addWidget(area)
    area.resize(200, 200)
    area.show()
    yield area, kind
    area.close()


def test_the_wheel_scrolls_the_page_and_leaves_the_value(scrolled: tuple[QScrollArea, QComboBox]) -> None:
    """A box of Qt's own, at the end of the row, would change."""
    area, kind = scrolled
    kind.setFocus()
    wheel(area, kind)
    ours = isinstance(kind, ListBox)
    assert kind.currentIndex() == (0 if ours else 1)
    assert (area.verticalScrollBar().value() > 0) is ours


def test_the_guards_do_not_see_every_event_of_every_widget(application: Application, form: Form) -> None:
    """On the application they would take half of the time in which a page opens."""
    seen = []

    class Counting:
        kinds = tuple(QEvent.Type)

        def sees(self, watched: QObject, event: QEvent) -> bool:
            seen.append(watched)
            return False

    counting = Guards((Counting(),))
    counting.watch(application.qt)
    form.resize(form.width() + 40, form.height() + 40)
    QApplication.processEvents()
    press(Qt.Key.Key_A)
    counting.rest()
    assert form.name in seen
    assert not {form.number, form.kind, form.tick, form.note}.intersection(seen)


def test_the_guards_follow_the_cursor_into_a_dialog_and_back(qtbot: QtBot, form: Form) -> None:
    other = Form()
    qtbot.addWidget(other)
    show_active(qtbot, other)
    other.name.setFocus()
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is other.number
    other.close()
    with qtbot.waitActive(form):
        form.activateWindow()
    form.name.setFocus()
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is form.number
