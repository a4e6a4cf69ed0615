"""Filters over the whole program behind one door: each event meets only the guards that want its kind."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QWidget,
)

ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FIELDS = (QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QCheckBox, QRadioButton)


class Guard(Protocol):
    """One rule. `kinds` are the events it wants; True means: eaten."""

    @property
    def kinds(self) -> tuple[QEvent.Type, ...]: ...

    def sees(self, watched: QObject, event: QEvent) -> bool: ...


class Guards(QObject):
    """Installed once on the application; hands each event to the guards that asked for its kind."""

    def __init__(self, guards: tuple[Guard, ...]) -> None:
        super().__init__()
        self._by_kind: dict[QEvent.Type, tuple[Guard, ...]] = {}
        for guard in guards:
            for kind in guard.kinds:
                self._by_kind[kind] = (*self._by_kind.get(kind, ()), guard)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        guards = self._by_kind.get(event.type())
        return guards is not None and any(guard.sees(watched, event) for guard in guards)


class PlainGuard:
    """The net under `PlainLabel`: a label of Qt's own (message boxes) never guesses that text is markup."""

    kinds = (QEvent.Type.Polish,)

    def sees(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QLabel) and watched.textFormat() == Qt.TextFormat.AutoText:
            watched.setTextFormat(Qt.TextFormat.PlainText)
        return False


class WheelGuard:
    """The wheel never changes a value by accident: it scrolls the page instead."""

    kinds = (QEvent.Type.Wheel,)

    def sees(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QComboBox | QAbstractSpinBox | QTabBar):
            return False
        event.ignore()
        holder = watched.parent()
        while holder is not None and not isinstance(holder, QScrollArea):
            holder = holder.parent()
        if isinstance(holder, QScrollArea):
            QApplication.sendEvent(holder.viewport(), event)
        return True


class BeginningGuard:
    """A line that is left shows where its words begin: the head of a name says more than its tail."""

    kinds = (QEvent.Type.FocusOut,)

    def sees(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(watched, QLineEdit)
            and isinstance(event, QFocusEvent)
            and event.reason()
            not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
        ):
            watched.setCursorPosition(0)
        return False


class EnterNext:
    """Enter goes to the next field, Shift+Enter to the one before. It never submits."""

    kinds = (QEvent.Type.KeyPress, QEvent.Type.InputMethod)

    def __init__(self) -> None:
        self._composing: QObject | None = None

    def sees(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self._composing = watched if event.preeditString() else None
            return False
        if not isinstance(event, QKeyEvent) or event.key() not in ENTERS:
            return False
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            return False
        if not isinstance(watched, QWidget) or watched is not QApplication.focusWidget():
            return False
        if self._composing is watched or isinstance(watched.window(), QDialog) or _list_is_open(watched):
            return False
        if isinstance(watched, QPushButton):
            watched.click()
            return True
        if not isinstance(watched, _FIELDS) or watched.property("enter") == "own":
            return False
        back = modifiers == Qt.KeyboardModifier.ShiftModifier
        if not back and getattr(watched, "holds_enter", False):
            return False
        if isinstance(watched, QPlainTextEdit) and not back:
            return False
        step(watched, back=back)
        return True


def _list_is_open(field: QWidget) -> bool:
    """A list hangs under the field: Enter belongs to it."""
    if isinstance(field, QComboBox):
        completer = field.completer()
        if field.view().isVisible() or (completer is not None and completer.popup().isVisible()):
            return True
    if isinstance(field, QLineEdit):
        completer = field.completer()
        return completer is not None and completer.popup().isVisible()
    return False


def step(field: QWidget, *, back: bool = False) -> bool:
    """Move the cursor to the next (or previous) field of the same page. False at the end: it stays."""
    window = field.window()
    other = field
    while True:
        following = other.previousInFocusChain() if back else other.nextInFocusChain()
        if following is None or following is field:
            return False
        other = following
        if _wraps(other, window, back=back):
            return False
        if other.window() is window and is_open_field(other):
            reason = Qt.FocusReason.BacktabFocusReason if back else Qt.FocusReason.TabFocusReason
            other.setFocus(reason)
            if isinstance(other, QLineEdit):
                other.selectAll()
            return True


def _wraps(widget: QWidget, window: QWidget, *, back: bool) -> bool:
    """The chain came round to the window itself: the last field was reached."""
    return widget is window and not back


def is_open_field(widget: QWidget) -> bool:
    """A field that takes the cursor by keyboard: visible, enabled, not the inside of another field."""
    if not isinstance(widget, _FIELDS) or not widget.isVisible() or not widget.isEnabled():
        return False
    if isinstance(widget.parent(), QComboBox | QAbstractSpinBox):
        return False
    read_only = isinstance(widget, QLineEdit | QPlainTextEdit) and widget.isReadOnly()
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and not read_only
