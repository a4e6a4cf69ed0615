"""What something costs on a given day, and why. `quote` is the only door.

`table` the fee list as data · `request` the facts it is asked with · `quoting` which rules a request
calls for · `patent`, `annuity`, `pct`, `trademark` those rules · `reckoning` one item, one price.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from app.domain.fee_rules import FeeDataError, FeeRules
from app.domain.pricing.table import FeeItem, FeeTable

if TYPE_CHECKING:
    from app.domain.pricing.quoting import quote
    from app.domain.pricing.request import FACT_NAMES, QuoteRequest, facts_of, request_of

__all__ = [
    "FACT_NAMES",
    "FeeDataError",
    "FeeItem",
    "FeeRules",
    "FeeTable",
    "QuoteRequest",
    "facts_of",
    "quote",
    "request_of",
]

_PART_OF = {
    "quote": "quoting",
    **dict.fromkeys(("FACT_NAMES", "QuoteRequest", "facts_of", "request_of"), "request"),
}
"""loaded when something is first priced; the list alone is wanted sooner"""


def __getattr__(name: str) -> object:
    if name not in _PART_OF:
        raise AttributeError(name)
    found: object = getattr(import_module(f"app.domain.pricing.{_PART_OF[name]}"), name)
    globals()[name] = found
    return found
