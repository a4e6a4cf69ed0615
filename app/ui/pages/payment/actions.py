"""Deeds of the payment page."""

from __future__ import annotations

from app.ui.actions import Action
from app.words.refusals import N_

_S = "payment"

ACTIONS = (
    Action(id="payment.save", text=N_("Save draft"), key="F2", twin="Ctrl+S", scope=_S),
    Action(id="payment.find", text=N_("Search"), key="F3", twin="Ctrl+F", scope=_S),
    Action(id="payment.new", text=N_("New payment"), key="F4", twin="Ctrl+N", scope=_S),
    Action(id="payment.read", text=N_("Read again"), key="F5", twin="Ctrl+R", scope=_S, on_bar=False),
    Action(id="payment.add", text=N_("Add a right"), key="Ins", twin="Ctrl+I", scope=_S, on_bar=False),
    Action(id="payment.park", text=N_("Park"), key="F6", twin="Ctrl+H", scope=_S),
    Action(id="payment.check", text=N_("Check"), key="F7", twin="Ctrl+J", scope=_S),
    Action(id="payment.back", text=N_("Previous error"), key="Shift+F7", scope=_S, on_bar=False),
    Action(id="payment.undo", text=N_("Void or refund"), key="F8", twin="Ctrl+G", scope=_S, on_bar=False),
    Action(id="payment.preview", text=N_("Preview"), key="F11", twin="Ctrl+Shift+P", scope=_S, on_bar=False),
    Action(id="payment.print", text=N_("Print papers"), key="F12", twin="Ctrl+P", scope=_S, on_bar=False),
    Action(id="payment.collect", text=N_("Confirm payment"), key="F9", scope=_S, on_bar=False),
    Action(id="payment.lines", text=N_("Go to the rights"), key="Alt+1", scope=_S, on_bar=False),
    Action(id="payment.payer", text=N_("Go to the payer"), key="Alt+2", scope=_S, on_bar=False),
    Action(id="payment.today", text=N_("Payments of today"), key="Alt+3", scope=_S, on_bar=False),
    Action(id="payment.unconfirmed", text=N_("Payments to confirm"), key="Alt+4", scope=_S, on_bar=False),
    Action(id="payment.why", text=N_("Why this amount?"), key="Ctrl+W", scope=_S, on_bar=False),
    Action(id="payment.void", text=N_("Void draft"), key="Ctrl+Del", scope=_S, on_bar=False),
    Action(
        id="payment.confirm",
        text=N_("Confirm payment"),
        key="F10",
        twin="Ctrl+Return",
        scope=_S,
        kind="primary",
    ),
)
