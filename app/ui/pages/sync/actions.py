"""Deeds of the delivery page."""

from __future__ import annotations

from app.ui.actions import Action
from app.words.refusals import N_

ACTIONS = (
    Action(id="sync.open", text=N_("Open the record"), key="F2", scope="sync"),
    Action(id="sync.export", text=N_("Export everything"), key="Ctrl+E", scope="sync"),
    Action(id="sync.send", text=N_("Send now"), key="F5", twin="Ctrl+R", scope="sync", kind="primary"),
)
