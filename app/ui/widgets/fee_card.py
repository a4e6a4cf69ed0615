"""The card of an amount: the sum first and large, its lines below, and why it is what it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy

from app.domain.money import capitals
from app.ui.theme.look import look
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card, Rule
from app.ui.widgets.fee_lines import FeeGroup, FeeLines
from app.ui.widgets.lines import ErrorLine
from app.ui.widgets.money import MoneyLabel
from app.ui.widgets.plain import PlainLabel, WrappedLabel
from app.words.catalogue import _


class FeeCard(Card):
    """A subclass gives words and groups. `prefix` names the parts: `due` has `due_total` and so on."""

    def __init__(self, name: str, prefix: str) -> None:
        super().__init__(name)
        self.lines = FeeLines(f"{prefix}_lines")
        self.total_words = PlainLabel(role="heading")
        self.total = MoneyLabel(role="total")
        self.total.setObjectName(f"{prefix}_total")
        self.capitals = WrappedLabel(role="quiet")
        self.capitals.setObjectName(f"{prefix}_capitals")
        self.capitals.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.note = ErrorLine(f"{prefix}_note")
        self.why = Button(f"{prefix}_why", kind="plain")
        self.why.setCheckable(True)
        self.why.setProperty("small", "true")
        self.room = QScrollArea()
        self.room.setObjectName(f"{prefix}_scroll")
        self.room.setWidgetResizable(True)
        self.room.setFrameShape(QFrame.Shape.NoFrame)
        self.room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.room.setWidget(self.lines)
        self.room.setMinimumHeight(look().metrics.px(64))
        self._whole = False
        self.total_fen: int | None = None
        """what is shown; None while it is not known"""
        self._lay_out()

    def _lay_out(self) -> None:
        self.head.addWidget(self.why)
        top = QHBoxLayout()
        top.addWidget(self.total_words)
        top.addStretch(1)
        top.addWidget(self.total)
        self.body.addLayout(top)
        self.body.addWidget(self.capitals)
        self.body.addWidget(self.note)
        self.body.addWidget(Rule())
        self.body.addWidget(self.room, 1)
        self.show_whole(False)

    def show_whole(self, whole: bool) -> None:
        """All lines at full height, where the card itself stands in something that scrolls."""
        self._whole = whole
        policy = QSizePolicy.Policy.Preferred if whole else QSizePolicy.Policy.Ignored
        self.room.setSizePolicy(QSizePolicy.Policy.Expanding, policy)
        self._fit()

    def _fit(self) -> None:
        least = look().metrics.px(64)
        wanted = self.lines.heightForWidth(max(self.room.viewport().width(), 1)) if self._whole else 0
        self.room.setMinimumHeight(max(least, wanted))

    def retranslate(self) -> None:
        self.why.say(_("Why this amount?"))

    def show_sum(self, total_fen: int | None, groups: Sequence[FeeGroup], empty: str = "") -> None:
        """The sum in fen, None while it is not known; its lines."""
        self.total_fen = total_fen
        if total_fen is None:
            self.total.setText("—")
        else:
            self.total.show_fen(total_fen)
        self.capitals.setText(capitals(total_fen) if total_fen is not None else "")
        self.capitals.setVisible(total_fen is not None)
        self.why.setVisible(any(group.lines for group in groups))
        self.lines.show_groups(groups, why=self.why.isChecked(), empty=empty)
        self._fit()
