"""Every deed that has a key, as data. Buttons, palette, key sheet and a clash test read the same list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

from msgspec import Struct
from PySide6.QtGui import QKeySequence

from app.ui.navigation import PAGES
from app.words.refusals import N_

FRAME = "frame"
"""scope of actions that work on every page"""


class Action(Struct, frozen=True, kw_only=True):
    """One deed. `text` is the English source; `scope` is `frame` or a page's stem."""

    id: str
    text: str
    key: str = ""
    twin: str = ""
    """second key, for keyboards whose F-keys need Fn"""
    scope: str = FRAME
    kind: str = ""
    """`primary` for the one deed at the bottom right, `danger` for what takes something away"""
    on_bar: bool = True
    """shown as a button on the action bar"""

    def bound(self) -> tuple[str, ...]:
        return tuple(key for key in (self.key, self.twin) if key)


FRAME_ACTIONS: tuple[Action, ...] = (
    Action(id="frame.palette", text=N_("Search everything"), key="Ctrl+K", on_bar=False),
    Action(id="frame.keys", text=N_("Key sheet"), key="Ctrl+/", twin="Ctrl+?", on_bar=False),
    Action(id="frame.help", text=N_("Help on this page"), key="F1", on_bar=False),
    Action(id="frame.lock", text=N_("Lock"), key="Ctrl+L", on_bar=False),
    Action(id="frame.sign_out", text=N_("Sign out"), key="Ctrl+Shift+L", on_bar=False),
    Action(id="frame.larger", text=N_("Larger"), key="Ctrl++", twin="Ctrl+=", on_bar=False),
    Action(id="frame.smaller", text=N_("Smaller"), key="Ctrl+-", on_bar=False),
    Action(id="frame.quit", text=N_("Quit"), key="Ctrl+Q", on_bar=False),
)

NEVER_BIND = ("Ctrl+Space", "Ctrl+Shift+F", "Ctrl+.", "Up", "Down", "Alt+F4", "Ctrl+C", "Ctrl+V", "Ctrl+X")
"""Taken by input methods, layout switches, line edits or the system."""


def page_actions(stem: str) -> tuple[Action, ...]:
    """The actions a page declares as `ACTIONS` in `app.ui.pages.<stem>.actions`."""
    declared = import_module(f"app.ui.pages.{stem}.actions").ACTIONS
    assert isinstance(declared, tuple)
    return declared


def navigation_actions() -> tuple[Action, ...]:
    """One action for each page with a key."""
    return tuple(
        Action(id=f"go.{page.stem}", text=page.text, key=page.key, on_bar=False) for page in PAGES if page.key
    )


def all_actions() -> Iterator[Action]:
    """Frame, navigation and every page."""
    yield from FRAME_ACTIONS
    yield from navigation_actions()
    for page in PAGES:
        yield from page_actions(page.stem)


def clashes(actions: Iterable[Action]) -> list[str]:
    """Keys that would fire two deeds at once, and keys that must never be bound. Qt fires neither of two."""
    found: list[str] = []
    by_scope: dict[str, dict[str, str]] = {}
    listed = list(actions)
    for action in sorted(listed, key=lambda a: a.scope != FRAME):
        for key in action.bound():
            name = QKeySequence(key).toString()
            if not name or name in NEVER_BIND:
                found.append(f"{action.id}: {key} must not be bound")
            for scope in {FRAME, action.scope}:
                other = by_scope.get(scope, {}).get(name)
                if other is not None:
                    found.append(f"{name}: {other} and {action.id}")
            by_scope.setdefault(action.scope, {})[name] = action.id
    names = [action.id for action in listed]
    found += [f"{name} is declared twice" for name in sorted({n for n in names if names.count(n) > 1})]
    return found
