"""Visits of the product, played through the real window with a real province; papers and pictures stay."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.bootstrap.opener import Opener

SCENES = {
    "V1": "invention_filing",
    "V2": "trademark_correction",
    "V6": "phone_in_between",
    "V7": "rare_names",
    "V8": "line_down",
}


def play(opener: Opener, scenario: str, folder: Path, say: Callable[[str], None]) -> Mapping[str, object]:
    """Play one visit. `folder` gets `desk/`, `papers/` and numbered pictures; what was seen comes back."""
    # What the offscreen platform cannot do (size hints, raising) means nothing here.
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")
    from app.bootstrap.scenes.player import Player

    scene = import_module(f"app.bootstrap.scenes.{SCENES[scenario]}")
    player = Player(opener, folder, say)
    try:
        player.start()
        seen: Mapping[str, object] = scene.play(player)
        return {"scenario": scenario, "folder": str(folder), **seen, **player.kept()}
    finally:
        player.close()
