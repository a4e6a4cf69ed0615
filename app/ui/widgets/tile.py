"""A tile: one number with its word, a button as a whole."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme.look import look
from app.ui.widgets.button import Button
from app.ui.widgets.plain import IconLabel, PlainLabel, ShortLabel, restyle


class Tile(Button):
    """Tones: empty, warn, err. The note says more in one line, such as an age."""

    def __init__(self, name: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(name, kind="tile", parent=parent)
        self._icon_name = icon
        self._picture = IconLabel(icon, "text2", 18)
        self._figure = PlainLabel("0", role="figure")
        self._word = ShortLabel(role="quiet")
        self._note = ShortLabel(role="hint")
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for label in (self._picture, self._figure, self._word, self._note):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._figure)
        top.addStretch(1)
        top.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 10, 8)
        column.setSpacing(0)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._word, 1)
        foot.addWidget(self._note, 1)
        column.addLayout(top)
        column.addLayout(foot)

    def show_count(self, word: str, count: int, note: str = "", tone: str = "") -> None:
        """`tone` colours the symbol only when there is something to do; the word always stands."""
        shown = tone if count and tone else "text2"
        self._figure.setText(str(count))
        self._word.setText(word)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._picture.show_icon("warning" if count and tone else self._icon_name, shown)
        restyle(self._note, "role", {"err": "error", "warn": "warning"}.get(shown, "hint"))
        self.setAccessibleName(f"{word} {count} {note}".strip())

    def count(self) -> int:
        return int(self._figure.text())

    def sizeHint(self) -> QSize:
        metrics = look().metrics
        return QSize(metrics.px(128), metrics.px(64))

    def minimumSizeHint(self) -> QSize:
        metrics = look().metrics
        return QSize(metrics.px(84), metrics.px(64))
