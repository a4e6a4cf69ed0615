"""What the other papers of the desk say: payment, evaluation, review, consultation, inquiry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.consultation import ConsultationResult
from app.domain.evaluation import Grade
from app.domain.paper_head import PaperHead
from app.domain.payment import Channel, PaymentKind, PaymentStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRow:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRecordValues:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionWords:
    code: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeOptions:
    grade: Grade
    options: tuple[OptionWords, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationSlipValues:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """One thing compared: a material, a limit or a paper."""

    item: str
    first: str
    second: str = ""
    difference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFee:
    name: str
    due_fen: int
    entered_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """An explicit opinion: a bare signature is not enough."""

    name: str
    words: str
    at: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSlipValues:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationSlipValues:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryTerm:
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryResultValues:
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
