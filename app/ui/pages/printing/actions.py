"""Deeds of the print centre."""

from __future__ import annotations

from app.ui.actions import Action
from app.words.refusals import N_

ACTIONS = (
    Action(id="printing.read", text=N_("Read again"), key="F5", twin="Ctrl+R", scope="printing"),
    Action(id="printing.preview", text=N_("Preview"), key="F11", twin="Ctrl+Shift+P", scope="printing"),
    Action(id="printing.save", text=N_("Save as PDF"), key="F8", twin="Ctrl+S", scope="printing"),
    Action(id="printing.all", text=N_("Print all owed"), key="F9", scope="printing"),
    Action(id="printing.print", text=N_("Print"), key="F12", twin="Ctrl+P", scope="printing", kind="primary"),
)
