"""Ctrl+/: every key that works now, from the registry of actions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from app.ui.actions import Action
from app.ui.frame.overlay import Overlay
from app.ui.widgets.button import key_text
from app.ui.widgets.plain import PlainLabel
from app.words.catalogue import _
from app.words.refusals import N_

EVERYWHERE = (
    ("Enter / Shift+Enter", N_("Next / previous field")),
    ("Tab / Shift+Tab", N_("Next / previous control")),
    ("Esc", N_("Close a list or panel")),
    ("=  +  −", N_("In a date: today, a day later, a day earlier")),
    ("Alt+↓", N_("Open the list or calendar of a field")),
    ("Space", N_("Tick")),
    ("Alt+X", N_("The character whose code stands before the cursor")),
)


class KeySheet(Overlay):
    def __init__(self, window: QWidget) -> None:
        super().__init__("key_sheet", window, 720, 520)
        self.title = PlainLabel(role="title")
        self._area = QScrollArea()
        self._area.setObjectName("key_sheet_rows")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.foot = PlainLabel(role="hint")
        for widget in (self.title, self._area, self.foot):
            self.column.addWidget(widget)

    def show_keys(self, page: str, page_keys: Sequence[Action], others: Sequence[Action]) -> None:
        """`page`: name of the page in front."""
        self.title.setText(_("Key sheet"))
        self.setAccessibleName(_("Key sheet"))
        self.foot.setText(_("Esc back"))
        self._area.setAccessibleName(_("Key sheet"))
        held = QWidget()
        grid = QGridLayout(held)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(4, 1)
        grid.setColumnMinimumWidth(2, 12)
        left = [(_(a.text), a) for a in page_keys if a.key]
        self._fill(grid, 0, page, [(_keys(action), text) for text, action in left])
        self._fill(grid, 3, _("Everywhere"), [(_keys(a), _(a.text)) for a in others if a.key])
        below = max(len(left), sum(1 for a in others if a.key)) + 1
        self._fill(grid, 0, _("In fields"), [(keys, _(text)) for keys, text in EVERYWHERE], below)
        grid.setRowStretch(grid.rowCount(), 1)
        self._area.setWidget(held)
        self.open()
        self._area.setFocus()

    def _fill(
        self, grid: QGridLayout, column: int, title: str, rows: Sequence[tuple[str, str]], first: int = 0
    ) -> None:
        if not rows:
            return
        grid.addWidget(PlainLabel(title, role="heading"), first, column, 1, 2)
        for place, (keys, text) in enumerate(rows, first + 1):
            grid.addWidget(PlainLabel(keys, role="key"), place, column, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(PlainLabel(text), place, column + 1)


def _keys(action: Action) -> str:
    return "  ".join(key_text(key) for key in action.bound())
