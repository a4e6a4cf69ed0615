"""Lists of cases for screens: narrowed by state and day, or those of one applicant."""

from __future__ import annotations

from app.domain.staff import Actor
from app.usecases.desk import Desk
from localdb import cases
from localdb.cases import CaseRow
from localdb.connection import Tx
from localdb.paging import Filter

__all__ = ["CaseRow", "case_page", "cases_of_applicant"]

MOST_EARLIER = 50


def case_page(
    tx: Tx,
    desk: Desk,
    actor: Actor,
    states: tuple[str, ...],
    since: str,
    until: str,
    after: str | None,
    limit: int,
) -> tuple[CaseRow, ...]:
    """The newest first. No states: all of them; dates ISO and inclusive, empty: open."""
    return tuple(cases.page(tx, Filter(status=states, since=since, until=until), after, limit))


def cases_of_applicant(
    tx: Tx, desk: Desk, actor: Actor, applicants: tuple[tuple[str, str], ...]
) -> tuple[CaseRow, ...]:
    """Earlier cases of these applicants (name and certificate number of each), newest first.

    A person and the organisation behind them are two applicants, each with their own certificate or none.
    """
    found: dict[str, CaseRow] = {}
    for name, certificate_number in applicants:
        if name.strip() or certificate_number.strip():
            for row in cases.by_applicant(tx, name, certificate_number, MOST_EARLIER):
                found[row.id] = row
    return tuple(sorted(found.values(), key=lambda row: (row.received_on, row.number), reverse=True))
