"""When a term ends, and why. `compute` is the only door; `terms` holds the law as a table."""

from __future__ import annotations

from app.domain.deadlines.computing import compute
from app.domain.deadlines.request import FACT_NAMES, Deadline, DeadlineRequest
from app.domain.deadlines.terms import TYPES

__all__ = ["FACT_NAMES", "TYPES", "Deadline", "DeadlineRequest", "compute"]
