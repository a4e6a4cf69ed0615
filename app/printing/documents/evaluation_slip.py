"""政务服务“好差评”评价单: a code to scan, and below the tear line the same questions on paper."""

from __future__ import annotations

from app.domain.paper_values import EvaluationSlipValues
from app.printing import codes, fonts
from app.printing.flow import BASELINE
from app.printing.form import Column, Form
from app.printing.ink import Rule, Text, frame
from app.printing.sheet import MM
from app.printing.template import Template
from app.printing.texts import day, moment

_CODE = 36 * MM
_OPINION = 20 * MM


def lay_out(values: EvaluationSlipValues, template: Template, training: bool) -> Form:
    form = Form(values.head, template, template.titles["slip"], training=training)
    label = template.label
    form.fields(
        [
            form.entry("matter", values.matter_name, wide=True),
            form.entry("case_number", values.case_number),
            form.entry("stage", template.word("stage", values.stage.value)),
            form.entry("window", values.head.window_name),
            form.entry("clerk", values.head.clerk_number),
            form.entry("done_at", moment(values.done_at)),
            form.entry("valid_until", day(values.valid_until)),
        ]
    )
    if form.sheet.strip:
        form.close([], caption=template.statement("caption"))
        for key in ("phone", "voluntary"):
            form.flow.text(template.statement(key), size=form.sheet.small, align="center")
        return form
    if values.head.qr_url:
        form.heading(label("scan"))
        _scan(form, values)
    _tear_line(form)
    form.heading(label("paper"))
    _grid(form, values)
    return form


def _scan(form: Form, values: EvaluationSlipValues) -> None:
    flow, sheet, template = form.flow, form.sheet, form.template
    flow.keep(_CODE + 2 * MM)
    flow.draw([codes.qr(values.head.qr_url, sheet.left + 2 * MM, flow.y + 1 * MM, _CODE)])
    y = flow.y + 8 * MM
    texts = [template.statement("phone"), template.statement("voluntary")]
    if values.head.query_code:
        texts.insert(0, template.statement("code", code=values.head.query_code))
    for text in texts:
        flow.draw([Text(sheet.left + _CODE + 10 * MM, y, sheet.body, text)])
        y += sheet.body * 2
    flow.gap(_CODE + 2 * MM)


def _tear_line(form: Form) -> None:
    flow, sheet = form.flow, form.sheet
    words = form.template.statement("tear")
    flow.gap(3 * MM)
    flow.keep(90 * MM)
    wide = fonts.width(words, sheet.small)
    middle = sheet.left + (sheet.measure - wide) / 2
    flow.draw([Text(middle, flow.y + sheet.small * 0.35, sheet.small, words, gray=0.3)])
    for x1, x2 in ((0.0, middle - 2 * MM), (middle + wide + 2 * MM, sheet.width)):
        flow.draw([Rule(x1, flow.y, x2, flow.y, 0.5, 0.3, dashed=True)])
    flow.gap(1 * MM)


def _grid(form: Form, values: EvaluationSlipValues) -> None:
    template, sheet = form.template, form.sheet
    label, statement = template.label, template.statement
    form.fields(
        [form.entry("case_number", values.case_number), form.entry("done_at", moment(values.done_at))]
    )
    form.flow.gap(sheet.pad)
    columns = [Column(title=label("overall"), share=4.4), Column(title=label("options"), share=12)]
    rows = []
    for each in values.grades:
        box = statement("box", grade=template.word("grade", each.grade.value))
        chosen = (statement("option", code=option.code, words=option.words) for option in each.options)
        rows.append((box, "　".join(chosen)))
    form.table(columns, rows, ends=False)
    form.statement(statement("bad"), indented=False)
    _opinion(form)


def _opinion(form: Form) -> None:
    """The place for the visitor's own words, and whether to be called back."""
    flow, sheet, template = form.flow, form.sheet, form.template
    flow.gap(sheet.pad)
    step = sheet.leading(sheet.body)
    flow.keep(_OPINION + 2 * step)
    flow.draw(frame(sheet.left, flow.y, sheet.measure, _OPINION))
    flow.draw([Text(sheet.left + 5, flow.y + step, sheet.body, f"{template.label('opinion')}：")])
    flow.gap(_OPINION + sheet.pad)
    base = flow.y + step * BASELINE
    line = f"{template.label('call_back')}　{template.statement('yes_no')}　{template.label('phone')}："
    end = sheet.left + sheet.measure * 0.74
    start = sheet.left + fonts.width(line, sheet.body)
    flow.draw([Text(sheet.left, base, sheet.body, line)])
    if end - start > 20 * MM:
        flow.draw([Rule(start, base + 2.5, end, base + 2.5, 0.5, 0.2)])
        flow.draw([Text(end + 3 * MM, base, sheet.body, f"{template.label('date')}：")])
        date = end + 3 * MM + fonts.width(f"{template.label('date')}：", sheet.body)
        flow.draw([Rule(date, base + 2.5, sheet.right, base + 2.5, 0.5, 0.2)])
        flow.gap(step)
        return
    flow.gap(step * 1.6)
    base = flow.y + step * BASELINE
    flow.draw([Rule(sheet.left, base + 2.5, end, base + 2.5, 0.5, 0.2)])
    flow.gap(step)
