"""The kinds of op. `<stem>.<deed>`: the stem names the entity in every layer."""

from __future__ import annotations

from enum import StrEnum

SCHEMA_VERSION = 1
"""Version of op bodies this program writes; the province takes N-2..N."""


class Stem(StrEnum):
    """Entities that are synced. One file `<stem>.py` in localdb, sync/entities, province/entities."""

    VISITS = "visits"
    CASES = "cases"
    PAYMENTS = "payments"
    CONSULTATIONS = "consultations"
    INQUIRIES = "inquiries"
    EVALUATIONS = "evaluations"
    PAPERS = "papers"


class Kind(StrEnum):
    VISIT_OPEN = "visits.open"
    VISIT_CLOSE = "visits.close"
    CASE_FILE = "cases.file"
    """first decision on a new case"""
    CASE_SUPPLEMENT = "cases.supplement"
    """a notice is answered: materials, values, a new decision"""
    CASE_REVIEW = "cases.review"
    CASE_VOID = "cases.void"
    PAYMENT_RECORD = "payments.record"
    PAYMENT_CONFIRM = "payments.confirm"
    PAYMENT_VOID = "payments.void"
    PAYMENT_REFUND = "payments.refund"
    CONSULTATION_LOG = "consultations.log"
    INQUIRY_LOG = "inquiries.log"
    EVALUATION_GIVE = "evaluations.give"
    PAPER_MAKE = "papers.make"
    PAPER_PRINT = "papers.print"

    @property
    def stem(self) -> Stem:
        return Stem(self.value.split(".", 1)[0])
