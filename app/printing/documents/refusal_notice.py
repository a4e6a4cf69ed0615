"""不予受理通知书: ground, facts, law, where to go instead, and the remedies. Always by two people."""

from __future__ import annotations

from app.domain.paper_values import RefusalGround, RefusalNoticeValues
from app.printing.closing import Pen, Signature
from app.printing.form import Column, Form
from app.printing.template import Template
from app.printing.texts import day, joined, moment, or_dash, spoken


def lay_out(values: RefusalNoticeValues, template: Template, training: bool) -> Form:
    form = Form(values.head, template, template.titles["notice"], training=training)
    label, statement = template.label, template.statement
    form.fields(
        [
            form.entry("case_number", spoken(values.case_number)),
            form.entry("applied_at", moment(values.applied_at)),
            form.entry("matter", values.matter_name, wide=True),
            form.entry("subject", values.subject, wide=True, named=values.subject_label),
        ]
    )
    _letter(form, values)
    form.heading(label("reasons"))
    form.table(_columns(template), _rows(values))
    _consequences(form, values)
    form.heading(label("remedy"))
    review = values.review_authority or statement("review")
    form.statement(statement("remedy", review=review, court=values.court or statement("court")))
    form.close(
        [
            Signature(label("clerk"), or_dash(values.head.clerk_name)),
            Signature(label("reviewer"), joined(_reviewed(values), "　")),
            Signature(label("authority"), or_dash(values.authority)),
            Signature(label("signature")),
            Signature(label("delivered_at"), Pen.TIME),
        ],
        seal=statement("seal"),
        caption=statement("caption"),
    )
    return form


def _reviewed(values: RefusalNoticeValues) -> tuple[str, ...]:
    """Who agreed, and when."""
    return values.reviewer_name, moment(values.reviewed_at) if values.reviewed_at else ""


def _letter(form: Form, values: RefusalNoticeValues) -> None:
    template = form.template
    form.gap()
    addressee = template.statement("addressee", applicants=joined(values.applicants, "、"))
    form.statement(addressee, bold=True, indented=False)
    form.statement(
        template.statement(
            "opening",
            applied=day(values.applied_at),
            matter=values.matter_name,
            ground=template.word("ground", values.ground.value),
            basis=joined(values.legal_basis, "、"),
        )
    )


def _columns(template: Template) -> list[Column]:
    label = template.label
    return [
        Column(title=label("row"), share=6, align="center"),
        Column(title=label("about"), share=21),
        Column(title=label("code"), share=17, align="center"),
        Column(title=label("reason"), share=57),
    ]


def _rows(values: RefusalNoticeValues) -> list[tuple[str, ...]]:
    return [
        (str(n), reason.about, reason.code, f"{reason.words} {reason.note}".strip())
        for n, reason in enumerate(values.reasons, 1)
    ]


def _consequences(form: Form, values: RefusalNoticeValues) -> None:
    template = form.template
    returned = joined(values.returned) if values.returned else template.statement("returned_none")
    entries = [
        form.entry("ground", template.word("ground", values.ground.value), wide=True, bold=True),
        form.entry("facts", values.facts, wide=True, prose=True),
        form.entry("basis", joined(values.legal_basis), wide=True),
        form.entry("returned", returned, wide=True),
    ]
    if values.ground is RefusalGround.NOT_COMPETENT or values.competent_name:
        entries += [
            form.entry("competent", values.competent_name, wide=True, bold=True),
            form.entry("competent_address", values.competent_address),
            form.entry("competent_phone", values.competent_phone),
        ]
    form.gap()
    form.fields(entries)
