"""Reduction of patent fees (专利收费减缴办法, 财税〔2016〕78号): who qualifies, how much, for how long.

Income limits are strict ("below"); every co-applicant has to qualify; reductions never add up.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from app.domain.fee_rules import FeeRules
from app.domain.matter import Words
from app.domain.refusals import No, Refusal, Refused


class Waiver(Struct, frozen=True):
    """What part of a fee is waived and the sentence that says why (or why nothing is)."""

    percent: int = 0
    because: Words = field(default_factory=lambda: Words("", ""))


NO_WAIVER = Waiver()


class Means(Struct, frozen=True, kw_only=True):
    """What one applicant shows about last year. Incomes in fen; absent = not shown."""

    kind: str
    """individual | individual_business | enterprise | institution | social_organisation | government"""
    monthly_income_fen: int | None = None
    annual_income_fen: int | None = None
    taxable_income_fen: int | None = None


class Eligibility(Struct, frozen=True, kw_only=True):
    """`waived_percent` 0 = no reduction. `reasons`: one per applicant, in order."""

    waived_percent: int
    reasons: tuple[Words, ...]
    qualifies: tuple[bool, ...]
    uncertain: Words | None = None


_BY_STATUS = ("institution", "social_organisation", "research_institution")
_BY_INCOME = ("individual", "individual_business")
_LIMITS_NOTE = Words(
    "收入标准以国家知识产权局现行公告为准（第316号公告）",
    "income limits: check the notice in force (no. 316)",
)


def reduction(requested: bool, all_filed: bool, applicants: int, rules: FeeRules | None = None) -> int:
    """Percent waived: nothing unless asked for and every applicant is on file (费减备案)."""
    rules = rules or FeeRules()
    if not (requested and all_filed) or applicants < 1:
        return 0
    return rules.single_percent if applicants == 1 else rules.joint_percent


def eligibility(applicants: Sequence[Means], rules: FeeRules | None = None) -> Eligibility | Refused:
    """Whether these applicants together may ask for a reduction. FACT_MISSING names what was not shown."""
    rules = rules or FeeRules()
    if not applicants:
        return Refused.because(No.FACT_MISSING, "applicants", fact="applicants")
    verdicts: list[tuple[bool, Words]] = []
    refusals: list[Refusal] = []
    for index, means in enumerate(applicants):
        verdict = _qualifies(means, rules)
        if isinstance(verdict, str):
            refusals.append(Refusal(No.FACT_MISSING, f"applicants[{index}].{verdict}", {"fact": verdict}))
        else:
            verdicts.append(verdict)
    if refusals:
        return Refused(tuple(refusals))
    fine = all(good for good, _ in verdicts)
    by_income = any(means.kind not in _BY_STATUS for means in applicants)
    return Eligibility(
        waived_percent=reduction(True, fine, len(applicants), rules),
        reasons=tuple(words for _, words in verdicts),
        qualifies=tuple(good for good, _ in verdicts),
        uncertain=_LIMITS_NOTE if by_income else None,
    )


def _qualifies(means: Means, rules: FeeRules) -> tuple[bool, Words] | str:
    """The verdict on one applicant, or the name of the fact that is missing."""
    if means.kind in _BY_STATUS:
        return True, Words("事业单位、社会团体、非营利性科研机构：凭法人证书即可", "qualifies by its status")
    if means.kind in _BY_INCOME:
        income, limit = means.annual_income_fen, rules.annual_income_below_fen
        told = Words("上年度年收入", "last year's income")
        if income is None:
            income, limit = means.monthly_income_fen, rules.monthly_income_below_fen
            told = Words("上年度月均收入", "last year's average monthly income")
        return _below(income, limit, told) or "annual_income_fen"
    if means.kind == "enterprise":
        told = Words("上年度应纳税所得额", "last year's taxable income")
        return _below(means.taxable_income_fen, rules.taxable_income_below_fen, told) or "taxable_income_fen"
    if means.kind == "government":
        return False, Words("机关不在减缴范围内", "government bodies are not covered")
    return "kind"


def _below(income: int | None, limit: int, told: Words) -> tuple[bool, Words] | None:
    if income is None:
        return None
    figure = f"{limit // 100:,}"
    if income < limit:
        return True, Words(f"{told.zh}低于 {figure} 元", f"{told.en} is below {figure} yuan")
    return False, Words(f"{told.zh}不低于 {figure} 元", f"{told.en} is not below {figure} yuan")


def granted(percent: int, rules: FeeRules) -> Waiver:
    """A reduction as the office granted it, with its sentence."""
    if percent == rules.single_percent:
        return Waiver(percent, Words(f"一个申请人，减缴 {percent}%", f"one applicant, {percent} % waived"))
    if percent == rules.joint_percent:
        return Waiver(
            percent, Words(f"两个以上申请人，减缴 {percent}%", f"co-applicants, {percent} % waived")
        )
    return Waiver()


def annual_waiver(
    year: int, grant_year: int | None, percent: int, open_licence: bool, rules: FeeRules
) -> Waiver | Refused:
    """The best single reduction of one year's annual fee; reductions are never stacked (公告594 item 2).

    A granted reduction covers ten patent years from the year of grant; when that year decides and is not
    known it is asked for.
    """
    over: Words | None = None
    if percent and grant_year is None and year > rules.reduction_years:
        return Refused.because(No.FACT_MISSING, "grant_patent_year", fact="grant_patent_year")
    if percent and grant_year is not None and year >= grant_year + rules.reduction_years:
        last = grant_year + rules.reduction_years - 1
        over = Words(f"减缴期已满（至第 {last} 年度）", f"the reduction ended with year {last}")
        percent = 0
    if open_licence and rules.open_licence_percent > percent:
        share = rules.open_licence_percent
        return Waiver(share, Words(f"开放许可期间减缴 {share}%", f"open licence in force, {share} % waived"))
    found = granted(percent, rules)
    if percent and open_licence:
        return Waiver(
            percent,
            Words(
                found.because.zh + "（与开放许可取优，不叠加）", found.because.en + " (the better one only)"
            ),
        )
    return found if over is None else Waiver(0, over)
