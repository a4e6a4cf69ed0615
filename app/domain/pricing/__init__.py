"""What something costs on a given day, and why. `quote` is the only door.

`table` the fee list as data · `request` the facts it is asked with · `quoting` which rules a request
calls for · `patent`, `annuity`, `pct`, `trademark` those rules · `reckoning` one item, one price.
"""

from __future__ import annotations

from app.domain.fee_rules import FeeDataError, FeeRules
from app.domain.pricing.quoting import quote
from app.domain.pricing.request import FACT_NAMES, QuoteRequest, request_of
from app.domain.pricing.table import FeeItem, FeeTable

__all__ = [
    "FACT_NAMES",
    "FeeDataError",
    "FeeItem",
    "FeeRules",
    "FeeTable",
    "QuoteRequest",
    "quote",
    "request_of",
]
