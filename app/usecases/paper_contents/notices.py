"""Contents of the notices: one-time correction and refusal."""

from __future__ import annotations

from datetime import date

from app.domain.case import Case, MaterialState, ReasonLine
from app.domain.matter import Matter, Outcome
from app.domain.paper_case import (
    CorrectionNoticeValues,
    CorrectionRow,
    RefusalGround,
    RefusalNoticeValues,
    RefusalReason,
)
from app.domain.paper_head import PaperHead
from app.rulebook import Rulebook
from app.usecases.paper_contents.legal_ground import legal_ground
from app.usecases.paper_contents.party_words import (
    HANDED_IN,
    about_words,
    names,
    speaker,
    subject_label,
)


def _reason_rows(
    rules: Rulebook, matter: Matter, reasons: tuple[ReasonLine, ...]
) -> tuple[CorrectionRow, ...]:
    rows = []
    for line in reasons:
        reason = rules.reasons[line.code]
        problem = f"{reason.words.zh}（{line.note}）" if line.note else reason.words.zh
        rows.append(
            CorrectionRow(
                about=about_words(matter, line.about),
                code=line.code,
                problem=problem,
                remedy=reason.remedy.zh,
            )
        )
    return tuple(rows)


def _ground_in_law(
    head: PaperHead, rules: Rulebook, matter: Matter, reasons: tuple[ReasonLine, ...]
) -> tuple[str, ...]:
    return legal_ground(
        matter, (rules.reasons[line.code] for line in reasons), date.fromisoformat(head.made_at[:10])
    )


def correction_notice(head: PaperHead, rules: Rulebook, matter: Matter, case: Case) -> CorrectionNoticeValues:
    notice = case.notices[-1]
    here = tuple(
        rules.reasons[line.code].words.zh
        for line in case.reasons
        if rules.reasons[line.code].outcome is Outcome.ON_THE_SPOT
    )
    kept = tuple(
        about_words(matter, line.material)
        for line in case.materials
        if line.state in HANDED_IN and line.state is not MaterialState.WRONG
    )
    returned = tuple(
        about_words(matter, line.material) for line in case.materials if line.state is MaterialState.WRONG
    )
    return CorrectionNoticeValues(
        head=head,
        case_number=case.number,
        applicants=names(rules, matter, case),
        matter_name=matter.words.zh,
        received_at=case.received_at,
        basis=_ground_in_law(head, rules, matter, notice.reasons),
        rows=_reason_rows(rules, matter, notice.reasons),
        subject=case.title,
        subject_label=subject_label(matter),
        corrected_here=here,
        kept=kept,
        returned=returned,
        term="；".join(limit.words.zh for limit in matter.limits if limit.kind == "correction"),
        authority=speaker(head, matter),
    )


def _ground(reasons: tuple[ReasonLine, ...], rules: Rulebook) -> RefusalGround:
    outcomes = {rules.reasons[line.code].outcome for line in reasons if line.code in rules.reasons}
    return RefusalGround.NOT_COMPETENT if outcomes == {Outcome.TRANSFER} else RefusalGround.CONDITIONS_NOT_MET


def refusal_notice(head: PaperHead, rules: Rulebook, matter: Matter, case: Case) -> RefusalNoticeValues:
    review = case.review
    return RefusalNoticeValues(
        head=head,
        case_number=case.number,
        applicants=names(rules, matter, case),
        matter_name=matter.words.zh,
        applied_at=case.received_at,
        ground=_ground(case.reasons, rules),
        reasons=tuple(
            RefusalReason(
                code=line.code,
                words=rules.reasons[line.code].words.zh,
                about=about_words(matter, line.about),
                note=line.note,
            )
            for line in case.reasons
        ),
        legal_basis=_ground_in_law(head, rules, matter, case.reasons),
        reviewer_name=review.reviewer_name if review else "",
        authority=speaker(head, matter),
        subject=case.title,
        subject_label=subject_label(matter),
        facts=case.opinion,
        returned=tuple(
            about_words(matter, line.material) for line in case.materials if line.state in HANDED_IN
        ),
        reviewed_at=review.at if review else "",
    )
