"""A printed paper: what it says (frozen values), what was kept (hash), how often it was printed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field


class PaperKind(StrEnum):
    """Value = stem of `app.printing.documents` and of `resources/documents`."""

    ACCEPTANCE_RECEIPT = "acceptance_receipt"
    """收件回执 or 受理通知书, as the matter's authority says"""
    MATERIAL_LIST = "material_list"
    CORRECTION_NOTICE = "correction_notice"
    REFUSAL_NOTICE = "refusal_notice"
    PAYMENT_RECORD = "payment_record"
    EVALUATION_SLIP = "evaluation_slip"
    REVIEW_SLIP = "review_slip"
    CONSULTATION_SLIP = "consultation_slip"
    INQUIRY_RESULT = "inquiry_result"


class PrintState(StrEnum):
    OWED = "owed"
    SENT = "sent"
    PRINTED = "printed"
    """the spooler said the job is complete"""
    SAVED = "saved"
    """written as a PDF file instead"""
    FAILED = "failed"


class Paper(Struct, frozen=True, kw_only=True):
    """`values` is the whole content (see `app.printing.documents.<kind>`); the PDF is kept beside it."""

    id: str
    kind: PaperKind
    number: str
    about: str
    """record id of the case, payment, visit … it belongs to"""
    values: Mapping[str, object] = field(default_factory=dict)
    pdf_sha256: str = ""
    template_version: str = ""
    made_at: str = ""
    copies_printed: int = 0
    state: PrintState = PrintState.OWED
    trouble: str = ""
    job: str = ""
    printer: str = ""
    clerk_id: str = ""
    clerk_name: str = ""
    outlet: str = ""
    window: str = ""


class ReprintMark(Struct, frozen=True, kw_only=True):
    """The n-th printing of a paper that left the desk before. Drawn on the copy, never in the kept PDF."""

    n: int
    when: str
    who: str


class JobState(StrEnum):
    """What the spooler says of a job. COMPLETED is not yet "on paper"."""

    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    CANCELED = "canceled"
    ABORTED = "aborted"
    UNKNOWN = "unknown"
    """the spooler has no record of it (any more)"""


class PrinterReason(StrEnum):
    """Why a printer does not print."""

    NONE = "none"
    MEDIA_EMPTY = "media_empty"
    MEDIA_JAM = "media_jam"
    OFFLINE = "offline"
    PAUSED = "paused"
    REJECTING = "rejecting"
    STUCK = "stuck"
    DOOR_OPEN = "door_open"
    TONER_EMPTY = "toner_empty"
    CANCELED_AT_PRINTER = "canceled_at_printer"
    OTHER = "other"


class PrintJob(Struct, frozen=True, kw_only=True):
    """`reason` says why it waits or ended; OTHER with COMPLETED: the printer lost track of it."""

    id: str
    state: JobState
    reason: PrinterReason = PrinterReason.NONE


class Printer(Struct, frozen=True, kw_only=True):
    """One queue of the spooler. `idle` and no reason: ready."""

    name: str
    idle: bool = True
    accepting: bool = True
    reason: PrinterReason = PrinterReason.NONE
    is_default: bool = False
