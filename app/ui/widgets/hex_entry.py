"""Rare characters without a dictionary: type the code of the paper's character, then Alt+X."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit

_CODE = re.compile(r"(?:[Uu]\+)?([0-9A-Fa-f]{4,6})$")
_SURROGATES = range(0xD800, 0xE000)


def character_before(text: str) -> tuple[int, str] | None:
    """How many characters before the cursor are the code, and the character meant; None if there is none."""
    found = _CODE.search(text)
    if not found:
        return None
    code = int(found[1], 16)
    if code > 0x10FFFF or code in _SURROGATES or not chr(code).isprintable():
        return None
    return len(found[0]), chr(code)


class HexEntry:
    """`5409` and Alt+X make 吉; `20BB7` makes 𠮷. Works in every field."""

    kinds = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)

    def sees(self, watched: QObject, event: QEvent) -> bool:
        if (
            not isinstance(event, QKeyEvent)
            or event.key() != Qt.Key.Key_X
            or event.modifiers() != Qt.KeyboardModifier.AltModifier
            or watched is not QApplication.focusWidget()
        ):
            return False
        field = watched.lineEdit() if isinstance(watched, QComboBox) else watched
        if not isinstance(field, QLineEdit | QPlainTextEdit) or field.isReadOnly():
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        _replace(field)
        return True


def _replace(field: QLineEdit | QPlainTextEdit) -> None:
    if isinstance(field, QLineEdit):
        at = field.cursorPosition()
        found = character_before(field.text()[:at])
        if found:
            field.setSelection(at - found[0], found[0])
            field.insert(found[1])
        return
    cursor = field.textCursor()
    found = character_before(cursor.block().text()[: cursor.positionInBlock()])
    if found:
        cursor.movePosition(cursor.MoveOperation.Left, cursor.MoveMode.KeepAnchor, found[0])
        cursor.insertText(found[1])
