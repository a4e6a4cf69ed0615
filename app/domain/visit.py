"""One visit (一次来访): one identity entry, any number of transactions, one closing evaluation."""

from __future__ import annotations

from msgspec import Struct


class Visit(Struct, frozen=True, kw_only=True):
    id: str
    opened_at: str
    visitor_name: str = ""
    visitor_kind: str = ""
    certificate_kind: str = ""
    certificate_number: str = ""
    phone: str = ""
    role: str = "self"
    organisation: str = ""
    ticket: str = ""
    closed_at: str = ""
    clerk_id: str = ""
    outlet: str = ""
    window: str = ""
    query_code: str = ""
    """unguessable, behind the QR of an evaluation slip without a case"""
