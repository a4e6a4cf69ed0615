"""A card: one framed part of a page with a title, a hint at the right and a body."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.widgets.plain import PlainLabel, ShortLabel


class Rule(QFrame):
    """A thin line between parts. It means nothing to readers."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "rule")
        self.setFixedHeight(1)


class Card(QFrame):
    """`body` takes the content; `head` takes small things beside the title."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "card")
        self.title = PlainLabel(role="heading")
        self.hint = ShortLabel(role="hint")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(self.title)
        self.head.addWidget(self.hint, 1)
        self._filler = QWidget()
        self.head.addWidget(self._filler, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 10, 12, 12)
        whole.setSpacing(8)
        whole.addLayout(self.head)
        whole.addLayout(self.body, 1)

    def say(self, title: str, hint: str = "") -> None:
        """Words of the card; the title also names the group for readers."""
        self.title.setText(title)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self._filler.setVisible(not hint)
        self.setAccessibleName(title)

    def beside_title(self, widget: QWidget) -> None:
        """Put a chip or count right after the title."""
        self.head.insertWidget(1, widget)
