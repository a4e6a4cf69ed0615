"""A sheet on its way: built behind what is in front, a part a turn of the event loop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QStackedWidget

from app.ui.pages.acceptance.worksheet import Worksheet
from app.ui.tasks import Tasks
from app.ui.widgets.later import Later


class Coming:
    """One at a time. A key or a click that comes meanwhile finds it whole."""

    def __init__(self, stack: QStackedWidget, tasks: Tasks) -> None:
        self._stack, self._tasks = stack, tasks
        self._later: Later | None = None

    def build(self, sheet: Worksheet, bring: Callable[[Worksheet], None]) -> None:
        """`bring` is given the whole sheet; another one that was on its way never comes."""
        self.drop()
        sheet.hide()
        self._stack.addWidget(sheet)
        later = self._later = Later(sheet, (*sheet.steps(), partial(self._done, sheet, bring)))
        if self._tasks.at_once:
            later.finish()
        else:
            later.start()

    def drop(self) -> None:
        if self._later is not None:
            self._later.drop()
            self._later = None

    def _done(self, sheet: Worksheet, bring: Callable[[Worksheet], None]) -> None:
        self._later = None
        bring(sheet)
