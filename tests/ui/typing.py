"""Keys and committed words, as people and input methods send them; deeds of others, as they would do them."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.refusals import Refused
from app.ui.widgets.later import Later
from app.ui.window import Window

T = TypeVar("T")


def write(field: QWidget, text: str) -> None:
    """ASCII key by key, everything else in one commit, as an input method does it."""
    field.setFocus()
    if text.isascii():
        QTest.keyClicks(field, text)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def press(window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """A key where the cursor is."""
    where = QApplication.focusWidget() or window
    QTest.keyClick(where, key, modifier or Qt.KeyboardModifier.NoModifier)


def enter(window: Window, times: int = 1) -> None:
    for _time in range(times):
        press(window, Qt.Key.Key_Return)


def done(future: Future[T | Refused]) -> T:
    """The answer of a deed that must not be refused."""
    answer = future.result(timeout=20)
    assert not isinstance(answer, Refused), answer
    return answer


def focus_name() -> str:
    """Name of the field with the cursor; the inside of a list box counts as the box."""
    widget: Any = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def complete(window: QWidget) -> bool:
    """Every part of the opened pages that comes late is there."""
    return all(late.built for late in window.findChildren(Later))
