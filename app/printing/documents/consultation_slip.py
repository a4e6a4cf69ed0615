"""咨询登记单, the visitor's copy: question, main points of the answer, what follows."""

from __future__ import annotations

from app.domain.paper_values import ConsultationSlipValues
from app.printing.closing import Signature
from app.printing.form import Form
from app.printing.template import Template
from app.printing.texts import day, joined, moment, or_dash, spoken


def lay_out(values: ConsultationSlipValues, template: Template, training: bool) -> Form:
    form = Form(values.head, template, template.titles["slip"], training=training)
    label, word, statement = template.label, template.word, template.statement
    form.fields(
        [
            form.entry("person", values.person or statement("anonymous"), bold=True),
            form.entry("person_kind", values.person_kind),
            form.entry("phone", values.phone),
            form.entry("channel", word("channel", values.channel.value)),
            form.entry("started_at", moment(values.started_at)),
            form.entry("ended_at", moment(values.ended_at)),
        ]
    )
    form.heading(label("consultation"))
    form.fields(
        [
            form.entry("category", values.category, wide=True),
            form.entry("subject", values.subject, wide=True, bold=True),
            form.entry("question", values.question, wide=True, prose=True),
        ]
    )
    form.heading(label("reply"))
    form.fields(
        [
            form.entry("answer", values.answer, wide=True, prose=True),
            form.entry("basis", joined(values.basis), wide=True),
        ]
    )
    _handling(form, values)
    for key in ("advice", "no_secrets", "phone"):
        form.statement(statement(key), indented=False)
    form.close(
        [Signature(label("consultant"), or_dash(values.head.clerk_name)), Signature(label("signature"))],
        caption=statement("caption"),
    )
    return form


def _handling(form: Form, values: ConsultationSlipValues) -> None:
    """What became of it."""
    label, word = form.template.label, form.template.word
    form.heading(label("handling"))
    form.fields(
        [
            form.entry("result", word("result", values.result.value), bold=True),
            form.entry("due_on", day(values.due_on)),
            form.entry("referred_to", values.referred_to),
            form.entry("referred_contact", values.referred_contact),
            form.entry("delay_reason", values.delay_reason),
            form.entry("case_number", spoken(values.case_number)),
            form.entry("leaflets", joined(values.leaflets)),
            form.entry("need", word("need", "yes" if values.need_collected else "no")),
        ]
    )
