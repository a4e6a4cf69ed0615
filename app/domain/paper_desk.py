"""What the other papers of the desk say: payment, evaluation, review, consultation, inquiry."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from app.domain.consultation import ConsultationResult
from app.domain.evaluation import Grade
from app.domain.paper_head import PaperHead
from app.domain.payment import Channel, PaymentKind, PaymentStatus


class PaymentRow(Struct, frozen=True, kw_only=True):
    """One fee of one right. What is to be paid for it is `due_fen` + `surcharge_fen`."""

    fee_name: str
    due_fen: int
    """standard × quantity, reduced; the surcharge is not in it"""
    right_number: str = ""
    holder: str = ""
    fee_code: str = ""
    year_or_class: str = ""
    standard_fen: int = 0
    quantity: int = 1
    waived_percent: int = 0
    surcharge_fen: int = 0


class PaymentRecordValues(Struct, frozen=True, kw_only=True):
    """缴费记录（凭单）: a service record, never a fiscal bill. A refund shows the original's number."""

    head: PaperHead
    kind: PaymentKind
    status: PaymentStatus
    payer: str
    bill_title: str
    charging_unit: str
    rows: tuple[PaymentRow, ...]
    total_fen: int
    capitals: str
    channel: Channel
    case_number: str = ""
    bill_uscc: str = ""
    email: str = ""
    phone: str = ""
    reference: str = ""
    account_name: str = ""
    """name of the receiving account; never its full number"""
    paid_on: str = ""
    basis: tuple[str, ...] = ()
    bill_code: str = ""
    """取票码; empty prints "expected in about a week" """
    second_name: str = ""
    reason: str = ""
    """of a void or refund"""
    approver: str = ""
    refers_to: str = ""
    """number of the record that is voided or refunded"""
    note: str = ""


class EvaluationStage(StrEnum):
    ACCEPTANCE = "acceptance"
    COMPLETION = "completion"


class OptionWords(Struct, frozen=True, kw_only=True):
    code: str
    words: str


class GradeOptions(Struct, frozen=True, kw_only=True):
    grade: Grade
    options: tuple[OptionWords, ...]


class EvaluationSlipValues(Struct, frozen=True, kw_only=True):
    """评价单: QR slip and paper grid. `head.qr_url` is the rating address."""

    head: PaperHead
    case_number: str
    matter_name: str
    done_at: str
    stage: EvaluationStage = EvaluationStage.ACCEPTANCE
    valid_until: str = ""
    grades: tuple[GradeOptions, ...] = ()
    """best grade first; the strip prints no grid"""


class ReviewTrigger(StrEnum):
    RULE = "rule"
    REFUSAL = "refusal"
    AMOUNT_CHANGED = "amount_changed"
    SAMPLE = "sample"
    BEYOND_AUTHORITY = "beyond_authority"
    FIRST_CASE = "first_case"


class ReviewVerdict(StrEnum):
    AGREE = "agree"
    RETURN = "return"
    CHANGE = "change"


class ReviewRow(Struct, frozen=True, kw_only=True):
    """One thing compared: a material, a limit or a paper."""

    item: str
    first: str
    second: str = ""
    difference: str = ""


class ReviewFee(Struct, frozen=True, kw_only=True):
    name: str
    due_fen: int
    entered_fen: int


class Opinion(Struct, frozen=True, kw_only=True):
    """An explicit opinion: a bare signature is not enough."""

    name: str
    words: str
    at: str
    number: str = ""


class ReviewSlipValues(Struct, frozen=True, kw_only=True):
    """审核（复核）单."""

    head: PaperHead
    case_number: str
    triggers: tuple[ReviewTrigger, ...]
    applicants: tuple[str, ...]
    matter_name: str
    first: Opinion
    proposed: str = ""
    """the decision the first clerk proposes, in words"""
    second: Opinion | None = None
    verdict: ReviewVerdict | None = None
    lead: Opinion | None = None
    materials: tuple[ReviewRow, ...] = ()
    fees: tuple[ReviewFee, ...] = ()
    limits: tuple[ReviewRow, ...] = ()
    papers: tuple[ReviewRow, ...] = ()
    return_reason: str = ""
    outcome: str = ""
    remote: str = ""
    """account, time and check value of a remote review"""


class ConsultationChannel(StrEnum):
    COUNTER = "counter"
    PHONE = "phone"
    ONLINE = "online"
    LETTER = "letter"


class ConsultationSlipValues(Struct, frozen=True, kw_only=True):
    """咨询登记单, the visitor's copy: no internal notes."""

    head: PaperHead
    started_at: str
    channel: ConsultationChannel
    category: str
    subject: str
    question: str
    answer: str
    result: ConsultationResult
    ended_at: str = ""
    person: str = ""
    """empty prints "匿名" """
    person_kind: str = ""
    phone: str = ""
    basis: tuple[str, ...] = ()
    """legal basis and `KB-…@version` of the entries used"""
    referred_to: str = ""
    referred_contact: str = ""
    due_on: str = ""
    delay_reason: str = ""
    case_number: str = ""
    leaflets: tuple[str, ...] = ()
    need_collected: bool = False


class InquiryTerm(Struct, frozen=True, kw_only=True):
    label: str
    text: str


class InquiryResultValues(Struct, frozen=True, kw_only=True):
    """查询结果单. Third-party data comes masked. Every row has as many cells as `columns`."""

    head: PaperHead
    scope: str
    """what was searched, in words"""
    terms: tuple[InquiryTerm, ...]
    source_name: str
    data_as_of: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    hits: int = 0
    """all hits; more than rows prints "部分结果" """
    asked_by: str = ""
    reason: str = ""
