"""Which printer takes which paper, after the settings `printer` and `printer.<kind>`."""

from __future__ import annotations

from app.ui.desk import Settings

ALL = "printer"
"""setting: the printer of every paper that has none of its own"""


def printer_for(kind: str, settings: Settings) -> str:
    """The queue's name; empty means: save as PDF."""
    own = settings.get(f"{ALL}.{kind}", None)
    return str(own if own is not None else settings.get(ALL, ""))
