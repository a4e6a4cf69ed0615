"""A barcode gun types like a keyboard, only faster: collect the burst, take it back, say what was scanned."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

SHORTEST = 6
ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class _Before(Struct):
    """What the field held before the first key of the burst."""

    field: QLineEdit | QPlainTextEdit
    text: str
    cursor: int

    def restore(self) -> None:
        if isinstance(self.field, QLineEdit):
            self.field.setText(self.text)
            self.field.setCursorPosition(self.cursor)
            return
        self.field.setPlainText(self.text)
        cursor = self.field.textCursor()
        cursor.setPosition(self.cursor)
        self.field.setTextCursor(cursor)


def _before(widget: QWidget) -> _Before | None:
    field = widget.lineEdit() if isinstance(widget, QComboBox) else widget
    if isinstance(field, QLineEdit):
        return _Before(field, field.text(), field.cursorPosition())
    if isinstance(field, QPlainTextEdit):
        return _Before(field, field.toPlainText(), field.textCursor().position())
    return None


class ScannerFilter(QObject):
    """`accepts(code)` decides what is ours; any other burst stays where it was typed.

    A field with the property `takes_scan` keeps what it is given (outside reference numbers).
    """

    scanned = Signal(str)
    kinds = (QEvent.Type.KeyPress,)

    def __init__(self, accepts: Callable[[str], bool], gap_ms: int = 50) -> None:
        super().__init__()
        self.gap_ms = gap_ms
        """longest pause inside a burst; 20 to 150, Bluetooth guns need more"""
        self._accepts = accepts
        self._keys = ""
        self._before: _Before | None = None
        self._target: QWidget | None = None
        self._last = 0
        self._clock = QElapsedTimer()
        self._clock.start()

    def sees(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        focus = QApplication.focusWidget()
        if watched is not (focus or watched.window()) or event.isAutoRepeat():
            return False
        now = event.timestamp() or self._clock.elapsed()
        in_time = 0 <= now - self._last <= self.gap_ms
        self._last = now
        if event.key() in ENDS and not event.modifiers() & _COMMANDS:
            return self._end(in_time)
        text = event.text()
        if event.modifiers() & _COMMANDS or not text.isprintable() or not text:
            # Shift alone belongs to a capital letter of the burst
            if event.key() != Qt.Key.Key_Shift:
                self._forget()
            return False
        if not (in_time and self._keys and self._target is watched):
            self._begin(watched)
        self._keys += text
        return False

    def _begin(self, target: QWidget) -> None:
        self._keys = ""
        self._target = target
        self._before = _before(target)

    def _forget(self) -> None:
        self._keys, self._before, self._target = "", None, None

    def _end(self, in_time: bool) -> bool:
        """True: it was a scan of ours, the Enter is eaten and the field is as it was."""
        code, before, target = self._keys, self._before, self._target
        self._forget()
        if not in_time or len(code) < SHORTEST or target is None:
            return False
        if target.property("takes_scan") or not self._accepts(code):
            return False
        if before is not None:
            before.restore()
        self.scanned.emit(code)
        return True
