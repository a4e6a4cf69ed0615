"""Deeds of the visit page."""

from __future__ import annotations

from app.ui.actions import Action
from app.words.refusals import N_

_S = "visit"
SERVICES: tuple[tuple[str, str], ...] = (
    ("acceptance", N_("Acceptance")),
    ("payment", N_("Payment")),
    ("inquiry", N_("Inquiry")),
    ("consultation", N_("Consultation")),
    ("evaluation", N_("Ratings")),
)
"""The five services in the order of their keys."""

ACTIONS = (
    Action(id="visit.new", text=N_("New visit"), key="F4", twin="Ctrl+N", scope=_S),
    Action(id="visit.read", text=N_("Read again"), key="F5", twin="Ctrl+R", scope=_S, on_bar=False),
    Action(id="visit.person", text=N_("To the form"), key="F3", twin="Ctrl+F", scope=_S, on_bar=False),
    Action(
        id="visit.end",
        text=N_("End the visit, invite to rate"),
        key="F8",
        twin="Ctrl+G",
        scope=_S,
        on_bar=False,
    ),
    *(
        Action(id=f"visit.{stem}", text=words, key=f"Alt+{place}", scope=_S, on_bar=False)
        for place, (stem, words) in enumerate(SERVICES, 1)
    ),
    Action(id="visit.void", text=N_("Void draft"), key="Ctrl+Del", scope=_S, on_bar=False),
    Action(
        id="visit.open", text=N_("Open the visit"), key="F10", twin="Ctrl+Return", scope=_S, kind="primary"
    ),
)
