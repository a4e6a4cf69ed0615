"""One invented paper of every kind, as full as a real one. Names end with （示例）."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec.structs import replace

from app.domain.paper import Paper, PaperKind
from app.domain.paper_values import (
    VALUES_OF,
    Layout,
    PaperValues,
)
from tests.printing.sample_cases import CORRECTION, MATERIALS, RECEIPT, REFUSAL
from tests.printing.sample_desk import CASE, COMPANY, HEAD
from tests.printing.sample_services import CONSULTATION, EVALUATION, INQUIRY, PAYMENT, REVIEW

__all__ = [
    "CASE",
    "COMPANY",
    "CONSULTATION",
    "CORRECTION",
    "EVALUATION",
    "HEAD",
    "INQUIRY",
    "MATERIALS",
    "PAYMENT",
    "RECEIPT",
    "REFUSAL",
    "REVIEW",
    "SAMPLES",
    "paper",
]

SAMPLES: dict[PaperKind, PaperValues] = {
    PaperKind.ACCEPTANCE_RECEIPT: RECEIPT,
    PaperKind.MATERIAL_LIST: MATERIALS,
    PaperKind.CORRECTION_NOTICE: CORRECTION,
    PaperKind.REFUSAL_NOTICE: REFUSAL,
    PaperKind.PAYMENT_RECORD: PAYMENT,
    PaperKind.EVALUATION_SLIP: EVALUATION,
    PaperKind.REVIEW_SLIP: REVIEW,
    PaperKind.CONSULTATION_SLIP: CONSULTATION,
    PaperKind.INQUIRY_RESULT: INQUIRY,
}


def paper(values: PaperValues, layout: Layout | None = None, **changes: Any) -> Paper:
    """A paper that holds the values, the way it comes back from the store."""
    kind = next(kind for kind, each in VALUES_OF.items() if isinstance(values, each))
    head = values.head if layout is None else replace(values.head, layout=layout)
    plain = msgspec.json.decode(msgspec.json.encode(replace(values, head=head, **changes)))
    return Paper(id="p", kind=kind, number=head.number, about="r", values=plain)
