"""Asks the packaged fee list in one line."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.domain.fees import Quote
from app.domain.pricing import FeeTable, QuoteRequest, quote, request_of
from app.domain.refusals import No, Refused
from tests.domain.packaged import TODAY, calendar, table


def priced(line: str = "", *, on: date = TODAY, by: FeeTable | None = None, **facts: Any) -> Quote:
    found = answered(line, on=on, by=by, **facts)
    assert isinstance(found, Quote), found
    return found


def yuan(line: str = "", *, on: date = TODAY, **facts: Any) -> int:
    """The total in whole yuan."""
    total = priced(line, on=on, **facts).total_fen
    assert total % 100 == 0
    return total // 100


def refused(line: str = "", *, on: date = TODAY, **facts: Any) -> tuple[tuple[No, str], ...]:
    found = answered(line, on=on, **facts)
    assert isinstance(found, Refused), found
    return tuple((refusal.code, refusal.where) for refusal in found.refusals)


def answered(
    line: str = "", *, on: date = TODAY, by: FeeTable | None = None, **facts: Any
) -> Quote | Refused:
    request = request_of(facts, line)
    if not isinstance(request, QuoteRequest):
        return request
    return quote(by or table(), request, on, calendar())
