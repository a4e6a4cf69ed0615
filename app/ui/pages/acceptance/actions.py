"""Deeds of the acceptance page."""

from __future__ import annotations

from app.ui.actions import Action
from app.words.refusals import N_

_S = "acceptance"

ACTIONS = (
    Action(id="acceptance.save", text=N_("Save draft"), key="F2", twin="Ctrl+S", scope=_S),
    Action(id="acceptance.new", text=N_("New acceptance"), key="F4", twin="Ctrl+N", scope=_S),
    Action(id="acceptance.park", text=N_("Park"), key="F6", twin="Ctrl+H", scope=_S),
    Action(id="acceptance.check", text=N_("Check"), key="F7", twin="Ctrl+J", scope=_S),
    Action(id="acceptance.back", text=N_("Previous error"), key="Shift+F7", scope=_S, on_bar=False),
    Action(id="acceptance.notice", text=N_("One-time notice"), key="F8", twin="Ctrl+G", scope=_S),
    Action(id="acceptance.pay", text=N_("Collect fee"), key="F9", scope=_S),
    Action(id="acceptance.print", text=N_("Print papers"), key="F12", twin="Ctrl+P", scope=_S),
    Action(id="acceptance.all", text=N_("All received"), key="Ctrl+Shift+A", scope=_S, on_bar=False),
    Action(id="acceptance.questions", text=N_("Go to the questions"), key="Alt+1", scope=_S, on_bar=False),
    Action(id="acceptance.form", text=N_("Go to the form"), key="Alt+2", scope=_S, on_bar=False),
    Action(id="acceptance.materials", text=N_("Go to the papers"), key="Alt+3", scope=_S, on_bar=False),
    Action(id="acceptance.decide", text=N_("Go to the decision"), key="Alt+4", scope=_S, on_bar=False),
    Action(id="acceptance.void", text=N_("Void draft"), key="Ctrl+Del", scope=_S, on_bar=False),
    Action(
        id="acceptance.submit", text=N_("Submit"), key="F10", twin="Ctrl+Return", scope=_S, kind="primary"
    ),
)
