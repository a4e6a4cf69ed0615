"""Contents of the papers of a case: receipt, material list, notices, review slip."""

from __future__ import annotations

from app.domain.case import Case, Decision, MaterialLine, MaterialState, ReasonLine
from app.domain.masking import mask_certificate, mask_phone
from app.domain.matter import Field, Matter, Outcome
from app.domain.paper import PaperKind
from app.domain.paper_case import (
    AcceptanceReceiptValues,
    ChargeLine,
    CorrectionNoticeValues,
    CorrectionRow,
    Delivery,
    Handling,
    Manner,
    MaterialCheck,
    MaterialForm,
    MaterialListValues,
    MaterialNeed,
    MaterialRow,
    MaterialSource,
    PartyLine,
    RefusalGround,
    RefusalNoticeValues,
    RefusalReason,
)
from app.domain.paper_desk import (
    Opinion,
    ReviewFee,
    ReviewRow,
    ReviewSlipValues,
    ReviewTrigger,
    ReviewVerdict,
)
from app.domain.paper_head import PaperHead
from app.domain.paper_values import PaperValues
from app.rulebook import Rulebook

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


def of_case(
    kind: PaperKind, head: PaperHead, rules: Rulebook, matter: Matter, case: Case, list_number: str
) -> PaperValues:
    match kind:
        case PaperKind.ACCEPTANCE_RECEIPT:
            return _receipt(head, rules, matter, case, list_number)
        case PaperKind.MATERIAL_LIST:
            return _material_list(head, matter, case)
        case PaperKind.CORRECTION_NOTICE:
            return _correction_notice(head, rules, matter, case)
        case PaperKind.REFUSAL_NOTICE:
            return _refusal_notice(head, rules, matter, case)
        case PaperKind.REVIEW_SLIP:
            return _review_slip(head, matter, case)
        case _:
            raise ValueError(f"{kind} is not a paper of a case")


def parties(rules: Rulebook, matter: Matter, case: Case) -> tuple[PartyLine, ...]:
    """Every applicant of the form; certificate numbers masked."""
    rows = case.values.get(matter.applicant_field)
    if not isinstance(rows, list | tuple):
        return (PartyLine(name=case.applicant_name, kind=_option(rules, "party_kind", case.applicant_kind)),)
    made = []
    for row in rows:
        if not isinstance(row, dict):
            continue
        certificate = row.get("certificate")
        number = str(certificate.get("number", "")) if isinstance(certificate, dict) else ""
        kind = str(certificate.get("kind", "")) if isinstance(certificate, dict) else ""
        made.append(
            PartyLine(
                name=str(row.get("name", "")),
                kind=_option(rules, "party_kind", str(row.get("kind", ""))),
                certificate_kind=_option(rules, "certificate_kind", kind),
                certificate_number=mask_certificate(number),
            )
        )
    return tuple(made) or (PartyLine(name=case.applicant_name),)


def _names(rules: Rulebook, matter: Matter, case: Case) -> tuple[str, ...]:
    return tuple(party.name for party in parties(rules, matter, case))


def _option(rules: Rulebook, list_id: str, value: str) -> str:
    options = rules.option_lists.get(list_id, ())
    return next((option.words.zh for option in options if option.value == value), value)


def _text(case: Case, *fields: str) -> str:
    """The first of these plain fields that holds something."""
    for field in fields:
        value = case.values.get(field)
        if isinstance(value, str) and value:
            return value
    return ""


def situation(matter: Matter, case: Case) -> str:
    """The answers that shaped the list, in the words of the questions' choices."""
    said = []
    for question in matter.questions:
        value = case.answers.get(question.id)
        chosen = next((a for a in question.answers if a.value == value and value is not None), None)
        if chosen and question.kind == "choice":
            said.append(chosen.words.zh)
    return "；".join(said)


def _manner(case: Case) -> Manner:
    states = {line.state for line in case.materials}
    if MaterialState.TOLERATED in states or case.decision is Decision.TOLERATE:
        return Manner.TOLERANCE
    return Manner.COMMITMENT if MaterialState.COMMITMENT in states else Manner.REGULAR


