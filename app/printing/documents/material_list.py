"""收件凭证（材料清单）: what was handed in, line by line, with totals in digits and Chinese capitals."""

from __future__ import annotations

from app.domain.paper_values import MaterialListValues, MaterialRow
from app.printing.closing import Pen, Signature
from app.printing.form import Column, Form
from app.printing.template import Template
from app.printing.texts import count_in_capitals, joined, moment, or_dash, spoken


def lay_out(values: MaterialListValues, template: Template, training: bool) -> Form:
    form = Form(values.head, template, template.titles["list"], training=training)
    form.fields(
        [
            form.entry("applicant", joined(values.applicants), wide=True, bold=True),
            form.entry("matter", values.matter_name, wide=True),
            form.entry("subject", values.subject, wide=True, named=values.subject_label),
            form.entry("case_number", spoken(values.case_number)),
            form.entry("received_at", moment(values.received_at)),
            form.entry("handed_in_by", values.handed_in_by, wide=True),
        ]
    )
    form.heading(template.label("list"))
    form.table(_columns(template), [_row(template, n, row) for n, row in enumerate(values.rows, 1)])
    form.statement(_totals(template, values), bold=True, indented=False)
    form.statement(template.statement("originals"), indented=False)
    _waived(form, values)
    form.close(
        [
            Signature(template.label("handed_in")),
            Signature(template.label("time"), Pen.TIME),
            Signature(template.label("received_by"), or_dash(values.head.clerk_name)),
            Signature(template.label("time"), moment(values.received_at)),
        ],
        seal=template.statement("seal"),
        caption=template.statement("caption"),
    )
    return form


def _columns(template: Template) -> list[Column]:
    label = template.label
    return [
        Column(title=label("row"), share=5.5, align="center"),
        Column(title=label("name"), share=29),
        Column(title=label("source"), share=8, align="center"),
        Column(title=label("form"), share=9, align="center"),
        Column(title=label("copies"), share=10, align="center"),
        Column(title=label("pages"), share=6.5, align="center"),
        Column(title=label("need"), share=7, align="center"),
        Column(title=label("check"), share=11.5, align="center"),
        Column(title=label("grade"), share=6.5, align="center"),
        Column(title=label("returned"), share=6.5, align="center"),
        Column(title=label("note"), share=14),
    ]


def _row(template: Template, number: int, row: MaterialRow) -> tuple[str, ...]:
    word = template.word
    return (
        str(number),
        row.name,
        word("source", row.source.value),
        word("form", row.form.value),
        f"{row.due}/{row.received}",
        str(row.pages) if row.pages else "—",
        word("need", row.need.value),
        word("check", row.check.value),
        row.grade,
        word("returned", "yes" if row.original_returned else "no"),
        row.note,
    )


def _totals(template: Template, values: MaterialListValues) -> str:
    count = sum(row.received for row in values.rows)
    received = [row for row in values.rows if row.received]
    paged = [row for row in received if row.pages]
    pages = {"pages": str(sum(row.pages for row in paged)), "paged": str(len(paged))}
    statement = "totals" if len(paged) == len(received) else "totals_pages_in_part"
    return template.statement(
        statement if paged else "totals_pages_not_counted",
        **pages,
        items=str(len(received)),
        count=str(count),
        capitals=count_in_capitals(count),
    )


def _waived(form: Form, values: MaterialListValues) -> None:
    if not values.waived:
        return
    label = form.template.label
    form.heading(label("waived"))
    columns = [
        Column(title=label("row"), share=1, align="center"),
        Column(title=label("waived_name"), share=7),
        Column(title=label("waived_basis"), share=7),
    ]
    form.table(columns, [(str(n), each.name, each.basis) for n, each in enumerate(values.waived, 1)])
    form.statement(form.template.statement("waived", count=str(len(values.waived))), indented=False)
