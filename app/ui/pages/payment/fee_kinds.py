"""What can be paid without a case: a short list of fees, each with the facts its rule asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from app.domain.matter import Field, Words
from app.domain.pricing import FACT_NAMES
from app.words.catalogue import _, pick
from app.words.refusals import N_

if TYPE_CHECKING:
    from app.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeKind:
    """`number` is the identifier kind of the right's number; `facts` in the order in which they are asked."""

    id: str
    number: str
    category: str
    item: str = ""
    text: str = ""
    """English source; empty where the rules' own words are used"""
    words: Words = field(default_factory=lambda: Words("", ""))
    matter: str = ""
    facts: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    fixed: Mapping[str, object] = field(default_factory=dict)
    pinyin: tuple[str, ...] = ()

    def title(self) -> str:
        return _(self.text) if self.text else pick(self.words.zh, self.words.en)


_ANNUAL = ("patent_year", "filing_date", "grant_patent_year", "due", "waived_percent", "open_licence")
_FILING = ("claims", "pages", "priorities", "waived_percent")
_MARK = ("classes", "channel")

_KINDS: tuple[FeeKind, ...] = (
    FeeKind(
        id="annual",
        text=N_("Patent annual fee"),
        number="patent",
        category="annual_fee",
        matter="PAT-PAY-ANNUAL",
        facts=_ANNUAL,
        needed=("patent_year",),
        pinyin=("zhuanlinianfei", "zlnf", "nianfei", "nf"),
    ),
    FeeKind(
        id="filing",
        text=N_("Patent filing fees"),
        number="patent",
        category="filing",
        matter="PAT-PAY-FILING",
        facts=_FILING,
        needed=_FILING[:3],
        pinyin=("zhuanlishenqingfei", "zlsqf", "shenqingfei", "sqf"),
    ),
    FeeKind(
        id="filing_exam",
        text=N_("Filing fees and examination"),
        number="patent",
        category="filing",
        matter="PAT-PAY-FILING",
        facts=_FILING,
        needed=_FILING[:3],
        fixed={"exam": True},
        pinyin=("shenqingfeijiashishenfei", "sqfjssf"),
    ),
    FeeKind(
        id="examination",
        text=N_("Substantive examination"),
        number="patent",
        category="examination",
        matter="PAT-PAY-FILING",
        facts=("waived_percent",),
        fixed={"exam": True},
        pinyin=("shizhishenchafei", "szscf", "shishenfei", "ssf"),
    ),
    FeeKind(
        id="restoration",
        text=N_("Restoration of a patent right"),
        number="patent",
        category="other_patent",
        item="restoration",
        facts=("patent_year", "grant_patent_year", "waived_percent"),
        pinyin=("huifuquanliqingqiufei", "hfqlqqf"),
    ),
    FeeKind(
        id="reexamination",
        text=N_("Patent re-examination"),
        number="patent",
        category="other_patent",
        item="reexamination",
        facts=("waived_percent",),
        pinyin=("zhuanlifushenfei", "zlfsf", "fushenfei", "fsf"),
    ),
    FeeKind(
        id="change",
        text=N_("Patent bibliographic change"),
        number="patent",
        category="other_patent",
        item="change",
        pinyin=("zhulushixiangbiangengfei", "zlsxbgf"),
    ),
    FeeKind(
        id="extension",
        text=N_("Extension of a patent term"),
        number="patent",
        category="other_patent",
        item="extension",
        facts=("times", "months"),
        needed=("times", "months"),
        pinyin=("yanchangqixianqingqiufei", "ycqxqqf"),
    ),
    FeeKind(
        id="evaluation",
        text=N_("Patent evaluation report"),
        number="patent",
        category="other_patent",
        item="evaluation",
        pinyin=("zhuanliquanpingjiabaogaofei", "zlqpjbgf"),
    ),
    FeeKind(
        id="copy",
        text=N_("Certified copy of patent papers"),
        number="patent",
        category="other_patent",
        item="copy",
        facts=("copies",),
        needed=("copies",),
        pinyin=("zhuanliwenjianfubenzhengming", "zlwjfbzm"),
    ),
    FeeKind(
        id="tm_renewal",
        text=N_("Trademark renewal"),
        number="trademark",
        category="trademark",
        item="renewal",
        matter="TM-RENEW",
        facts=("classes", "expires", "channel"),
        needed=("classes", "expires", "channel"),
        pinyin=("shangbiaoxuzhan", "sbxz"),
    ),
    FeeKind(
        id="tm_change",
        text=N_("Trademark change"),
        number="trademark",
        category="trademark",
        item="change",
        matter="TM-CHANGE",
        facts=_MARK,
        needed=_MARK,
        pinyin=("shangbiaobiangeng", "sbbg"),
    ),
    FeeKind(
        id="tm_assignment",
        text=N_("Trademark assignment"),
        number="trademark",
        category="trademark",
        item="assignment",
        facts=_MARK,
        needed=_MARK,
        pinyin=("shangbiaozhuanrang", "sbzr"),
    ),
    FeeKind(
        id="tm_license",
        text=N_("Trademark licence recordal"),
        number="trademark",
        category="trademark",
        item="license",
        facts=_MARK,
        needed=_MARK,
        pinyin=("shangbiaoxukebeian", "sbxkba"),
    ),
)
FIRST = _KINDS[0].id


