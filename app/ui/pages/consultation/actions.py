"""Deeds of the consultation page."""

from __future__ import annotations

from app.ui.actions import Action
from app.words.refusals import N_

_S = "consultation"
SUGGESTIONS = 6
"""as many as have a key"""

ACTIONS = (
    Action(id="consultation.keep", text=N_("Save draft"), key="F2", twin="Ctrl+S", scope=_S),
    Action(id="consultation.find", text=N_("Search"), key="F3", twin="Ctrl+F", scope=_S, on_bar=False),
    Action(id="consultation.new", text=N_("New consultation"), key="F4", twin="Ctrl+N", scope=_S),
    Action(id="consultation.park", text=N_("Park"), key="F6", twin="Ctrl+H", scope=_S),
    Action(id="consultation.convert", text=N_("Convert to acceptance"), key="Ctrl+T", scope=_S),
    Action(id="consultation.slip", text=N_("Print slip"), key="F12", twin="Ctrl+P", scope=_S),
    Action(id="consultation.today", text=N_("Logged today"), key="F9", scope=_S, on_bar=False),
    Action(id="consultation.void", text=N_("Void draft"), key="Ctrl+Del", scope=_S, on_bar=False),
    *(
        Action(
            id=f"consultation.take{place}",
            text=N_("Take this suggestion"),
            key=f"Alt+{place}",
            scope=_S,
            on_bar=False,
        )
        for place in range(1, SUGGESTIONS + 1)
    ),
    Action(
        id="consultation.save",
        text=N_("Save, next"),
        key="F10",
        twin="Ctrl+Return",
        scope=_S,
        kind="primary",
    ),
)
