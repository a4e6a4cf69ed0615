"""Contents of the second-check slip."""

from __future__ import annotations

from app.domain.case import Case, Decision, MaterialState
from app.domain.matter import Matter
from app.domain.paper_desk import (
    Opinion,
    ReviewFee,
    ReviewRow,
    ReviewSlipValues,
    ReviewTrigger,
    ReviewVerdict,
)
from app.domain.paper_head import PaperHead
from app.usecases.paper_contents.party_words import (
    about_words,
)

_DECISIONS_ZH = {
    Decision.ACCEPT: "受理（收件）",
    Decision.CORRECT_ON_THE_SPOT: "当场更正",
    Decision.CORRECTION_NOTICE: "一次性告知补正",
    Decision.REFUSE: "不予受理",
    Decision.TOLERATE: "容缺受理",
    Decision.TRANSFER: "转交",
    Decision.ADVICE: "仅咨询",
}


_STATES_ZH = {
    MaterialState.UNCHECKED: "未核对",
    MaterialState.RECEIVED: "已收",
    MaterialState.E_LICENCE: "电子证照",
    MaterialState.VERIFIED: "已核验",
    MaterialState.COMMITMENT: "告知承诺",
    MaterialState.TOLERATED: "容缺",
    MaterialState.MISSING: "缺",
    MaterialState.WRONG: "不符合",
    MaterialState.NOT_APPLICABLE: "不适用",
}


def _compared(matter: Matter, case: Case) -> tuple[ReviewRow, ...]:
    """Each paper as the clerk found it, and as the second person confirmed it."""
    agreed = case.review is not None and case.review.agreed
    return tuple(
        ReviewRow(
            item=about_words(matter, line.material),
            first=_STATES_ZH[line.state],
            second=_STATES_ZH[line.state] if agreed else "",
        )
        for line in case.materials
        if line.state is not MaterialState.NOT_APPLICABLE
    )


def review_slip(head: PaperHead, matter: Matter, case: Case) -> ReviewSlipValues:
    review = case.review
    refused = case.decision is Decision.REFUSE
    second = (
        Opinion(name=review.reviewer_name, words=review.opinion, at=review.at, number=review.reviewer_id)
        if review
        else None
    )
    verdict = None if review is None else (ReviewVerdict.AGREE if review.agreed else ReviewVerdict.RETURN)
    lines = case.quote.lines if case.quote else ()
    return ReviewSlipValues(
        head=head,
        case_number=case.number,
        triggers=(ReviewTrigger.REFUSAL if refused else ReviewTrigger.RULE,),
        applicants=(case.applicant_name,),
        matter_name=matter.words.zh,
        first=Opinion(
            name=case.clerk_name,
            words=case.opinion or _DECISIONS_ZH[case.decision],
            at=case.decided_at,
            number=case.clerk_id,
        ),
        proposed=_DECISIONS_ZH[case.decision],
        second=second,
        verdict=verdict,
        materials=_compared(matter, case),
        fees=tuple(
            ReviewFee(name=line.name_zh, due_fen=line.amount_fen, entered_fen=line.amount_fen)
            for line in lines
        ),
        return_reason=(review.return_reason or "") if review else "",
        outcome=_DECISIONS_ZH[case.decision] if review and review.agreed else "",
    )
