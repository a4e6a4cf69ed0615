"""Deeds of the workbench."""

from __future__ import annotations

from app.ui.actions import Action
from app.words.refusals import N_

ACTIONS = (
    Action(id="workbench.search", text=N_("Search"), key="F3", twin="Ctrl+F", scope="workbench"),
    Action(id="workbench.visit", text=N_("New visit"), key="F6", twin="Ctrl+H", scope="workbench"),
    Action(id="workbench.refresh", text=N_("Read again"), key="F5", twin="Ctrl+R", scope="workbench"),
    Action(id="workbench.open", text=N_("Open"), key="F2", scope="workbench", on_bar=False),
    Action(
        id="workbench.new",
        text=N_("New acceptance"),
        key="F4",
        twin="Ctrl+N",
        scope="workbench",
        kind="primary",
    ),
)
