"""The parts of the sheet and where they stand: questions, form, papers and decision; the fee beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.matter import Matter
from app.ui.forms.factory import Means
from app.ui.forms.form import MatterForm
from app.ui.pages.acceptance.decision import DecisionCard
from app.ui.pages.acceptance.fee_panel import FeePanel
from app.ui.pages.acceptance.filing import Problems
from app.ui.pages.acceptance.materials import MaterialsCard
from app.ui.pages.acceptance.questions import QuestionsCard
from app.ui.theme.look import look
from app.ui.theme.metrics import Width
from app.ui.widgets.money import yuan_text
from app.ui.widgets.tab_order import tab_through
from app.usecases.desk import Desk
from app.words.catalogue import _, pick

if TYPE_CHECKING:
    from app.ui.page import Page


NO_LIMIT = 16_777_215
"""Qt's QWIDGETSIZE_MAX, which the binding does not export."""


class SheetParts(QWidget):
    fee_told = Signal()
    """the amount or its place changed"""

    def __init__(self, page: Page, matter: Matter, *, noticed: bool = False) -> None:
        super().__init__()
        self.setObjectName("worksheet")
        self._page = page
        desk = page.desk
        self._desk = Desk(
            rules=desk.rulebook, clock=desk.clock, public_url=desk.public_url, window=desk.window_rules
        )
        self.matter = matter
        self.questions = QuestionsCard()
        self.form = MatterForm(self._means())
        self.materials = MaterialsCard(desk.rulebook.reasons)
        known = desk.rulebook.reasons
        ours = {code: known[code] for code in matter.reasons if code in known}
        self.decision = DecisionCard(desk.rulebook.destinations, ours, noticed=noticed)
        self.fee = FeePanel()
        self.problems = Problems(self)
        self._chained: list[QWidget] = []
        self._lay_out()
        self.materials.table.chosen.connect(lambda _paper: self._follow_row())
        QApplication.instance().focusChanged.connect(self._follow_cursor)  # type: ignore[union-attr]

    def _means(self) -> Means:
        def work(job: Callable[[], Mapping[str, str]], done: Callable[[Mapping[str, str]], None]) -> None:
            self._page.tasks.work(job, on_done=done, owner=self)

        rules = self._page.desk.rulebook
        lists, types = rules.option_lists, rules.field_types
        return Means(today=self._desk.today, work=work, option_lists=lists, field_types=types)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("worksheet_inside")
        left = QVBoxLayout(inside)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(10)
        for part in (self.questions, self.form, self.materials, self.decision):
            left.addWidget(part)
        left.addStretch(1)
        self._left = left
        self.room = QScrollArea()
        self.room.setObjectName("worksheet_scroll")
        self.room.setWidgetResizable(True)
        self.room.setFrameShape(QScrollArea.Shape.NoFrame)
        self.room.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.problems)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.room, 1)
        row.addWidget(self.fee)
        self._row = row
        column.addLayout(row, 1)

    def _follow_cursor(self, _before: QWidget | None, now: QWidget | None) -> None:
        """The cursor is never out of sight."""
        if now is not None and self.room.isAncestorOf(now):
            # after the layout has settled: a table that has just been filled is taller than it was
            QTimer.singleShot(0, now, lambda: self._bring(now))

    def _bring(self, now: QWidget) -> None:
        """A field, or the whole list of papers with its line of details: never a single row of it."""
        inside = self.room.widget()
        if self.materials.isAncestorOf(now) and inside is not None:
            top = self.materials.mapTo(inside, QPoint(0, 0)).y()
            self.room.ensureVisible(0, top + self.materials.height(), 0, 8)
            self.room.ensureVisible(0, top, 0, 8)
        self.room.ensureWidgetVisible(now, 20, 40)

    def _follow_row(self) -> None:
        if self.materials.table.hasFocus():
            self.room.ensureWidgetVisible(self.materials.table, 20, 40)

    def resizeEvent(self, event: Any) -> None:
        """Three columns on a large screen; on a small one the fee goes below the decision."""
        super().resizeEvent(event)
        window = self.window()
        width = look().metrics.width_class(window.width(), window.height())
        self.form.set_columns(3 if width is Width.L else 2)
        self._place_fee(width)

    def _place_fee(self, width: Width) -> None:
        below = width is Width.S
        if below == (self._left.indexOf(self.fee) < 0):
            (self._row if below else self._left).removeWidget(self.fee)
            if below:
                self._left.insertWidget(self._left.count() - 1, self.fee)
            else:
                self._row.addWidget(self.fee)
            self.fee.show_whole(below)
            self.fee_told.emit()
        if below:
            self.fee.setMinimumWidth(0)
            self.fee.setMaximumWidth(NO_LIMIT)
        else:
            self.fee.setFixedWidth(look().metrics.px(320 if width is Width.L else 286))

    def sum_in_head(self) -> str:
        """The amount in words for the page's head while the fee itself may be out of sight; else empty."""
        shown = self.room.isAncestorOf(self.fee) and self.fee.total_fen is not None
        return f"{_('To pay')} {yuan_text(self.fee.total_fen or 0)}" if shown else ""

    def retranslate(self) -> None:
        sections = self._page.desk.rulebook.sections
        self.form.retranslate({name: pick(w.zh, w.en) for name, w in sections.items()})
        for part in (self.questions, self.materials, self.decision, self.fee, self.problems):
            part.retranslate()

    def chain(self) -> None:
        """Tab and Enter go in reading order, also through what an answer has just revealed."""
        parts = (self.questions, self.form, self.materials, self.decision)
        boxes = [box for part in parts for box in part.boxes()]
        if boxes != self._chained:
            self._chained = boxes
            tab_through(boxes)

    def take_form(self) -> None:
        """The cursor into the first field that can be typed into."""
        cell = self.form.first_open()
        if cell is not None:
            cell.entry.take_cursor()
