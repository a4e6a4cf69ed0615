"""The four words a record's delivery is told in, and how SQL finds the worst of its ops."""

from __future__ import annotations

from enum import StrEnum


class DeliveryWord(StrEnum):
    SAVED = "saved"
    """on this machine, not sent"""
    SENDING = "sending"
    """sent or held back by the province, no receipt yet"""
    DELIVERED = "delivered"
    """every op has its receipt"""
    NEEDS_YOU = "needs_you"
    """refused or in conflict: a person must look"""


# worst first: what a person must do, what nobody has seen, what is on its way, what is there
_BY_RANK = (DeliveryWord.DELIVERED, DeliveryWord.SENDING, DeliveryWord.SAVED, DeliveryWord.NEEDS_YOU)

RANK = """CASE WHEN state IN ('conflict', 'rejected') THEN iif(closed_by IS NULL, 3, 0)
    WHEN state = 'new' THEN 2 WHEN state IN ('sending', 'deferred') THEN 1 ELSE 0 END"""
"""SQL over a row of op_delivery."""

WORST_OF_RECORD = f"(SELECT max({RANK}) FROM op_delivery WHERE record_id = r.id)"  # noqa: S608 (constant)
"""SQL over a row `r` of a record table; NULL where this desk wrote nothing: it came from the province."""


def word_of(rank: int | None) -> DeliveryWord:
    return _BY_RANK[rank or 0]
