"""Deeds of the evaluation page."""

from __future__ import annotations

from app.ui.actions import Action
from app.words.refusals import N_

ACTIONS = (
    Action(id="evaluation.read", text=N_("Read again"), key="F5", twin="Ctrl+R", scope="evaluation"),
    Action(id="evaluation.close", text=N_("Take the invitation back"), key="F6", scope="evaluation"),
    Action(
        id="evaluation.paper", text=N_("Key in a paper form"), key="F7", twin="Ctrl+J", scope="evaluation"
    ),
    Action(
        id="evaluation.invite",
        text=N_("Invite to rate"),
        key="F10",
        twin="Ctrl+Return",
        scope="evaluation",
        kind="primary",
    ),
)
