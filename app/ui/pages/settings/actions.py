"""Deeds of the settings."""

from __future__ import annotations

from app.ui.actions import Action
from app.words.refusals import N_

ACTIONS = (
    Action(id="settings.printers", text=N_("Look for printers"), key="F5", twin="Ctrl+R", scope="settings"),
    Action(id="settings.licences", text=N_("Licences"), key="F8", twin="Ctrl+G", scope="settings"),
)
