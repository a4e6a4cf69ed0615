"""States of records in words, with the tone they are shown in. One word for one state on every page."""

from __future__ import annotations

from app.domain.case import RECEIVED, CaseStatus
from app.domain.paper import PaperKind, PrinterReason, PrintState
from app.domain.payment import PaymentStatus
from app.rulebook import Rulebook
from app.words.catalogue import _
from app.words.refusals import N_

_CASE: dict[str, tuple[str, str]] = {
    CaseStatus.PENDING_CHECK: (N_("Second check due"), "warn"),
    CaseStatus.RETURNED: (N_("Returned to the clerk"), "warn"),
    CaseStatus.ACCEPTED: (N_("Accepted"), "ok"),
    RECEIVED: (N_("Received"), "ok"),
    CaseStatus.CORRECTION: (N_("Correction open"), "warn"),
    CaseStatus.REFUSED: (N_("Refused"), "text2"),
    CaseStatus.TRANSFERRED: (N_("Transferred"), "text2"),
    CaseStatus.ADVISED: (N_("Advised"), "text2"),
    CaseStatus.VOIDED: (N_("Voided"), "text2"),
}
_PAYMENT: dict[PaymentStatus, tuple[str, str]] = {
    PaymentStatus.PENDING: (N_("To be confirmed"), "warn"),
    PaymentStatus.CONFIRMED: (N_("Confirmed"), "ok"),
    PaymentStatus.VOIDED: (N_("Voided"), "text2"),
    PaymentStatus.REFUNDED: (N_("Refunded"), "text2"),
}
_PRINT: dict[PrintState, tuple[str, str]] = {
    PrintState.OWED: (N_("Owed"), "warn"),
    PrintState.SENT: (N_("Sent to the printer"), "text2"),
    PrintState.PRINTED: (N_("Printed"), "ok"),
    PrintState.SAVED: (N_("Saved as PDF"), "ok"),
    PrintState.FAILED: (N_("Not printed"), "err"),
}
_DELIVERY: dict[str, tuple[str, str]] = {
    "saved": (N_("Saved here"), "text2"),
    "sending": (N_("Awaiting receipt"), "text2"),
    "delivered": (N_("Delivered"), "ok"),
    "needs_you": (N_("Needs you"), "err"),
}
_PAPER: dict[PaperKind, str] = {
    PaperKind.ACCEPTANCE_RECEIPT: N_("Acceptance receipt"),
    PaperKind.MATERIAL_LIST: N_("List of papers received"),
    PaperKind.CORRECTION_NOTICE: N_("One-time correction notice"),
    PaperKind.REFUSAL_NOTICE: N_("Notice of refusal"),
    PaperKind.PAYMENT_RECORD: N_("Payment record slip"),
    PaperKind.EVALUATION_SLIP: N_("Rating slip"),
    PaperKind.REVIEW_SLIP: N_("Second-check slip"),
    PaperKind.CONSULTATION_SLIP: N_("Consultation slip"),
    PaperKind.INQUIRY_RESULT: N_("Inquiry result slip"),
}


def case_status(rules: Rulebook, status: str, matter: str) -> tuple[str, str]:
    """Words and tone (a token's name) of a case's status; `matter` is its code."""
    words, tone = _CASE[rules.case_state(status, matter)]
    return _(words), tone


def case_words(status: CaseStatus) -> str:
    """A status of any matter, to narrow a list by."""
    return _("Accepted or received") if status is CaseStatus.ACCEPTED else _(_CASE[status][0])


def payment_status(status: str) -> tuple[str, str]:
    words, tone = _PAYMENT[PaymentStatus(status)]
    return _(words), tone


def print_state(state: str) -> tuple[str, str]:
    words, tone = _PRINT[PrintState(state)]
    return _(words), tone


def delivery(word: str) -> tuple[str, str]:
    """`saved`, `sending`, `delivered` or `needs_you`. "Delivered" stands only where a receipt was given."""
    words, tone = _DELIVERY[word]
    return _(words), tone


def paper_kind(kind: str) -> str:
    return _(_PAPER[PaperKind(kind)])


_PRINTER: dict[PrinterReason, str] = {
    PrinterReason.NONE: N_("ready"),
    PrinterReason.MEDIA_EMPTY: N_("out of paper"),
    PrinterReason.MEDIA_JAM: N_("paper jam"),
    PrinterReason.OFFLINE: N_("switched off or not connected"),
    PrinterReason.PAUSED: N_("paused"),
    PrinterReason.REJECTING: N_("takes no jobs"),
    PrinterReason.STUCK: N_("does not answer"),
    PrinterReason.DOOR_OPEN: N_("cover open"),
    PrinterReason.TONER_EMPTY: N_("out of toner"),
    PrinterReason.CANCELED_AT_PRINTER: N_("cancelled at the printer"),
    PrinterReason.OTHER: N_("not ready"),
}


def printer_reason(reason: str) -> str:
    """Why a printer does not print, without its name."""
    return _(_PRINTER[PrinterReason(reason)])
