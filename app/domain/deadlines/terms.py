"""The terms of the laws as a table: from what, how long, on what ground."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Term(Struct, frozen=True, kw_only=True):
    """`months` and `days` after the first of `start` that is known. `receipt`: a served notice starts it."""

    months: int = 0
    days: int = 0
    start: tuple[str, ...] = ()
    receipt: bool = False
    asked: bool = False
    """the notice itself says how long: months or days come with the request"""
    line: str = "patent"
    basis: str
    confidence: str = "high"


TERMS: Mapping[str, Term] = {
    "exam": Term(months=36, start=("priority", "filing"), basis="专利法第三十五条"),
    "office_action": Term(receipt=True, asked=True, basis="专利法第三十七条；实施细则第四条、第五条"),
    "reexamination": Term(months=3, receipt=True, basis="专利法第四十一条"),
    "restoration": Term(months=2, receipt=True, basis="专利法实施细则第六条"),
    "grant_formalities": Term(months=2, receipt=True, basis="专利法实施细则第六十条"),
    "pct_entry": Term(months=30, start=("priority", "filing"), basis="专利法实施细则第一百二十条"),
    "pct_entry_grace": Term(months=32, start=("priority", "filing"), basis="专利法实施细则第一百二十条"),
    "priority_restoration": Term(months=14, start=("priority",), basis="专利法实施细则第三十六条"),
    "request_fee": Term(months=1, start=("requested",), basis="专利法实施细则第一百一十六条"),
    "term_compensation": Term(months=3, start=("granted",), basis="专利法实施细则第七十七条"),
    "licence_recordal": Term(months=3, start=("event",), basis="专利法实施细则第十五条"),
    "patent_refund": Term(months=36, start=("paid",), basis="专利法实施细则第一百一十一条"),
    "trademark_review": Term(
        days=15, receipt=True, line="trademark", basis="商标法第三十四条；实施条例第十条、第十二条"
    ),
    "trademark_correction": Term(days=30, receipt=True, line="trademark", basis="商标法实施条例第十八条"),
    "trademark_explanation": Term(days=15, receipt=True, line="trademark", basis="商标法第二十九条"),
    "trademark_fee": Term(days=7, receipt=True, line="trademark", basis="缴费通知书", confidence="medium"),
    "madrid_fee": Term(days=15, receipt=True, line="trademark", basis="商标法实施条例第四十一条"),
    "non_use_evidence": Term(
        months=2, receipt=True, line="trademark", basis="商标法实施条例第六十六条", confidence="medium"
    ),
    "indication_opposition": Term(
        months=2, start=("published",), line="gi", basis="地理标志产品保护办法", confidence="medium"
    ),
    "ic_registration_fee": Term(months=2, receipt=True, line="ic", basis="办事指南（第二版）第61项"),
    "ic_reexamination": Term(months=3, receipt=True, line="ic", basis="集成电路布图设计保护条例第二十九条"),
    "ic_restoration": Term(
        months=2, receipt=True, line="ic", basis="集成电路布图设计保护条例", confidence="medium"
    ),
    "ic_exploitation": Term(
        months=24, start=("exploited",), line="ic", basis="集成电路布图设计保护条例第二十六条"
    ),
    "ic_refund": Term(
        months=12, start=("paid",), line="ic", basis="集成电路布图设计保护条例实施细则第三十五条"
    ),
}
"""Terms that are one length from one day. The rest is in `computing`."""

SPECIAL = (
    "application_fee",
    "annual_fee",
    "priority",
    "refund",
    "reduction_request",
    "trademark_opposition",
    "trademark_renewal",
    "generic",
    "promised",
)
TYPES: tuple[str, ...] = tuple(sorted((*TERMS, *SPECIAL)))
