"""Filters over what people do, behind one door: each event meets only the guards that want its kind."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QWindow
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
    """Hands what people do to the guards that asked for its kind.

    It sits where keys and touches arrive, at the window in front and at the widget with the cursor: on the
    application it would be called for every event of every widget, half of the time in which a page opens.
    """

    def __init__(self, guards: tuple[Guard, ...]) -> None:
        super().__init__()
        self._by_kind: dict[QEvent.Type, tuple[Guard, ...]] = {}
        for guard in guards:
            for kind in guard.kinds:
                self._by_kind[kind] = (*self._by_kind.get(kind, ()), guard)
        self._watched: QApplication | None = None

    def watch(self, application: QApplication) -> None:
        """From now on, wherever the cursor goes."""
        if self._watched is None:
            self._watched = application
            application.focusChanged.connect(self._follow_cursor)
            application.focusWindowChanged.connect(self._follow_window)
            self._follow_cursor(None, application.focusWidget())
            self._follow_window(application.focusWindow())

    def rest(self) -> None:
        """Nothing is guarded until `watch`."""
        if self._watched is not None:
            self._watched.focusChanged.disconnect(self._follow_cursor)
            self._watched.focusWindowChanged.disconnect(self._follow_window)
            self._watched = None

    def _follow_cursor(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None:
            now.installEventFilter(self)

    def _follow_window(self, window: QWindow | None) -> None:
        """Touches meet the window first; keys that no widget has the cursor for go to its widget."""
        if window is None:
            return
        window.installEventFilter(self)
        for widget in QApplication.topLevelWidgets():
            if widget.windowHandle() is window:
                widget.installEventFilter(self)
                if isinstance(widget, QDialog):
                    show_plain(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._watched is None:
            return False
        eaten = any(guard.sees(watched, event) for guard in self._by_kind.get(event.type(), ()))
        if isinstance(event, QFocusEvent) and _leaves(watched, event):
            watched.removeEventFilter(self)
        return eaten


def _leaves(watched: QObject, event: QFocusEvent) -> bool:
    """The cursor goes elsewhere. While a list hangs under a field it only seems to."""
    window = not isinstance(watched, QWidget) or watched.isWindow()
    return event.lostFocus() and not window and event.reason() != Qt.FocusReason.PopupFocusReason


def show_plain(dialog: QDialog) -> None:
    """The net under `PlainLabel`: a label of Qt's own (message boxes) never guesses that text is markup."""
    for label in dialog.findChildren(QLabel):
        if label.textFormat() == Qt.TextFormat.AutoText:
            label.setTextFormat(Qt.TextFormat.PlainText)


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
        if self._composing is watched or isinstance(watched.window(), QDialog):
            return False
        if QApplication.activePopupWidget() is not None:  # a list hangs under the field: Enter is for it
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
