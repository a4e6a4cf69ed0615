"""一次性补正告知书: everything that is missing or wrong, told at once."""

from __future__ import annotations

from app.domain.paper_values import CorrectionNoticeValues
from app.printing.closing import Pen, Signature
from app.printing.form import Column, Form
from app.printing.template import Template
from app.printing.texts import day, joined, moment, or_dash, spoken


def lay_out(values: CorrectionNoticeValues, template: Template, training: bool) -> Form:
    form = Form(values.head, template, template.titles["notice"], training=training)
    form.fields(
        [
            form.entry("case_number", spoken(values.case_number)),
            form.entry("received_at", moment(values.received_at)),
            form.entry("matter", values.matter_name, wide=True),
            form.entry("subject", values.subject, wide=True, named=values.subject_label),
        ]
    )
    _letter(form, values)
    form.heading(template.label("list"))
    form.table(_columns(template), _rows(values))
    form.statement(template.statement("all"), bold=True, indented=False)
    _handling(form, values)
    form.close(
        [
            Signature(template.label("informer"), or_dash(values.head.clerk_name)),
            Signature(template.label("authority"), or_dash(values.authority)),
            Signature(template.label("signature")),
            Signature(template.label("delivered_at"), Pen.TIME),
        ],
        seal=template.statement("seal"),
        caption=template.statement("caption"),
    )
    return form


def _letter(form: Form, values: CorrectionNoticeValues) -> None:
    statement = form.template.statement
    form.gap()
    form.statement(
        statement("addressee", applicants=joined(values.applicants, "、")), bold=True, indented=False
    )
    form.statement(
        statement(
            "opening",
            received=day(values.received_at),
            matter=values.matter_name,
            basis=joined(values.basis, "、"),
        )
    )
    if values.second_reason:
        form.statement(
            statement("second", reason=values.second_reason, by=or_dash(values.second_by)), bold=True
        )


def _columns(template: Template) -> list[Column]:
    label = template.label
    return [
        Column(title=label("row"), share=6, align="center"),
        Column(title=label("about"), share=20),
        Column(title=label("code"), share=17, align="center"),
        Column(title=label("problem"), share=26),
        Column(title=label("remedy"), share=25),
        Column(title=label("sample"), share=8, align="center"),
    ]


def _rows(values: CorrectionNoticeValues) -> list[tuple[str, ...]]:
    return [
        (str(n), row.about, row.code, row.problem, row.remedy, row.sample_page)
        for n, row in enumerate(values.rows, 1)
    ]


def _handling(form: Form, values: CorrectionNoticeValues) -> None:
    template = form.template
    statement = template.statement
    if values.due_on:
        term = statement("due", term=or_dash(values.term), due_on=day(values.due_on))
    else:
        term = values.term or statement("no_term")
    form.heading(template.label("how"))
    form.fields(
        [
            form.entry("ways", "、".join(template.word("ways", way.value) for way in values.ways)),
            form.entry("delivered_by", template.word("delivered_by", values.delivered_by.value)),
            form.entry("due", term, wide=True, bold=True),
            form.entry("overdue", values.overdue or statement("overdue"), wide=True),
            form.entry("corrected", joined(values.corrected_here), wide=True),
            form.entry("kept", joined(values.kept), wide=True),
            form.entry("returned", joined(values.returned), wide=True),
        ]
    )
    form.statement(statement("no_queue"), indented=False)
