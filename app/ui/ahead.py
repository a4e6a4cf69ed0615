"""Done ahead: the first page while somebody types a password, then the code of the others."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from shiboken6 import isValid

from app.domain.obstacles import Obstacle
from app.ui.theme import fonts
from app.ui.window import FIRST
from app.words.catalogue import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.ui.window import Window

ENTERED_MS = 400
"""from a sign-in to the first page of the others: what the eye waits for comes first"""
BETWEEN_MS = 60
"""between two of them, so that keys and paints come first"""


def get_ready(window: Window, *, then: Callable[[], object]) -> None:
    """What a sign-in needs, all behind the gate, the face for rare names and the first page.

    `then` follows, also when the window is gone before.
    """
    steps: tuple[Callable[[], object], ...] = (
        *window.desk.ahead(),
        partial(import_module, "app.ui.frame.behind"),
        lambda: window.behind,
        partial(_load_rare_face, window),
        partial(import_module, f"app.ui.pages.{FIRST}.page"),
        lambda: window.stack.prepare(FIRST),
        partial(_draw_unseen, window),
        partial(_look_ahead, window),
    )
    _one_by_one(window, steps, 0, then)


def _one_by_one(
    window: Window,
    steps: Sequence[Callable[[], object]],
    pause_ms: int,
    then: Callable[[], object] = lambda: None,
) -> None:
    """One step between two events, so that a key or a paint comes first."""
    if not isValid(window) or not steps:
        then()
        return
    try:
        steps[0]()
    except Obstacle as obstacle:
        window.gate.tell(obstacle)
    finally:
        QTimer.singleShot(pause_ms, partial(_one_by_one, window, steps[1:], pause_ms, then))


def _load_rare_face(window: Window) -> None:
    """If names in use cannot be drawn the desk says so."""
    fonts.load_rare_face()
    missing = fonts.missing_probes(window.font())
    if missing:
        words = _("This computer cannot show some rare characters: {characters}")
        window.banner("fonts", "warn", words.format(characters=missing))


def _draw_unseen(window: Window) -> None:
    """Styles, sizes and glyphs of the first page are found now and not when it comes to the front."""
    if window.locked:
        window.inside.resize(window.gate.size())
        window.inside.grab()


def _look_ahead(window: Window) -> None:
    """Once somebody is in, the code of the other pages, one by one: opening one then only builds it."""
    if window.locked:
        window.gate.entered.connect(lambda *_told: _load_pages(window))
    else:
        _load_pages(window)


def _load_pages(window: Window) -> None:
    from app.ui.navigation import PAGES

    load = partial(_one_by_one, window, tuple(place.load for place in PAGES), BETWEEN_MS)
    QTimer.singleShot(ENTERED_MS, window, load)
