"""Acceptance cases on disk: save, load, look-ups, and the lists of the desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from app.contract.kinds import Stem
from app.domain.case import Case, CaseStatus
from localdb import search
from localdb.connection import Tx
from localdb.delivery_words import DeliveryWord
from localdb.folding import certificate_key, name_key
from localdb.paging import Filter, Listing
from localdb.records import Shelf, at_ms, day_of

_SHELF = Shelf(
    "cases",
    Case,
    {
        "number": lambda case: case.number,
        "at_ms": lambda case: at_ms(case.received_at),
        "day": lambda case: day_of(case.received_at),
        "status": lambda case: case.status.value,
        "visit_id": lambda case: case.visit_id,
        "clerk_id": lambda case: case.clerk_id,
        "outlet": lambda case: case.outlet,
        "window": lambda case: case.window,
        "matter": lambda case: case.matter,
        "applicant_name": lambda case: case.applicant_name,
        "title": lambda case: case.title,
        "right_number": lambda case: case.right_number,
        "decision": lambda case: case.decision.value,
        "due_on": lambda case: case.due_on,
        "offline": lambda case: int(case.offline),
    },
)

OPEN = (CaseStatus.PENDING_CHECK, CaseStatus.RETURNED, CaseStatus.CORRECTION)
"""Statuses in which the desk still owes or awaits something."""


class CaseRow(Struct, frozen=True):
    """What a list of cases shows. `received_on` and `due_on` are ISO dates."""

    id: str
    number: str
    matter: str
    applicant_name: str
    title: str
    status: CaseStatus
    decision: str
    received_on: str
    due_on: str
    clerk_id: str
    delivery: DeliveryWord


class CaseCounts(Struct, frozen=True):
    """The workbench's figures: of the day, and of what is open whatever its day."""

    filed: int
    """cases received on the day"""
    accepted: int
    """of these, accepted"""
    pending_check: int
    open_corrections: int
    due: int
    """open cases whose term ends on the day or ended before"""


_LIST = Listing(
    "cases",
    CaseRow,
    {
        "id": str,
        "number": str,
        "matter": str,
        "applicant_name": str,
        "title": str,
        "status": CaseStatus,
        "decision": str,
        "day": str,
        "due_on": str,
        "clerk_id": str,
    },
)


def put(tx: Tx, *cases: Case) -> None:
    """Write or replace them with their look-up keys, without their search entries."""
    _SHELF.put(tx, *cases)
    tx.executemany("DELETE FROM case_parties WHERE case_id = ?", [(case.id,) for case in cases])
    tx.executemany(
        "INSERT INTO case_parties (key, case_id) VALUES (?, ?)",
        [(key, case.id) for case in cases for key in party_keys(case)],
    )


def save(tx: Tx, case: Case) -> None:
    """Write or replace the case with its look-up keys and its search entry."""
    put(tx, case)
    search.index(tx, Stem.CASES, case.id, words(case))


def load(tx: Tx, case_id: str) -> Case | None:
    return _SHELF.get(tx, case_id)


def by_number(tx: Tx, number: str) -> Case | None:
    return _SHELF.by_number(tx, number)


def page(tx: Tx, wanted: Filter | None = None, after: str | None = None, limit: int = 50) -> list[CaseRow]:
    """The newest cases first; `after` is the id of the last row of the page before."""
    return _LIST.page(tx, wanted, after, limit)


def by_applicant(
    tx: Tx, name: str, certificate_number: str = "", limit: int = 20, *, leave_out: str = ""
) -> list[CaseRow]:
    """Earlier cases of this applicant, newest first: same certificate number, or same name.

    A namesake is left out when both certificates are known. `leave_out` is the id of the case at hand.
    """
    name, certificate = f"n{name_key(name)}", f"c{certificate_key(certificate_number)}"
    found = tx.all(
        """SELECT DISTINCT case_id FROM case_parties p JOIN cases ON cases.id = case_id
            WHERE case_id <> :leave_out AND (
                (key = :certificate AND length(key) > 1)
                OR (key = :name AND length(key) > 1 AND (length(:certificate) = 1 OR NOT EXISTS (
                    SELECT 1 FROM case_parties WHERE case_id = p.case_id AND key >= 'c' AND key < 'd'))))
            ORDER BY cases.at_ms DESC LIMIT :limit""",
        {"name": name, "certificate": certificate, "leave_out": leave_out, "limit": limit},
    )
    return _LIST.those(tx, [row["case_id"] for row in found])


def open_corrections(tx: Tx, limit: int = 200) -> list[CaseRow]:
    """Cases with a one-time notice out, the missing lines still open."""
    return page(tx, Filter(status=(CaseStatus.CORRECTION,)), None, limit)


def due_soon(tx: Tx, until: str, limit: int = 200) -> list[CaseRow]:
    """Open cases whose term ends on `until` (ISO date) or earlier, the most urgent first."""
    found = tx.all(
        "SELECT id FROM cases WHERE due_on <> '' AND due_on <= ? AND status IN (?, ?, ?)"
        " ORDER BY due_on, at_ms LIMIT ?",
        (until, *OPEN, limit),
    )
    return _LIST.those(tx, [row["id"] for row in found])


def counts(tx: Tx, day: str, *, outlet: str = "", window: str = "") -> CaseCounts:
    """The workbench's figures for a local day (ISO date), of one window or of all this desk knows."""
    row = tx.one(
        """SELECT count(*) FILTER (WHERE day = :day),
                count(*) FILTER (WHERE day = :day AND status = 'accepted'),
                count(*) FILTER (WHERE status = 'pending_check'),
                count(*) FILTER (WHERE status = 'correction'),
                count(*) FILTER (WHERE due_on <> '' AND due_on <= :day
                    AND status IN ('pending_check', 'returned', 'correction'))
            FROM cases
            WHERE (day = :day OR status IN ('pending_check', 'returned', 'correction'))
                AND :outlet IN ('', outlet) AND :window IN ('', "window")""",
        {"day": day, "outlet": outlet, "window": window},
    )
    return CaseCounts(*(row or (0, 0, 0, 0, 0)))


def party_keys(case: Case) -> set[str]:
    """Keys of the applicants: names and certificate numbers. Agents and contacts are no parties."""
    keys = {f"n{name_key(case.applicant_name)}"}
    applicants = case.values.get("applicants")
    for row in applicants if isinstance(applicants, list | tuple) else ():
        if isinstance(row, Mapping):
            name = row.get("name")
            keys |= {f"n{name_key(name)}"} if isinstance(name, str) else set()
            keys.update(_certificates(row))
    keys.update(_certificates(case.values))
    return {key for key in keys if len(key) > 1}


def _certificates(row: Mapping[str, object]) -> Iterator[str]:
    """Certificates (`domain.values`: kind and number) that stand directly in a row."""
    for value in row.values():
        if isinstance(value, Mapping) and value.keys() == {"kind", "number"}:
            yield f"c{certificate_key(str(value['number']))}"


def words(case: Case) -> tuple[str, ...]:
    """What it is found by."""
    applicants = case.values.get("applicants")
    rows = applicants if isinstance(applicants, list | tuple) else ()
    names = (row.get("name") for row in rows if isinstance(row, Mapping))
    return (
        case.number,
        case.applicant_name,
        *(name for name in names if isinstance(name, str)),
        case.title,
        case.right_number,
        case.contact_phone,
        case.query_code,
        *(notice.number for notice in case.notices),
    )
