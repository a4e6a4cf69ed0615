"""Ask the fee rules, with this desk's calendar and the day of the clock."""

from __future__ import annotations

from datetime import date

from app.domain.acceptance import FormState
from app.domain.fees import Quote
from app.domain.matter import Matter
from app.domain.pricing import QuoteRequest, request_of
from app.domain.pricing import quote as priced
from app.domain.refusals import Refused
from app.usecases.desk import Desk


def quote(desk: Desk, request: QuoteRequest, on: date | None = None) -> Quote | Refused:
    """The amount, line by line; `on` empty = today."""
    return priced(desk.rules.fees, request, on or desk.today(), desk.rules.calendar)


def quote_case(desk: Desk, matter: Matter, state: FormState) -> Quote | Refused | None:
    """The fee of a case from its own facts; None when the matter has no fee."""
    if not matter.fee_ids:
        return None
    request = request_of(state.facts, matter.line.value)
    return request if isinstance(request, Refused) else quote(desk, request)
