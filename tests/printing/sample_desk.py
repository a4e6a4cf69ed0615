"""The invented outlet, clerk and company of all samples."""

from __future__ import annotations

from datetime import date

from app.domain.numbering import NumberKind, make
from app.domain.paper_values import (
    PaperHead,
)
from app.domain.staff import Station

COMPANY = "杭州天衡知微半导体科技有限公司（示例）"
_STATION = Station(
    outlet="330106",
    window="01",
    series="0001",
    outlet_name="杭州市知识产权综合服务中心",
    window_name="3 号窗口",
)


def number(kind: NumberKind, serial: int) -> str:
    made = make(kind, _STATION, date(2026, 11, 21), serial)
    assert isinstance(made, str)
    return made


CASE = number(NumberKind.CASE, 7)
NOON = "2026-11-21T11:42:08+08:00"

HEAD = PaperHead(
    outlet_name="杭州市知识产权综合服务中心",
    window_name="3 号窗口",
    number=number(NumberKind.PAPER, 17),
    made_at=NOON,
    clerk_name="王敏（示例）",
    clerk_number="012",
    package_version="2026.11.1",
    provincial_number="330000202611218800142",
    consult_phone="0571-00000000",
    complaint_phone="12345",
    hours="工作日 9:00—17:00",
    qr_url="https://ip.example.gov.cn/v/330106010001202611210007?k=8F2K33QP",
    query_code="8F2K-33QP",
)
