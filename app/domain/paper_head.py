"""Head and foot that every printed paper shares."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Layout(StrEnum):
    A4 = "a4"
    LARGE = "large"
    """A4 in large print"""
    STRIP = "strip"
    """80 mm; only receipt, payment record, evaluation slip, consultation slip"""


class PaperHead(Struct, frozen=True, kw_only=True):
    """Head and foot shared by all papers."""

    outlet_name: str
    window_name: str
    number: str
    """of the document itself"""
    made_at: str
    clerk_name: str
    clerk_number: str
    package_version: str
    """of the rules the desk worked with"""
    provincial_number: str = ""
    offline: bool = False
    training: bool = False
    layout: Layout = Layout.A4
    consult_phone: str = ""
    complaint_phone: str = ""
    hours: str = ""
    qr_url: str = ""
    """address with case number and query code, no personal data; empty prints no QR"""
    query_code: str = ""
