"""When a term ends, and why. `compute` is the only door; `terms` holds the law as a table."""

from __future__ import annotations

from app.domain.deadlines.computing import compute
from app.domain.deadlines.request import Deadline, DeadlineRequest
from app.domain.deadlines.terms import TYPES

__all__ = ["TYPES", "Deadline", "DeadlineRequest", "compute"]
