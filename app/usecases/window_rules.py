"""What the province has set for this window, and what it has not: told to everybody, set by the lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from app.domain.refusals import No, Refused
from app.domain.staff import Actor, Permission
from app.domain.typed import typed
from app.domain.window_rules import NOTHING_SET, PaperRule, WindowRules, not_set
from app.usecases.desk import Desk, barred
from localdb import settings
from localdb.connection import Tx

NAME = "window_rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetWindow:
    """Replaces all that was set before. Without a `basis` nothing is set and the answer tells what stands."""

    basis: str = ""
    """the province's or outlet's instruction: who decided, number, day"""
    offered: Mapping[str, bool] = field(default_factory=dict)
    """matter code -> taken in at this window; without an entry as the matter says"""
    papers: Mapping[str, Mapping[str, PaperRule]] = field(default_factory=dict)
    """matter code -> paper id -> how it may stand, where the rule leaves it open"""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowSet:
    """`open_papers`: matter code -> papers of which nobody has said whether they may follow later."""

    rules: WindowRules
    open_papers: Mapping[str, tuple[str, ...]]


def load_window(tx: Tx) -> WindowRules:
    """As set last; nothing set on a new desk."""
    kept = settings.get(tx, NAME)
    return typed(kept, WindowRules) if kept else NOTHING_SET


def set_window(tx: Tx, desk: Desk, actor: Actor, request: SetWindow) -> WindowSet | Refused:
    matters = {matter.code: matter for matter in desk.rules.matters(desk.today())}
    rules = load_window(tx)
    if request.basis.strip():
        if no := barred(actor, Permission.SET_WINDOW):
            return no
        rules = WindowRules(
            offered=request.offered,
            papers=request.papers,
            basis=request.basis.strip(),
            set_by=actor.staff_id,
            set_at=desk.stamp(),
        )
        if found := tuple(rules.against(matters)):
            return Refused(found)
        settings.put(tx, NAME, msgspec.to_builtins(rules))
    elif request.offered or request.papers:
        return Refused.because(No.REQUIRED, "basis")
    return WindowSet(
        rules=rules,
        open_papers={
            code: papers for code, matter in matters.items() if (papers := not_set(rules.applied(matter)))
        },
    )
