"""Language, theme, density and zoom as the settings say. Applied at the start and after each sign-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.language import speak
from app.ui.theme.look import look
from app.ui.theme.metrics import Density
from app.ui.theme.tokens import THEMES
from app.words.catalogue import Language

if TYPE_CHECKING:
    from app.ui.desk import Settings

DEFAULTS = {"language": "zh", "theme": "light", "density": "standard", "zoom": 100}
"""names and defaults of the settings of the looks"""


def appear(settings: Settings) -> None:
    """Put the looks of the settings on the program. A value this version does not know counts as unset."""
    wanted = {name: settings.get(name, default) for name, default in DEFAULTS.items()}
    known: dict[str, list[str]] = {
        "language": [*Language],
        "theme": [*THEMES],
        "density": [*Density],
    }
    for name, values in known.items():
        if wanted[name] not in values:
            wanted[name] = DEFAULTS[name]
    zoom = wanted["zoom"]
    speak(str(wanted["language"]))
    look().choose(
        theme=str(wanted["theme"]),
        density=str(wanted["density"]),
        zoom=zoom if isinstance(zoom, int) else 100,
    )
