"""Contents of the papers of a case: receipt and list of materials; notices and review slip stand beside."""

from __future__ import annotations

from app.domain.case import Case, Decision, MaterialLine, MaterialState
from app.domain.masking import mask_phone
from app.domain.matter import Matter
from app.domain.paper import PaperKind
from app.domain.paper_case import (
    AcceptanceReceiptValues,
    ChargeLine,
    Delivery,
    Handling,
    Manner,
    MaterialCheck,
    MaterialForm,
    MaterialListValues,
    MaterialNeed,
    MaterialRow,
    MaterialSource,
)
from app.domain.paper_head import PaperHead
from app.domain.paper_values import PaperValues
from app.rulebook import Rulebook
from app.usecases.paper_contents.notices import correction_notice, refusal_notice
from app.usecases.paper_contents.party_words import (
    HANDED_IN,
    agent,
    parties,
    power_of_attorney,
    situation,
    subject_label,
    text_of,
)
from app.usecases.paper_contents.review import review_slip
from app.usecases.paper_contents.sources import cited


def of_case(
    kind: PaperKind, head: PaperHead, rules: Rulebook, matter: Matter, case: Case, list_number: str
) -> PaperValues:
    match kind:
        case PaperKind.ACCEPTANCE_RECEIPT:
            return _receipt(head, rules, matter, case, list_number)
        case PaperKind.MATERIAL_LIST:
            return _material_list(head, matter, case)
        case PaperKind.CORRECTION_NOTICE:
            return correction_notice(head, rules, matter, case)
        case PaperKind.REFUSAL_NOTICE:
            return refusal_notice(head, rules, matter, case)
        case PaperKind.REVIEW_SLIP:
            return review_slip(head, matter, case)
        case _:
            raise ValueError(f"{kind} is not a paper of a case")


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


def _charges(case: Case) -> tuple[ChargeLine, ...]:
    """Every line of the quote, told from others of the same fee as on the screen."""
    return tuple(
        ChargeLine(
            name=f"{line.name_zh}（{line.note}）" if line.note else line.name_zh,
            amount_fen=line.amount_fen,
            basis=cited(line.basis),
            quantity=line.quantity,
        )
        for line in (case.quote.lines if case.quote else ())
    )


def _receipt(
    head: PaperHead, rules: Rulebook, matter: Matter, case: Case, list_number: str
) -> AcceptanceReceiptValues:
    handed_in = [line for line in case.materials if line.state in HANDED_IN]
    pages = [_pages(matter, case, line) for line in handed_in]
    return AcceptanceReceiptValues(
        head=head,
        title=matter.receipt_title,
        applicants=parties(rules, matter, case),
        matter_name=matter.words.zh,
        matter_code=matter.code,
        received_at=case.received_at,
        case_number=case.number,
        contact_name=text_of(case, "contact_name", "handler_name"),
        contact_phone=mask_phone(case.contact_phone),
        agency=text_of(case, "agency_name"),
        agent=agent(case),
        power_of_attorney=power_of_attorney(case),
        situation=situation(matter, case),
        subject=case.title,
        subject_label=subject_label(matter),
        right_number=case.right_number,
        handling=Handling.INSTANT if matter.handling == "instant" else Handling.PROMISED,
        applied_at=case.received_at,
        accepted_at=case.decided_at,
        legal_basis=matter.legal_basis,
        statutory_limit=_limit(matter, "statutory"),
        promised_limit=_limit(matter, "promised"),
        due_on=case.due_on,
        charges=_charges(case),
        charges_total_fen=case.quote.total_fen if case.quote else 0,
        material_count=sum(max(1, line.originals + line.copies) for line in handed_in),
        material_pages=sum(pages) if all(pages) else 0,
        material_list_number=list_number,
        manner=_manner(case),
        result_name=matter.result.zh,
        delivery=_delivery(case),
        authority=matter.authority.zh,
    )


def _pages(matter: Matter, case: Case, line: MaterialLine) -> int:
    """As counted with the paper, else as the form has it for this very paper; 0: not counted."""
    material = next((one for one in matter.materials if one.id == line.material), None)
    told = case.values.get(material.pages_field) if material and material.pages_field else 0
    return line.pages or (told if isinstance(told, int) else 0)


def _material_row(matter: Matter, case: Case, line: MaterialLine) -> MaterialRow:
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
        pages=0 if absent else _pages(matter, case, line),
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
        rows=tuple(_material_row(matter, case, line) for line in rows),
        subject=case.title,
        subject_label=subject_label(matter),
        handed_in_by=text_of(case, "handler_name"),
    )
