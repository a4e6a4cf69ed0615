"""A logged consultation (咨询登记) and an inquiry (查询)."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class ConsultationResult(StrEnum):
    ANSWERED = "answered"
    TRANSFERRED = "transferred"
    CALL_BACK = "call_back"
    OUTSIDE_SERVICE = "outside_service"
    """beyond public service: neutral list, never one name"""
    GUIDED_TO_CASE = "guided_to_case"


class Consultation(Struct, frozen=True, kw_only=True):
    id: str
    number: str
    visit_id: str
    channel: str
    """counter | phone | online | letter"""
    category: str
    """key of resources/knowledge categories"""
    question: str
    answer: str
    result: ConsultationResult
    person: str = ""
    person_kind: str = ""
    phone: str = ""
    knowledge: tuple[str, ...] = ()
    """`KB-…@version` of the entries used"""
    referred_to: str = ""
    due_on: str = ""
    need: str = ""
    """a collected need or problem (信息采集), if any"""
    case_id: str | None = None
    started_at: str = ""
    ended_at: str = ""
    clerk_id: str = ""
    clerk_name: str = ""
    outlet: str = ""
    window: str = ""


class Inquiry(Struct, frozen=True, kw_only=True):
    """One search that was made, for the log. `query_digest` keeps the text out of the record."""

    id: str
    number: str
    scope: str
    query_kind: str
    query_digest: str
    hits: int
    data_as_of: str
    printed: bool = False
    reason: str = ""
    at: str = ""
    clerk_id: str = ""
    outlet: str = ""
    window: str = ""
