"""查询结果单: what was asked, in which data of which day, and what was found. For reference only."""

from __future__ import annotations

from app.domain.paper_values import InquiryResultValues
from app.printing import fonts
from app.printing.form import Column, Entry, Form
from app.printing.template import Template
from app.printing.texts import day, or_dash

_NARROWEST, _WIDEST = 3.0, 16.0
"""limits of a column's share, in em of its longest text"""


def lay_out(values: InquiryResultValues, template: Template, training: bool) -> Form:
    notes = (template.statement("banner"),)
    form = Form(values.head, template, template.titles["result"], training=training, notes=notes)
    label, statement = template.label, template.statement
    hits = max(values.hits, len(values.rows))
    found = statement("hits", hits=str(hits))
    if hits > len(values.rows):
        found = statement("part", hits=str(hits), shown=str(len(values.rows)))
    form.fields(
        [
            form.entry("scope", values.scope, wide=True, bold=True),
            form.entry("source", values.source_name),
            form.entry("as_of", day(values.data_as_of), bold=True),
            form.entry("asked_by", values.asked_by),
            form.entry("reason", values.reason),
            form.entry("hits", found, wide=True),
        ]
    )
    form.heading(label("terms"))
    form.fields(Entry(label=term.label, text=or_dash(term.text), wide=True) for term in values.terms)
    form.heading(label("rows"))
    rows = [(str(n), *row) for n, row in enumerate(values.rows, 1)]
    form.table(_columns(template, values), rows)
    if not values.rows:
        form.statement(statement("none"), indented=False)
    form.close([], caption=statement("caption"))
    return form


def _columns(template: Template, values: InquiryResultValues) -> list[Column]:
    """Shares follow the longest text of each column, within limits."""
    columns = [Column(title=template.label("row"), share=2.6, align="center")]
    for place, title in enumerate(values.columns):
        texts = [title, *(row[place] for row in values.rows)]
        longest = max(fonts.width(text[:40], 1) for text in texts)
        columns.append(Column(title=title, share=min(max(longest, _NARROWEST), _WIDEST)))
    return columns
