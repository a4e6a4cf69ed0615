"""Buttons that show their key and say it to screen readers."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.theme.look import look
from app.ui.widgets.plain import button_text, hint_text, restyle, visible


def key_text(key: str) -> str:
    """A key as the keyboard shows it, e.g. `F9` or `Ctrl+K`."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


class Button(QPushButton):
    """Kinds: "" (ordinary), primary, plain (link-like), danger, tab, tile, nav."""

    def __init__(self, name: str, *, kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAutoDefault(False)
        self._icon, self._icon_role = "", "text"
        if kind:
            self.setProperty("kind", kind)
        look().changed.connect(self._draw)

    def say(self, text: str, key: str = "", hint: str = "") -> None:
        """Words on the button; with a key in front, as in `F9 收费`."""
        shown = key_text(key) if key else ""
        self.setText(button_text(f"{shown} {text}" if shown else text))
        name = visible(text)
        self.setAccessibleName(f"{name} {shown}".strip())
        if hint or shown:
            self.setToolTip(hint_text(hint or f"{name} ({shown})"))

    def show_icon(self, name: str, role: str = "text") -> None:
        self._icon, self._icon_role = name, role
        self._draw()

    def allow(self, allowed: bool, reason: str = "") -> None:
        """Disable with the reason in words, for the eye and for readers; empty when allowed."""
        self.setEnabled(allowed)
        self.setAccessibleDescription("" if allowed else visible(reason))
        self.setToolTip("" if allowed or not reason else hint_text(reason))

    def kind(self, kind: str) -> None:
        restyle(self, "kind", kind)

    def _draw(self) -> None:
        if self._icon:
            from app.ui.theme.icons import icon

            side = look().metrics.px(18)
            self.setIcon(icon(self._icon, look().tokens, self._icon_role, side))
            self.setIconSize(QSize(side, side))


class IconButton(Button):
    """A button with an icon alone, where room is short: name and tooltip stand in for the word."""

    def __init__(self, name: str, icon_name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(name, kind="plain", parent=parent)
        self.show_icon(icon_name, "text2")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        side = look().metrics.px(28)
        self.setMinimumSize(side, side)

    def say(self, text: str, key: str = "", hint: str = "") -> None:
        shown = key_text(key) if key else ""
        self.setAccessibleName(f"{visible(text)} {shown}".strip())
        self.setToolTip(hint_text(hint or self.accessibleName()))
