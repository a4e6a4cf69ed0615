"""The parts of the payment sheet and where they stand: rights and payer left, the sum right."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.pages.payment.due_panel import DuePanel
from app.ui.pages.payment.lines_card import LinesCard
from app.ui.pages.payment.payer_card import PayerCard
from app.ui.theme.look import look
from app.ui.theme.metrics import Width
from app.ui.widgets.lines import ErrorLine
from app.ui.widgets.problems import ProblemList
from app.ui.widgets.tab_order import tab_through
from app.words.catalogue import Language, language


class SheetShape(QWidget):
    """Two columns of fields on a small screen, three on a large one; the sum always in sight."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("payment_sheet")
        self.problems = ProblemList("pay_problems")
        self.before = ErrorLine("pay_before")
        self.lines = LinesCard(desk)
        self._payer_desk = desk
        self.due = DuePanel()
        inside = QWidget()
        inside.setObjectName("payment_inside")
        left = QVBoxLayout(inside)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(10)
        left.addWidget(self.lines)
        left.addStretch(1)
        self._left = left
        self.room = QScrollArea()
        self.room.setObjectName("payment_room")
        self.room.setWidgetResizable(True)
        self.room.setFrameShape(QFrame.Shape.NoFrame)
        self.room.setWidget(inside)
        self.room.setMinimumHeight(look().metrics.px(150))
        # it scrolls: it never pushes the page over the edge of the window
        self.room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.room, 1)
        row.addWidget(self.due)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.problems)
        column.addWidget(self.before)
        column.addLayout(row, 1)

    @property
    def has_payer(self) -> bool:
        return "payer" in self.__dict__

    @cached_property
    def payer(self) -> PayerCard:
        """Below the lines, after them in the order of Tab; built when first wanted."""
        made = PayerCard(self._payer_desk)
        self._left.insertWidget(1, made)
        made.show()
        tab_through((self.lines.table, *(cell.box for cell in made.cells.values())))
        made.set_columns(3 if self._width() is Width.L else 2)
        self.furnish(made)
        return made

    def furnish(self, payer: PayerCard) -> None:
        """Words and content of the card that has just been built."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Columns for the room there is; English labels are wider."""
        width = self._width()
        three = width is Width.L or (width is Width.M and language() is Language.ZH)
        self.lines.editor.set_columns(3 if three else 2)
        if self.has_payer:
            self.payer.set_columns(3 if width is Width.L else 2)
        self.due.setFixedWidth(look().metrics.px({Width.S: 220, Width.M: 286, Width.L: 340}[width]))

    def _width(self) -> Width:
        window = self.window()
        return look().metrics.width_class(window.width(), window.height())

    def bring(self, part: QWidget) -> None:
        """Scroll a part into sight."""
        self.room.ensureWidgetVisible(part)