def _delivery(case: Case) -> Delivery:
    return {"mail": Delivery.POST, "electronic": Delivery.ELECTRONIC}.get(
        str(case.values.get("delivery", "")), Delivery.WINDOW
    )


def _limit(matter: Matter, kind: str) -> str:
    return "；".join(limit.words.zh for limit in matter.limits if limit.kind == kind)


_HANDED_IN = frozenset(
    {
        MaterialState.RECEIVED,
        MaterialState.E_LICENCE,
        MaterialState.VERIFIED,
        MaterialState.COMMITMENT,
        MaterialState.WRONG,
    }
)


def _receipt(
    head: PaperHead, rules: Rulebook, matter: Matter, case: Case, list_number: str
) -> AcceptanceReceiptValues:
    handed_in = [line for line in case.materials if line.state in _HANDED_IN]
    lines = case.quote.lines if case.quote else ()
    return AcceptanceReceiptValues(
        head=head,
        title=matter.receipt_title,
        applicants=parties(rules, matter, case),
        matter_name=matter.words.zh,
        matter_code=matter.code,
        received_at=case.received_at,
        case_number=case.number,
        contact_name=_text(case, "contact_name", "handler_name"),
        contact_phone=mask_phone(case.contact_phone),
        agency=_text(case, "agency_name"),
        agent=_text(case, "agent_name"),
        situation=situation(matter, case),
        subject=case.title,
        right_number=case.right_number,
        handling=Handling.INSTANT if matter.handling == "instant" else Handling.PROMISED,
        applied_at=case.received_at,
        accepted_at=case.decided_at,
        legal_basis=matter.legal_basis,
        statutory_limit=_limit(matter, "statutory"),
        promised_limit=_limit(matter, "promised"),
        due_on=case.due_on,
        charges=tuple(
            ChargeLine(name=line.name_zh, amount_fen=line.amount_fen, basis=line.basis) for line in lines
        ),
        charges_total_fen=case.quote.total_fen if case.quote else 0,
        material_count=sum(max(1, line.originals + line.copies) for line in handed_in),
        material_pages=sum(line.pages for line in handed_in),
        material_list_number=list_number,
        manner=_manner(case),
        result_name=matter.result.zh,
        delivery=_delivery(case),
        authority=matter.authority.zh,
    )


def _material_row(matter: Matter, line: MaterialLine) -> MaterialRow:
    material = next((m for m in matter.materials if m.id == line.material), None)
    source = {
        MaterialState.VERIFIED: MaterialSource.VERIFIED,
        MaterialState.E_LICENCE: MaterialSource.LICENCE,
    }.get(line.state, MaterialSource.APPLICANT)
    need = {
        MaterialState.TOLERATED: MaterialNeed.TOLERATED,
        MaterialState.COMMITMENT: MaterialNeed.COMMITMENT,
    }.get(line.state, MaterialNeed.REQUIRED)
    check = {
        MaterialState.MISSING: MaterialCheck.MISSING,
        MaterialState.TOLERATED: MaterialCheck.MISSING,
        MaterialState.WRONG: MaterialCheck.DIFFERS,
        MaterialState.UNCHECKED: MaterialCheck.PENDING,
    }.get(line.state, MaterialCheck.MATCHES)
    absent = line.state in (MaterialState.MISSING, MaterialState.TOLERATED)
    wanted = (material.originals + material.copies) if material else 1
    return MaterialRow(
        name=material.words.zh if material else line.material,
        source=source,
        form=MaterialForm.E_LICENCE
        if line.state is MaterialState.E_LICENCE
        else (MaterialForm.COPY if line.copies and not line.originals else MaterialForm.ORIGINAL),
        due=max(1, wanted),
        received=0 if absent else max(1, line.originals + line.copies),
        pages=line.pages,
        need=need,
        check=check,
        note=line.note,
    )


