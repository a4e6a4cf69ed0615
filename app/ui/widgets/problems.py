"""The error summary on top of a form: its words equal those at the fields, each leads to its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy

from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.plain import button_text, visible
from app.words.catalogue import _, ngettext

MOST, IN_ONE_COLUMN = 6, 3
"""Links shown at once; the count tells the rest."""


@dataclass(frozen=True, slots=True)
class Problem:
    words: str
    go: Callable[[], object]


class ProblemLink(Button):
    """One line that gives way when room is short; the whole words are in the tooltip and for readers."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__(name, kind="plain")
        self._words = words
        self.setStyleSheet("text-align: left; min-height: 22px; padding: 1px 6px")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.say(words, hint=words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = max(self.width() - 16, 1)
        shown = self.fontMetrics().elidedText(visible(self._words), Qt.TextElideMode.ElideRight, room)
        self.setText(button_text(shown))


class ProblemList(Card):
    """Takes no room while there is nothing to mend."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._problems: tuple[Problem, ...] = ()
        self._links: list[Button] = []
        self._at = -1
        self.hide()

    def show_problems(self, problems: Sequence[Problem], wrong: int | None = None) -> None:
        """`wrong` of them forbid; the rest only want to be confirmed. None: all forbid."""
        if [p.words for p in problems] != [p.words for p in self._problems]:
            self._at = -1
        self._problems = tuple(problems)
        for link in self._links:
            self._grid.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._links = []
        count = len(self._problems)
        mend = count if wrong is None else wrong
        words = ngettext("{count} place to mend", "{count} places to mend", mend).format(count=mend)
        self.say(words if mend else _("To confirm"), _("F7 next   Shift+F7 previous"))
        columns = 1 if count <= IN_ONE_COLUMN else 2
        for at, problem in enumerate(self._problems[:MOST]):
            link = ProblemLink(f"{self.objectName()}_{at}", problem.words)
            link.clicked.connect(lambda _checked=False, at=at: self._go_to(at))
            self._grid.addWidget(link, at // columns, at % columns, 1, 3 - columns)
            self._links.append(link)
        self.setVisible(count > 0)

    def go(self, *, back: bool = False) -> None:
        """The cursor to the next (or previous) place."""
        if self._problems:
            self._go_to((self._at + (-1 if back else 1)) % len(self._problems))

    def texts(self) -> tuple[str, ...]:
        return tuple(problem.words for problem in self._problems)

    def _go_to(self, at: int) -> None:
        self._at = at
        self._problems[at].go()
