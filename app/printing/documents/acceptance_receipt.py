"""收件回执 where the national office decides later, 受理通知书 where this body is the authority."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.matter import ReceiptTitle
from app.domain.money import yuan
from app.domain.paper_values import AcceptanceReceiptValues, ChargeLine, PartyLine
from app.printing.closing import Pen, Signature
from app.printing.form import Column, Entry, Form, fitted
from app.printing.template import Template
from app.printing.texts import day, joined, moment, or_dash, spoken

_NAMED_HERE = 3
"""applicants named in the form itself; more go to a list on a further page"""
_HALF_LINE = 15
"""characters"""


def lay_out(values: AcceptanceReceiptValues, template: Template, training: bool) -> Form:
    return fitted(lambda tight: _laid(values, template, training, tight))


def _laid(values: AcceptanceReceiptValues, template: Template, training: bool, tight: bool) -> Form:
    receipt = values.title is ReceiptTitle.RECEIPT
    notes = (template.statement("receipt_note"),) if receipt else ()
    title = template.titles[values.title.value]
    form = Form(values.head, template, title, training=training, notes=notes, tight=tight)
    if form.sheet.strip:
        _short(form, values)
    else:
        _full(form, values)
    return form


def _short(form: Form, values: AcceptanceReceiptValues) -> None:
    """The 80 mm receipt: who, what, until when, how many papers, where to ask."""
    form.fields(
        [
            form.entry("case_number", spoken(values.case_number)),
            form.entry("applicant", _applicants(form, values), bold=True),
            form.entry("matter", values.matter_name),
            _subject(form, values),
            form.entry("received_at", moment(values.received_at)),
            form.entry("due_on", day(values.due_on), bold=True),
            form.entry("materials", _materials(form, values)),
            form.entry("material_list", spoken(values.material_list_number)),
        ]
    )
    form.statement(form.template.statement("keep"))
    form.close([], caption=form.template.statement("caption"))
    if len(values.applicants) > _NAMED_HERE:
        form.heading(form.template.label("annex"))
        form.items(party.name for party in values.applicants)


def _full(form: Form, values: AcceptanceReceiptValues) -> None:
    form.fields(_parties(form, values))
    for group in (_business, _times, _fees):
        form.gap()
        form.fields(group(form, values))
    form.statement(form.template.statement("keep"), indented=False)
    _close(form, values)
    if len(values.applicants) > _NAMED_HERE:
        _annex(form, values.applicants)


def _applicants(form: Form, values: AcceptanceReceiptValues) -> str:
    names = [party.name for party in values.applicants]
    if len(names) <= _NAMED_HERE:
        return joined(names)
    return form.template.statement("many_applicants", first=names[0], count=str(len(names)))


def _identity(party: PartyLine) -> tuple[str, ...]:
    return party.kind, party.certificate_kind, party.certificate_number


def _parties(form: Form, values: AcceptanceReceiptValues) -> Iterable[Entry]:
    if len(values.applicants) > _NAMED_HERE:
        yield form.entry("applicant", _applicants(form, values), wide=True, bold=True)
    else:
        for party in values.applicants:
            yield form.entry("applicant", party.name, wide=True, bold=True)
            if party.foreign_name:
                yield form.entry("foreign_name", party.foreign_name, wide=True)
            yield form.entry("identity", joined(_identity(party), "　"), wide=True)
    yield form.entry("contact", values.contact_name)
    yield form.entry("phone", values.contact_phone)
    if values.agency or values.agent:
        yield form.entry("agency", values.agency)
        yield form.entry("agent", values.agent)
        yield form.entry("power_of_attorney", values.power_of_attorney, wide=True)
    else:
        yield form.entry("agency", form.template.statement("no_agent"), wide=True)


def _business(form: Form, values: AcceptanceReceiptValues) -> Iterable[Entry]:
    word = form.template.word
    yield form.entry("matter", values.matter_name, wide=True, bold=True)
    yield _subject(form, values)
    yield form.entry("case_number", spoken(values.case_number))
    yield form.entry("matter_code", values.matter_code)
    yield form.entry("right_number", values.right_number)
    yield form.entry("handling", word("handling", values.handling.value))
    yield form.entry("situation", values.situation, wide=_long(values.situation))
    yield form.entry("manner", word("manner", values.manner.value))
    if _long(values.situation):
        yield _delivery(form, values)
    yield form.entry("legal_basis", joined(values.legal_basis), wide=True)


def _long(text: str) -> bool:
    """Whether it would take more than a line of half the measure."""
    return len(text) > _HALF_LINE


def _delivery(form: Form, values: AcceptanceReceiptValues) -> Entry:
    return form.entry("delivery", form.template.word("delivery", values.delivery.value))


def _subject(form: Form, values: AcceptanceReceiptValues) -> Entry:
    return form.entry("subject", values.subject, wide=True, named=values.subject_label)


def _times(form: Form, values: AcceptanceReceiptValues) -> Iterable[Entry]:
    yield form.entry("applied_at", moment(values.applied_at))
    yield form.entry("received_at", moment(values.received_at))
    if values.title is ReceiptTitle.ACCEPTANCE_NOTICE:
        yield form.entry("accepted_at", moment(values.accepted_at))
    yield form.entry("due_on", day(values.due_on), bold=True)
    yield form.entry("excluded_time", values.excluded_time)
    wide = _long(values.statutory_limit) or _long(values.promised_limit)
    yield form.entry("statutory_limit", values.statutory_limit, wide=wide)
    yield form.entry("promised_limit", values.promised_limit, wide=wide)


def _fees(form: Form, values: AcceptanceReceiptValues) -> Iterable[Entry]:
    yield form.entry("charges", _charges(form, values), wide=True, prose=True)
    yield form.entry("materials", _materials(form, values))
    yield form.entry("material_list", spoken(values.material_list_number))
    yield form.entry("result", values.result_name, wide=_long(values.result_name))
    if not _long(values.situation):
        yield _delivery(form, values)


def _charges(form: Form, values: AcceptanceReceiptValues) -> str:
    statement = form.template.statement
    if not values.charges:
        return statement("no_charge")
    bases = list(dict.fromkeys(basis for charge in values.charges for basis in _bases(charge)))
    lines = []
    for charge in values.charges:
        name = charge.name
        if charge.quantity > 1:
            name = statement("charge_times", name=name, quantity=str(charge.quantity))
        marks = "".join(f"[{bases.index(basis) + 1}]" for basis in _bases(charge))
        lines.append(statement("charge_line", name=name, amount=yuan(charge.amount_fen), marks=marks).strip())
    lines.append(statement("charge_total", total=yuan(values.charges_total_fen)))
    if bases:
        told = "；".join(f"[{n}] {basis}" for n, basis in enumerate(bases, 1))
        lines.append(statement("charge_basis", basis=told))
    return "\n".join(lines)


def _bases(charge: ChargeLine) -> list[str]:
    return [basis for basis in charge.basis.split("；") if basis]


def _materials(form: Form, values: AcceptanceReceiptValues) -> str:
    count, statement = str(values.material_count), form.template.statement
    if not values.material_pages:
        return statement("materials_pages_not_counted", count=count)
    return statement("materials", count=count, pages=str(values.material_pages))


def _close(form: Form, values: AcceptanceReceiptValues) -> None:
    receipt = values.title is ReceiptTitle.RECEIPT
    label, statement = form.template.label, form.template.statement
    authority = label("authority_receipt" if receipt else "authority_notice")
    form.close(
        [
            Signature(label("signed_by"), or_dash(values.head.clerk_name)),
            Signature(authority, or_dash(values.authority)),
            Signature(statement("date"), day(values.head.made_at)),
            Signature(label("signature")),
            Signature(label("signed_at"), Pen.TIME),
        ],
        seal=statement("seal_receipt" if receipt else "seal_notice"),
        caption=statement("caption"),
    )


def _annex(form: Form, applicants: Iterable[PartyLine]) -> None:
    label = form.template.label
    form.flow.turn_page()
    form.heading(label("annex"))
    columns = [
        Column(title=label("number_in_list"), share=1, align="center"),
        Column(title=label("applicant"), share=7),
        Column(title=label("applicant_kind"), share=3),
        Column(title=label("certificate"), share=5),
    ]
    rows = (
        (str(n), joined((party.name, party.foreign_name), " "), party.kind, joined(_identity(party)[1:], " "))
        for n, party in enumerate(applicants, 1)
    )
    form.table(columns, rows)