def fee_kinds(rules: Rulebook) -> tuple[FeeKind, ...]:
    """The list with the layout-design fees of the rules' own option list at its end."""
    layouts = tuple(
        FeeKind(
            id=f"ic_{option.value}",
            words=option.words,
            number="ic_layout",
            category="ic_layout",
            item=str(option.value),
            matter="IC-PAY",
            pinyin=option.pinyin,
        )
        for option in rules.option_lists.get("ic_fee_item", ())
    )
    return _KINDS + layouts


_TYPES = {
    "filing_date": "date",
    "due": "date",
    "expires": "date",
    "open_licence": "yes_no",
    "waived_percent": "choice",
    "channel": "choice",
}
_ASKED_IN: Mapping[str, tuple[str, str]] = {
    "patent_year": ("PAT-PAY-ANNUAL", "patent_year"),
    "grant_patent_year": ("PAT-PAY-ANNUAL", "grant_patent_year"),
    "filing_date": ("PAT-PAY-ANNUAL", "filing_date"),
    "open_licence": ("PAT-PAY-ANNUAL", "open_licence_active"),
    "due": ("PAT-PAY-ANNUAL", "due_date"),
    "waived_percent": ("PAT-PAY-ANNUAL", "fee_reduction_approved"),
    "claims": ("PAT-PAY-FILING", "claims_count"),
    "pages": ("PAT-PAY-FILING", "spec_pages"),
    "channel": ("TM-RENEW", "channel"),
}
"""fact -> the matter and field whose words, help and options it takes"""


def fact_field(rules: Rulebook, fact: str, on: date) -> Field:
    """The box a fact is typed into, in the words of the matter that asks for it."""
    zh, en = FACT_NAMES[fact].zh, FACT_NAMES[fact].en
    plain = Field(
        id=fact,
        words=Words(zh, en[:1].upper() + en[1:]),
        help=Words("", ""),
        type=_TYPES.get(fact, "integer"),
        future=True,
    )
    code, name = _ASKED_IN.get(fact, ("", ""))
    matter = rules.matter(code, on) if code else None
    asked = next((one for one in matter.fields if one.id == name), None) if matter else None
    if asked is None:
        return plain
    return replace(plain, words=asked.words, help=asked.help, options=asked.options)


FACTS = frozenset(fact for kind in _KINDS for fact in kind.facts)
"""Every fact that has a box on the sheet."""
