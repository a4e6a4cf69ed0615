"""What each printed paper says: one frozen value per `PaperKind`, plain JSON by `msgspec.to_builtins`.

`Paper.values` holds exactly one of these. Money is integer fen; times are ISO 8601 with offset, dates
"YYYY-MM-DD". The caller masks what the form masks (certificate and phone: first three, last four) before
the value is built. An empty text prints "—", never a blank that could be filled in later.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from app.domain.paper import PaperKind
from app.domain.paper_case import (
    AcceptanceReceiptValues,
    ChargeLine,
    CorrectionNoticeValues,
    CorrectionRow,
    Delivery,
    Handling,
    Manner,
    MaterialCheck,
    MaterialForm,
    MaterialListValues,
    MaterialNeed,
    MaterialRow,
    MaterialSource,
    PartyLine,
    RefusalGround,
    RefusalNoticeValues,
    RefusalReason,
    WaivedMaterial,
)
from app.domain.paper_desk import (
    ConsultationChannel,
    ConsultationSlipValues,
    EvaluationSlipValues,
    EvaluationStage,
    GradeOptions,
    InquiryResultValues,
    InquiryTerm,
    Opinion,
    OptionWords,
    PaymentRecordValues,
    PaymentRow,
    ReviewFee,
    ReviewRow,
    ReviewSlipValues,
    ReviewTrigger,
    ReviewVerdict,
)
from app.domain.paper_head import Layout, PaperHead

PaperValues: TypeAlias = (
    AcceptanceReceiptValues
    | MaterialListValues
    | CorrectionNoticeValues
    | RefusalNoticeValues
    | PaymentRecordValues
    | EvaluationSlipValues
    | ReviewSlipValues
    | ConsultationSlipValues
    | InquiryResultValues
)

VALUES_OF: Mapping[PaperKind, type[PaperValues]] = {
    PaperKind.ACCEPTANCE_RECEIPT: AcceptanceReceiptValues,
    PaperKind.MATERIAL_LIST: MaterialListValues,
    PaperKind.CORRECTION_NOTICE: CorrectionNoticeValues,
    PaperKind.REFUSAL_NOTICE: RefusalNoticeValues,
    PaperKind.PAYMENT_RECORD: PaymentRecordValues,
    PaperKind.EVALUATION_SLIP: EvaluationSlipValues,
    PaperKind.REVIEW_SLIP: ReviewSlipValues,
    PaperKind.CONSULTATION_SLIP: ConsultationSlipValues,
    PaperKind.INQUIRY_RESULT: InquiryResultValues,
}

__all__ = [
    "VALUES_OF",
    "AcceptanceReceiptValues",
    "ChargeLine",
    "ConsultationChannel",
    "ConsultationSlipValues",
    "CorrectionNoticeValues",
    "CorrectionRow",
    "Delivery",
    "EvaluationSlipValues",
    "EvaluationStage",
    "GradeOptions",
    "Handling",
    "InquiryResultValues",
    "InquiryTerm",
    "Layout",
    "Manner",
    "MaterialCheck",
    "MaterialForm",
    "MaterialListValues",
    "MaterialNeed",
    "MaterialRow",
    "MaterialSource",
    "Opinion",
    "OptionWords",
    "PaperHead",
    "PaperValues",
    "PartyLine",
    "PaymentRecordValues",
    "PaymentRow",
    "RefusalGround",
    "RefusalNoticeValues",
    "RefusalReason",
    "ReviewFee",
    "ReviewRow",
    "ReviewSlipValues",
    "ReviewTrigger",
    "ReviewVerdict",
    "WaivedMaterial",
]
