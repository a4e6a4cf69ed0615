"""Words about a case that several papers share: parties, options, situation, what a reason is about."""

from __future__ import annotations

from app.domain.case import Case, MaterialState
from app.domain.masking import mask_certificate
from app.domain.matter import Field, Matter, ReceiptTitle
from app.domain.paper_case import (
    PartyLine,
)
from app.domain.paper_head import PaperHead
from app.rulebook import Rulebook


def parties(rules: Rulebook, matter: Matter, case: Case) -> tuple[PartyLine, ...]:
    """Every applicant of the form; certificate numbers masked."""
    rows = case.values.get(matter.applicant_field)
    if not isinstance(rows, list | tuple):
        return (_plain_party(rules, matter, case),)
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
                kind=option(rules, "party_kind", str(row.get("kind", ""))),
                certificate_kind=option(rules, "certificate_kind", kind),
                certificate_number=mask_certificate(number),
                foreign_name=str(row.get("name_foreign") or row.get("name_en") or ""),
            )
        )
    return tuple(made) or (PartyLine(name=case.applicant_name),)


def _plain_party(rules: Rulebook, matter: Matter, case: Case) -> PartyLine:
    """The applicant of a form without rows: name, kind and the certificate that stands beside the name."""
    beside = f"{matter.applicant_field.removesuffix('_name')}_certificate"
    told = case.values.get(beside)
    certificate = told if isinstance(told, dict) else {}
    return PartyLine(
        name=case.applicant_name,
        kind=option(rules, "party_kind", case.applicant_kind),
        certificate_kind=option(rules, "certificate_kind", str(certificate.get("kind", ""))),
        certificate_number=mask_certificate(str(certificate.get("number", ""))),
        foreign_name=text_of(case, f"{matter.applicant_field}_en"),
    )


def agent(case: Case) -> str:
    """Who acts for the agency: the person of the form, or each of its attorneys."""
    rows = case.values.get("agents")
    attorneys = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list | tuple) else []
    told = [str(row["name"]) for row in attorneys if row.get("name")]
    return "、".join(told) or text_of(case, "agent_name", "agency_person")


def power_of_attorney(case: Case) -> str:
    """What became of the paper that lets somebody act for the applicant; empty when it is not on the list."""
    line = next((one for one in case.materials if one.material == "power_of_attorney"), None)
    if line is None or line.state is MaterialState.NOT_APPLICABLE:
        return ""
    if line.state not in HANDED_IN:
        return "未提交"
    general = text_of(case, "poa_general_no")
    return f"已提交（总委托书编号 {general}）" if general else "已提交"


def names(rules: Rulebook, matter: Matter, case: Case) -> tuple[str, ...]:
    return tuple(party.name for party in parties(rules, matter, case))


def option(rules: Rulebook, list_id: str, value: str) -> str:
    options = rules.option_lists.get(list_id, ())
    return next((option.words.zh for option in options if option.value == value), value)


def text_of(case: Case, *fields: str) -> str:
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
            said.append((chosen.on_paper or chosen.words).zh)
    return "；".join(said)


def subject_label(matter: Matter) -> str:
    """What the form calls the name of the thing; empty where the matter has none."""
    label = ""
    fields: tuple[Field, ...] = matter.fields
    for part in (matter.title_field or "").split("."):
        field = next((one for one in fields if one.id == part), None)
        if field is None:
            break
        label, fields = field.words.zh, field.fields
    return label


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


HANDED_IN = frozenset(
    {
        MaterialState.RECEIVED,
        MaterialState.E_LICENCE,
        MaterialState.VERIFIED,
        MaterialState.COMMITMENT,
        MaterialState.WRONG,
    }
)


def speaker(head: PaperHead, matter: Matter) -> str:
    """Who tells the visitor: the authority itself, or the window where the authority is elsewhere."""
    own = matter.receipt_title is ReceiptTitle.ACCEPTANCE_NOTICE
    return matter.authority.zh if own else head.outlet_name
