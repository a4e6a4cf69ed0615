"""An acceptance case: what was asked, what was handed in, what was decided, by whom."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from app.domain.fees import Quote


class MaterialState(StrEnum):
    UNCHECKED = "unchecked"
    RECEIVED = "received"
    E_LICENCE = "e_licence"
    VERIFIED = "verified"
    COMMITMENT = "commitment"
    """告知承诺: a written commitment stands in for the proof"""
    TOLERATED = "tolerated"
    """容缺: may follow later"""
    MISSING = "missing"
    WRONG = "wrong"
    """handed in but not acceptable: needs a coded reason"""
    NOT_APPLICABLE = "not_applicable"


class Decision(StrEnum):
    ACCEPT = "accept"
    CORRECT_ON_THE_SPOT = "correct_on_the_spot"
    CORRECTION_NOTICE = "correction_notice"
    REFUSE = "refuse"
    TOLERATE = "tolerate"
    TRANSFER = "transfer"
    ADVICE = "advice"


class CaseStatus(StrEnum):
    PENDING_CHECK = "pending_check"
    """decided by the clerk, waits for the second person"""
    RETURNED = "returned"
    """sent back by the second person: the clerk decides anew"""
    ACCEPTED = "accepted"
    CORRECTION = "correction"
    """a one-time notice is out; the missing lines are open"""
    REFUSED = "refused"
    TRANSFERRED = "transferred"
    ADVISED = "advised"
    VOIDED = "voided"


RECEIVED = "received"
"""What an accepted case is called where the window only takes the papers in and another office decides."""


class MaterialLine(Struct, frozen=True, kw_only=True):
    """One line of the material list as the clerk found it."""

    material: str
    state: MaterialState = MaterialState.UNCHECKED
    originals: int = 0
    copies: int = 0
    pages: int = 0
    reason: str | None = None
    """code of the shared list, required when MISSING or WRONG leads to a notice"""
    note: str = ""


class ReasonLine(Struct, frozen=True, kw_only=True):
    """A coded reason on a notice or refusal, about a material, a field or the whole case."""

    code: str
    about: str = ""
    """material id, `values.<field>` or empty"""
    note: str = ""


class Review(Struct, frozen=True, kw_only=True):
    """The second person's explicit opinion (审核/复核单)."""

    reviewer_id: str
    reviewer_name: str
    agreed: bool
    opinion: str
    at: str
    return_reason: str | None = None


class Notice(Struct, frozen=True, kw_only=True):
    """A one-time correction notice (一次性补正告知) that left the desk."""

    number: str
    given_at: str
    reasons: tuple[ReasonLine, ...]
    answered_at: str | None = None


class Case(Struct, frozen=True, kw_only=True):
    """One case. Times are local ISO 8601 with offset; `version` counts the desk's own changes."""

    id: str
    number: str
    visit_id: str
    matter: str
    matter_version: str
    status: CaseStatus
    decision: Decision
    values: Mapping[str, object]
    answers: Mapping[str, object]
    materials: tuple[MaterialLine, ...]
    reasons: tuple[ReasonLine, ...] = ()
    applicant_name: str = ""
    applicant_kind: str = ""
    title: str = ""
    right_number: str = ""
    contact_phone: str = ""
    quote: Quote | None = None
    opinion: str = ""
    """the clerk's explicit opinion; needed for a refusal and for a second check"""
    warnings_confirmed: str = ""
    """why warnings were passed, one line"""
    notices: tuple[Notice, ...] = ()
    review: Review | None = None
    received_at: str = ""
    decided_at: str = ""
    due_on: str = ""
    clerk_id: str = ""
    clerk_name: str = ""
    outlet: str = ""
    window: str = ""
    offline: bool = False
    transfer_to: str = ""
    query_code: str = ""
    """unguessable, behind the QR of the slip; no personal data"""


class Draft(Struct, frozen=True, kw_only=True):
    """A form on the desk: local, on disk within 2 s, never an op. `id` becomes the record's id."""

    id: str
    kind: str
    """acceptance | payment | consultation | visit: the page it is typed on"""
    matter: str
    values: Mapping[str, object] = field(default_factory=dict)
    answers: Mapping[str, object] = field(default_factory=dict)
    materials: tuple[MaterialLine, ...] = ()
    reasons: tuple[ReasonLine, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)
    """what else the page holds (decision picked, opinion, focus)"""
    visit_id: str = ""
    case_id: str | None = None
    """set when the draft answers a correction notice of an existing case"""
    parked: bool = False
    note: str = ""
    staff_id: str = ""
    saved_at: str = ""
