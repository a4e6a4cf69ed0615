"""The rules as data: reads `resources/`, refuses what is wrong by file, line and field, answers questions."""

from __future__ import annotations

from app.rulebook.rulebook import Rulebook

__all__ = ["Rulebook"]
