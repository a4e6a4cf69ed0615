"""Deeds of the inquiry page."""

from __future__ import annotations

from app.ui.actions import Action
from app.words.refusals import N_

_S = "inquiry"

ACTIONS = (
    Action(id="inquiry.box", text=N_("To the box"), key="F3", twin="Ctrl+F", scope=_S, on_bar=False),
    Action(id="inquiry.clear", text=N_("Recent cases"), key="F4", twin="Ctrl+N", scope=_S),
    Action(id="inquiry.read", text=N_("Read again"), key="F5", twin="Ctrl+R", scope=_S, on_bar=False),
    Action(id="inquiry.open", text=N_("Open"), key="F2", scope=_S, on_bar=False),
    Action(id="inquiry.slip", text=N_("Result slip"), key="F11", twin="Ctrl+Shift+P", scope=_S),
    Action(
        id="inquiry.print", text=N_("Print result slip"), key="F12", twin="Ctrl+P", scope=_S, on_bar=False
    ),
    Action(id="inquiry.search", text=N_("Search"), key="F10", twin="Ctrl+Return", scope=_S, kind="primary"),
)