def _material_list(head: PaperHead, matter: Matter, case: Case) -> MaterialListValues:
    rows = (line for line in case.materials if line.state is not MaterialState.NOT_APPLICABLE)
    return MaterialListValues(
        head=head,
        case_number=case.number,
        applicants=(case.applicant_name,),
        matter_name=matter.words.zh,
        received_at=case.received_at,
        rows=tuple(_material_row(matter, line) for line in rows),
        subject=case.title,
        handed_in_by=_text(case, "handler_name"),
    )


def about_words(matter: Matter, about: str) -> str:
    """The name of what a reason is about: a material, a field, or the whole case."""
    material = next((m for m in matter.materials if m.id == about), None)
    if material:
        return material.words.zh
    path = about.removeprefix("values.").split(".")
    words = []
    fields: tuple[Field, ...] = matter.fields
    for part in path:
        field = next((f for f in fields if f.id == part.split("[")[0]), None)
        if field is None:
            break
        words.append(field.words.zh)
        fields = field.fields
    return " ".join(words) or "整件"


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


def _correction_notice(
    head: PaperHead, rules: Rulebook, matter: Matter, case: Case
) -> CorrectionNoticeValues:
    notice = case.notices[-1]
    here = tuple(
        rules.reasons[line.code].words.zh
        for line in case.reasons
        if rules.reasons[line.code].outcome is Outcome.ON_THE_SPOT
    )
    kept = tuple(
        about_words(matter, line.material)
        for line in case.materials
        if line.state in _HANDED_IN and line.state is not MaterialState.WRONG
    )
    returned = tuple(
        about_words(matter, line.material) for line in case.materials if line.state is MaterialState.WRONG
    )
    bases = dict.fromkeys(rules.reasons[line.code].basis for line in notice.reasons)
    return CorrectionNoticeValues(
        head=head,
        case_number=case.number,
        applicants=_names(rules, matter, case),
        matter_name=matter.words.zh,
        received_at=case.received_at,
        basis=tuple(basis for basis in bases if basis),
        rows=_reason_rows(rules, matter, notice.reasons),
        subject=case.title,
        corrected_here=here,
        kept=kept,
        returned=returned,
        authority=matter.authority.zh,
    )


def _ground(reasons: tuple[ReasonLine, ...], rules: Rulebook) -> RefusalGround:
    outcomes = {rules.reasons[line.code].outcome for line in reasons if line.code in rules.reasons}
    return RefusalGround.NOT_COMPETENT if outcomes == {Outcome.TRANSFER} else RefusalGround.CONDITIONS_NOT_MET


def _refusal_notice(head: PaperHead, rules: Rulebook, matter: Matter, case: Case) -> RefusalNoticeValues:
    review = case.review
    return RefusalNoticeValues(
        head=head,
        case_number=case.number,
        applicants=_names(rules, matter, case),
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
        legal_basis=tuple(dict.fromkeys(rules.reasons[line.code].basis for line in case.reasons)),
        reviewer_name=review.reviewer_name if review else "",
        authority=matter.authority.zh,
        subject=case.title,
        facts=case.opinion,
        returned=tuple(
            about_words(matter, line.material) for line in case.materials if line.state in _HANDED_IN
        ),
        reviewed_at=review.at if review else "",
    )


def _review_slip(head: PaperHead, matter: Matter, case: Case) -> ReviewSlipValues:
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
        materials=tuple(
            ReviewRow(
                item=about_words(matter, line.material),
                first=_STATES_ZH[line.state],
                second=_STATES_ZH[line.state] if review and review.agreed else "",
            )
            for line in case.materials
            if line.state is not MaterialState.NOT_APPLICABLE
        ),
        fees=tuple(
            ReviewFee(name=line.name_zh, due_fen=line.amount_fen, entered_fen=line.amount_fen)
            for line in lines
        ),
        return_reason=(review.return_reason or "") if review else "",
        outcome=_DECISIONS_ZH[case.decision] if review and review.agreed else "",
    )
