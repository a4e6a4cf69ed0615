"""What something costs and why: a quote is a list of priced lines, each of which explains itself."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class QuoteLine(Struct, frozen=True, kw_only=True):
    """One priced line. All amounts in fen; `amount_fen` = standard × quantity − waived − credited."""

    fee_id: str
    name_zh: str
    name_en: str
    standard_fen: int
    quantity: int
    waived_percent: int = 0
    amount_fen: int = 0
    credited_fen: int = 0
    """paid before towards this line; already taken off `amount_fen`"""
    basis: str = ""
    """source document of the standard"""
    why_zh: str = ""
    """one line for the clerk to read out: the arithmetic and the rule"""
    why_en: str = ""
    note: str = ""
    note_en: str = ""


class Quote(Struct, frozen=True, kw_only=True):
    lines: tuple[QuoteLine, ...] = ()
    total_fen: int = 0
    on: str = ""
    """date the rules were read for, ISO"""
    fees_version: str = ""
    uncertain: tuple[str, ...] = ()
    """notes on amounts or rules whose source is not certain ("set by the province"), in Chinese"""
    uncertain_en: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    """what else to tell the visitor: an exemption used, a place where this cannot be paid"""
    remarks_en: tuple[str, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
