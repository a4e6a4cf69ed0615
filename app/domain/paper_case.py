"""What the papers of an acceptance case say: receipt, material list, correction notice, refusal notice."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from app.domain.matter import ReceiptTitle
from app.domain.paper_head import PaperHead


class Handling(StrEnum):
    INSTANT = "instant"
    PROMISED = "promised"


class Manner(StrEnum):
    REGULAR = "regular"
    COMMITMENT = "commitment"
    TOLERANCE = "tolerance"


class Delivery(StrEnum):
    WINDOW = "window"
    POST = "post"
    ELECTRONIC = "electronic"


class PartyLine(Struct, frozen=True, kw_only=True):
    """One applicant."""

    name: str
    kind: str = ""
    """Chinese words of the applicant's kind"""
    certificate_kind: str = ""
    certificate_number: str = ""
    """masked"""
    foreign_name: str = ""
    """as typed in Latin letters, for parties from abroad"""


class ChargeLine(Struct, frozen=True, kw_only=True):
    name: str
    """with what tells it from another line of the same fee"""
    amount_fen: int
    basis: str = ""
    """every source of the line, parted by "；"; the paper cites each once"""
    quantity: int = 1


class AcceptanceReceiptValues(Struct, frozen=True, kw_only=True):
    """收件回执 or 受理通知书."""

    head: PaperHead
    title: ReceiptTitle
    applicants: tuple[PartyLine, ...]
    matter_name: str
    matter_code: str
    received_at: str
    case_number: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    agency: str = ""
    agent: str = ""
    power_of_attorney: str = ""
    situation: str = ""
    """业务办理项 or the answers that shaped the list"""
    subject: str = ""
    """name of the invention, mark, product, layout"""
    subject_label: str = ""
    """what the matter calls that name"""
    right_number: str = ""
    handling: Handling = Handling.PROMISED
    applied_at: str = ""
    accepted_at: str = ""
    legal_basis: tuple[str, ...] = ()
    statutory_limit: str = ""
    promised_limit: str = ""
    due_on: str = ""
    excluded_time: str = ""
    charges: tuple[ChargeLine, ...] = ()
    """empty prints "不收费" """
    charges_total_fen: int = 0
    material_count: int = 0
    material_pages: int = 0
    material_list_number: str = ""
    manner: Manner = Manner.REGULAR
    result_name: str = ""
    delivery: Delivery = Delivery.WINDOW
    authority: str = ""
    """受理机关, or who the papers are forwarded to"""


class MaterialSource(StrEnum):
    APPLICANT = "applicant"
    VERIFIED = "verified"
    SHARED = "shared"
    LICENCE = "licence"


class MaterialForm(StrEnum):
    ORIGINAL = "original"
    COPY = "copy"
    ELECTRONIC = "electronic"
    E_LICENCE = "e_licence"


class MaterialNeed(StrEnum):
    REQUIRED = "required"
    TOLERATED = "tolerated"
    COMMITMENT = "commitment"
    WAIVED = "waived"


class MaterialCheck(StrEnum):
    MATCHES = "matches"
    PENDING = "pending"
    DIFFERS = "differs"
    MISSING = "missing"


class MaterialRow(Struct, frozen=True, kw_only=True):
    name: str
    source: MaterialSource = MaterialSource.APPLICANT
    form: MaterialForm = MaterialForm.ORIGINAL
    due: int = 1
    received: int = 1
    pages: int = 0
    need: MaterialNeed = MaterialNeed.REQUIRED
    check: MaterialCheck = MaterialCheck.MATCHES
    grade: str = ""
    """trust grade A, B, C or D"""
    original_returned: bool = False
    note: str = ""


class WaivedMaterial(Struct, frozen=True, kw_only=True):
    name: str
    basis: str = ""


class MaterialListValues(Struct, frozen=True, kw_only=True):
    """收件凭证（材料清单）. The totals are counted from the rows."""

    head: PaperHead
    case_number: str
    applicants: tuple[str, ...]
    matter_name: str
    received_at: str
    rows: tuple[MaterialRow, ...]
    subject: str = ""
    subject_label: str = ""
    waived: tuple[WaivedMaterial, ...] = ()
    handed_in_by: str = ""


class CorrectionRow(Struct, frozen=True, kw_only=True):
    about: str
    """the material or the field, in words"""
    code: str
    problem: str
    remedy: str
    sample_page: str = ""


class CorrectionNoticeValues(Struct, frozen=True, kw_only=True):
    """一次性补正告知书."""

    head: PaperHead
    case_number: str
    applicants: tuple[str, ...]
    matter_name: str
    received_at: str
    basis: tuple[str, ...]
    rows: tuple[CorrectionRow, ...]
    subject: str = ""
    subject_label: str = ""
    corrected_here: tuple[str, ...] = ()
    ways: tuple[Delivery, ...] = (Delivery.WINDOW,)
    term: str = ""
    """the item's own limit in words, empty when it has none"""
    due_on: str = ""
    overdue: str = ""
    """what follows when the limit passes; empty prints the general sentence"""
    kept: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    delivered_by: Delivery = Delivery.WINDOW
    second_reason: str = ""
    """why a second notice was given; only with a second person's consent"""
    second_by: str = ""
    authority: str = ""


class RefusalGround(StrEnum):
    NOT_REQUIRED = "not_required"
    NOT_COMPETENT = "not_competent"
    CONDITIONS_NOT_MET = "conditions_not_met"
    NOT_CORRECTED = "not_corrected"
    OTHER = "other"


class RefusalReason(Struct, frozen=True, kw_only=True):
    code: str
    words: str
    about: str = ""
    note: str = ""


class RefusalNoticeValues(Struct, frozen=True, kw_only=True):
    """不予受理通知书. Always by two people."""

    head: PaperHead
    case_number: str
    applicants: tuple[str, ...]
    matter_name: str
    applied_at: str
    ground: RefusalGround
    reasons: tuple[RefusalReason, ...]
    legal_basis: tuple[str, ...]
    reviewer_name: str
    authority: str
    subject: str = ""
    subject_label: str = ""
    facts: str = ""
    """the clerk's own words beside the coded reasons"""
    competent_name: str = ""
    competent_address: str = ""
    competent_phone: str = ""
    returned: tuple[str, ...] = ()
    review_authority: str = ""
    """where reconsideration is asked for; empty prints the general words of the law"""
    court: str = ""
    reviewed_at: str = ""
