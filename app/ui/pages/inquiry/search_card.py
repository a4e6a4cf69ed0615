"""The one box: number, name, phone or a scan; what it looks like; and what is searched at all."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from app.domain import identifiers
from app.ui.widgets.card import Card
from app.ui.widgets.plain import PlainLabel, ShortLabel
from app.words.catalogue import _
from app.words.identifiers import looks_like

LOOK_AFTER_MS = 150


class SearchBox(QLineEdit):
    """Enter searches, Down goes into the list; Esc clears first and only then leaves the page."""

    taken = Signal()
    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        else:
            super().keyPressEvent(event)


class SearchCard(Card):
    wanted = Signal()
    """search for what stands in the box"""
    emptied = Signal()
    down = Signal()

    def __init__(self) -> None:
        super().__init__("inquiry_card")
        self.box = SearchBox()
        self.box.setObjectName("inquiry_box")
        self.box.setProperty("enter", "own")
        self.reason_label = PlainLabel()
        self.reason = QLineEdit()
        self.reason.setObjectName("inquiry_reason")
        self.reason_label.setBuddy(self.reason)
        self.looks = ShortLabel(role="hint")
        self.looks.setObjectName("inquiry_looks")
        self.scope = ShortLabel(role="hint")
        self.scope.setObjectName("inquiry_scope")
        self.scope.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.box, 3)
        row.addWidget(self.reason_label)
        row.addWidget(self.reason, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.looks, 1)
        foot.addWidget(self.scope, 1)
        self.body.addLayout(row)
        self.body.addLayout(foot)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(LOOK_AFTER_MS)
        self._pause.timeout.connect(self.look)
        self.box.taken.connect(self.wanted)
        self.box.down.connect(self.down)
        self.box.textEdited.connect(self._on_edited)

    def retranslate(self) -> None:
        self.say(_("Search this desk"), _("Enter search   ↓ list   Esc clear   or scan any slip"))
        self.box.setPlaceholderText(_("Number, name, title, right, reference or phone"))
        self.box.setAccessibleName(_("Search this desk"))
        self.reason_label.setText(_("Asked by, why"))
        self.reason.setPlaceholderText(_("for a third party"))
        self.reason.setAccessibleName(_("Asked by, why"))
        self.look()

    def text(self) -> str:
        return self.box.text().strip()

    def look(self) -> None:
        """What the text looks like; it is only words, nothing is searched yet."""
        self._pause.stop()
        text = self.text()
        self.looks.setText(looks_like(identifiers.detect(text)) if text else "")

    def _on_edited(self, text: str) -> None:
        self._pause.start()
        if not text.strip():
            self.look()
            self.emptied.emit()

    def tell_scope(self, text: str) -> None:
        """What was searched, and as of when."""
        self.scope.setText(text)
