"""Priced lines as a list: name, how often, amount; on wish the arithmetic of each, and the law once below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.fees import QuoteLine
from app.ui.widgets.card import Rule
from app.ui.widgets.money import yuan_text
from app.ui.widgets.plain import PlainLabel, WrappedLabel, hint_text
from app.words.catalogue import Language, _, language, pick

_EDITION = re.compile(r"（[^（）]*）")
_STATE = "中华人民共和国"


@dataclass(frozen=True, slots=True)
class FeeGroup:
    """The lines of one right; `head` may be empty."""

    head: str
    lines: tuple[QuoteLine, ...]


def line_name(line: QuoteLine) -> str:
    """Name and note in the language in force."""
    name, note = pick(line.name_zh, line.name_en), line.note
    if language() is Language.ZH:
        return f"{name}（{note}）" if note else name
    note = line.note_en or note
    return f"{name} ({note})" if note else name


def short_source(source: str) -> str:
    """A source without edition and state, as it is said at the counter; the whole one is in the tooltip."""
    return _EDITION.sub("", source).removeprefix(_STATE).strip() or source


class FeeLines(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 1)
        self._row = 0
        self._sources: list[str] = []

    def show_groups(self, groups: Sequence[FeeGroup], *, why: bool, empty: str = "") -> None:
        """Replace what is shown. `empty` stands there while nothing is priced."""
        self._clear()
        for group in groups:
            if group.head:
                self._across(PlainLabel(group.head, role="strong"))
            for line in group.lines:
                self._add(line, why)
            if not group.lines:
                self._across(PlainLabel(_("No fee"), role="quiet"))
        if not groups and empty:
            self._across(WrappedLabel(empty, role="hint"))
        if self._sources:
            self._add_sources()
        self._grid.setRowStretch(self._row, 1)

    def _clear(self) -> None:
        self._grid.setRowStretch(self._row, 0)
        while self._grid.count():
            widget = self._grid.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._row, self._sources = 0, []

    def _across(self, widget: QWidget) -> None:
        self._grid.addWidget(widget, self._row, 0, 1, 3)
        self._row += 1

    def _add(self, line: QuoteLine, why: bool) -> None:
        top, right = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignRight
        self._grid.addWidget(WrappedLabel(line_name(line)), self._row, 0, top)
        if line.quantity > 1:
            self._grid.addWidget(PlainLabel(f"×{line.quantity}", role="quiet"), self._row, 1, top | right)
        amount = PlainLabel(yuan_text(line.amount_fen, sign=False))
        self._grid.addWidget(amount, self._row, 2, top | right)
        self._row += 1
        if why:
            told = f"{pick(line.why_zh, line.why_en)} {self._marks(line.basis)}".strip()
            self._across(WrappedLabel(told, role="hint"))

    def _marks(self, basis: str) -> str:
        """`[1][2]`: where each source of the line stands in the list below."""
        named = list(filter(None, basis.split("；")))
        self._sources += [source for source in dict.fromkeys(named) if source not in self._sources]
        return "".join(f"[{at}]" for at, source in enumerate(self._sources, 1) if source in named)

    def _add_sources(self) -> None:
        self._across(Rule())
        for number, source in enumerate(self._sources, 1):
            label = WrappedLabel(f"[{number}] {short_source(source)}", role="hint")
            label.setToolTip(hint_text(source))
            self._across(label)
