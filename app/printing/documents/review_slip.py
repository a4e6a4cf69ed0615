"""审核（复核）单: an internal sheet, two explicit opinions by two people, kept in the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain.money import yuan
from app.domain.paper_values import Opinion, ReviewRow, ReviewSlipValues
from app.printing.closing import Signature
from app.printing.form import Column, Entry, Form
from app.printing.template import Template
from app.printing.texts import joined, moment, or_dash, spoken


def lay_out(values: ReviewSlipValues, template: Template, training: bool) -> Form:
    form = Form(values.head, template, template.titles["slip"], training=training)
    label = template.label
    form.fields(
        [
            form.entry("case_number", spoken(values.case_number)),
            form.entry("triggers", joined(template.word("trigger", each.value) for each in values.triggers)),
            form.entry("applicant", joined(values.applicants), wide=True, bold=True),
            form.entry("matter", values.matter_name, wide=True),
            form.entry("proposed", values.proposed, wide=True),
        ]
    )
    _compared(form, "materials", values.materials)
    _fees(form, values)
    _compared(form, "limits", values.limits)
    _compared(form, "papers", values.papers)
    form.heading(label("opinions"))
    form.fields(_opinions(form, values))
    form.statement(template.statement("explicit"), indented=False)
    signatures = [Signature(label("first_signature")), Signature(label("second_signature"))]
    if values.lead is not None:
        signatures.append(Signature(label("lead_signature")))
    form.close(signatures)
    return form


def _compared(form: Form, section: str, rows: Sequence[ReviewRow]) -> None:
    """Item by item: first opinion, second opinion, difference."""
    if not rows:
        return
    label = form.template.label
    form.heading(label(section))
    columns = [
        Column(title=label("item"), share=38),
        Column(title=label("first"), share=22),
        Column(title=label("second"), share=22),
        Column(title=label("difference"), share=18),
    ]
    same = form.template.statement("same")
    form.table(
        columns,
        [(row.item, row.first, row.second, row.difference or (same if row.second else "")) for row in rows],
        ends=False,
    )


def _fees(form: Form, values: ReviewSlipValues) -> None:
    if not values.fees:
        return
    label = form.template.label
    form.heading(label("fees"))
    columns = [
        Column(title=label("fee"), share=38),
        Column(title=label("due"), share=22, align="right"),
        Column(title=label("entered"), share=22, align="right"),
        Column(title=label("difference"), share=18, align="right"),
    ]
    rows = [
        (fee.name, yuan(fee.due_fen), yuan(fee.entered_fen), yuan(fee.entered_fen - fee.due_fen))
        for fee in values.fees
    ]
    form.table(columns, rows, ends=False)


def _opinions(form: Form, values: ReviewSlipValues) -> Iterable[Entry]:
    template = form.template
    yield _opinion(form, "first_opinion", values.first)
    yield _opinion(form, "second_opinion", values.second)
    if values.lead is not None:
        yield _opinion(form, "lead_opinion", values.lead)
    verdict = values.verdict
    yield form.entry("verdict", template.word("verdict", verdict.value) if verdict else "", bold=True)
    yield form.entry("return_reason", values.return_reason)
    yield form.entry("outcome", values.outcome, wide=True)
    yield form.entry("remote", values.remote, wide=True)


def _opinion(form: Form, label: str, opinion: Opinion | None) -> Entry:
    statement = form.template.statement
    if opinion is None:
        return form.entry(label, statement("waiting"), wide=True)
    text = statement(
        "opinion",
        words=or_dash(opinion.words),
        name=or_dash(opinion.name),
        number=or_dash(opinion.number),
        at=moment(opinion.at),
    )
    return form.entry(label, text, wide=True, prose=True)
