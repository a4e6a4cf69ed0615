"""The facts a quote is asked with: JSON-convertible, every one optional until a rule needs it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import msgspec
from msgspec import Struct

from app.domain.matter import Words
from app.domain.refusals import No, Refused
from app.domain.typed import typed


class QuoteRequest(Struct, frozen=True, kw_only=True):
    """What is asked. Amounts in fen, dates ISO in JSON; `category` may be left to the facts."""

    category: str = ""
    """filing | examination | annual_fee | other_patent | pct_national | pct_international | hague |
    trademark | ic_layout | geographical_indication, or a line: patent | ic | gi | general"""
    item: str = ""
    """short name within the category (renewal, copy, extension …) or a full fee id"""
    kind: str = ""
    """invention | utility_model | design"""
    claims: int | None = None
    pages: int | None = None
    """description with drawings and paper sequence listing; PCT: sheets of the whole application"""
    priorities: int | None = None
    applicants: int | None = None
    exam: bool = False
    waived_percent: int = 0
    """as granted: 0, 70 or 85"""
    patent_year: int | None = None
    grant_patent_year: int | None = None
    """patent year in which the right was granted; alone it asks for the fee due at grant"""
    years: str = ""
    """several patent years at once, "4-20", all on time"""
    filing_date: date | None = None
    priority_date: date | None = None
    """earliest priority date (PCT)"""
    due: date | None = None
    """end of the payment term as written in the notice"""
    paid: date | None = None
    """day of payment; absent = the day the quote is for"""
    late_months: int | None = None
    """months begun after the due date, where no dates are known: 0 on time, 1 = up to one month …"""
    already_paid_fen: int = 0
    """paid before towards the same fees: a top-up"""
    open_licence: bool = False
    times: int | None = None
    """which extension of the same term this is"""
    months: int | None = None
    copies: int | None = None
    cases: int = 1
    """how many rights one change request covers"""
    change_kind: str = ""
    """name | inventor | transfer | agency"""
    compensation_days: int | None = None
    count: int | None = None
    """additional inventions (PCT search and examination)"""
    force_majeure: bool = False
    route: str = ""
    """pct_national | pct_international"""
    month: int | None = None
    """month counted from the priority date in which the national phase is entered"""
    ro_cnipa: bool | None = None
    isa_cnipa: bool | None = None
    ipea_cnipa: bool = False
    """the international preliminary report was made by the national office"""
    demand: bool = False
    unpaid_fen: int | None = None
    type: str = ""
    """ordinary | collective | certification"""
    channel: str = ""
    """paper | online"""
    classes: int | None = None
    items: tuple[int, ...] | None = None
    """goods or services items, one count a class"""
    in_grace: bool | None = None
    expires: date | None = None
    """last day of a trademark's term"""


FACT_NAMES: Mapping[str, Words] = {
    "kind": Words("专利类型", "kind of patent"),
    "claims": Words("权利要求项数", "number of claims"),
    "pages": Words("说明书页数（含附图）", "pages of the description with drawings"),
    "priorities": Words("优先权项数", "number of priorities"),
    "patent_year": Words("年度", "patent year"),
    "grant_patent_year": Words("授权时所在年度", "patent year of grant"),
    "filing_date": Words("申请日", "filing date"),
    "due": Words("应缴期限届满日", "due date"),
    "times": Words("第几次延长", "which extension this is"),
    "months": Words("延长月数", "months of extension"),
    "copies": Words("份数", "number of copies"),
    "change_kind": Words("变更的内容", "what is changed"),
    "compensation_days": Words("补偿期天数", "days of compensation"),
    "count": Words("另加的发明项数", "number of additional inventions"),
    "month": Words("自优先权日起第几个月进入", "month of entry from the priority date"),
    "ro_cnipa": Words("是否由国家知识产权局受理国际申请", "whether the national office was receiving office"),
    "isa_cnipa": Words("是否由国家知识产权局作国际检索", "whether the national office made the search"),
    "unpaid_fen": Words("欠缴金额", "unpaid amount"),
    "channel": Words("办理方式（纸件或网上）", "paper or online"),
    "classes": Words("类别数", "number of classes"),
    "items": Words("每类商品或服务项数", "goods or services items in each class"),
    "in_grace": Words("是否在宽展期", "whether in the period of grace"),
    "expires": Words("有效期届满日", "expiry date"),
    "waived_percent": Words("减缴比例", "reduction granted"),
    "open_licence": Words("开放许可实施期间", "open licence in force"),
    "exam": Words("同时缴实质审查费", "examination paid at once"),
    "item": Words("费用项目", "which fee"),
    "category": Words("业务类别", "line of business"),
}
"""What a fact is called, for the sentence of FACT_MISSING."""

_CATEGORY_OF_LINE = {
    "patent": "",
    "trademark": "trademark",
    "gi": "geographical_indication",
    "ic": "ic_layout",
}
_KNOWN = frozenset(QuoteRequest.__struct_fields__)
_PATH = re.compile(r"`\$\.(\w+)")


def request_of(facts: Mapping[str, object], line: str = "") -> QuoteRequest | Refused:
    """The facts of a form as a request: "85" is 85, "none" is 0, ISO texts are dates, None is absent.

    `line` is the matter's line, so that "change" or "registration" means the right fee. Unknown facts and
    wrong types are refused, all at once, with the fact's name in `where`.
    """
    given = {name: value for name, value in facts.items() if value is not None and value != ""}
    strangers = sorted(set(given) - _KNOWN)
    if strangers:
        return Refused.because(No.UNKNOWN_FIELD, strangers[0], found=strangers[0])
    if given.get("waived_percent") == "none":
        given["waived_percent"] = 0
    if isinstance(given.get("applicants"), bool):
        # Asked as a yes-or-no question: are there co-applicants?
        given["applicants"] = 2 if given["applicants"] else 1
    if line and "category" not in given:
        given["category"] = _CATEGORY_OF_LINE.get(line, line)
    try:
        return typed(given, QuoteRequest, strict=False)
    except msgspec.ValidationError as error:
        where = _PATH.search(str(error))
        return Refused.because(No.WRONG_TYPE, where[1] if where else "", expected=_expected(error))


def _expected(error: msgspec.ValidationError) -> str:
    found = re.match(r"Expected `([^`]+)`", str(error))
    return found[1] if found else "value"


def facts_of(request: QuoteRequest) -> dict[str, object]:
    """The facts that were given, as plain JSON. What a subclass adds is no fact."""
    blank = msgspec.to_builtins(QuoteRequest())
    told: dict[str, object] = msgspec.to_builtins(request)
    return {name: told[name] for name, empty in blank.items() if told[name] != empty}
