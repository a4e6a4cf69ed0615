"""政务服务“好差评”评价单: a code to scan, and below the tear line the same questions on paper."""

from __future__ import annotations

from app.domain.paper_values import EvaluationSlipValues, GradeOptions
from app.printing import codes, fonts
from app.printing.flow import BASELINE
from app.printing.form import Form, fitted
from app.printing.ink import Rule, Text, frame
from app.printing.sheet import MM
from app.printing.tables import Cell, Table
from app.printing.template import Template
from app.printing.texts import day, moment, spoken

_CODE = 28 * MM
_OPINION = 18 * MM
_LEAST_OPINION = 12 * MM


def lay_out(values: EvaluationSlipValues, template: Template, training: bool) -> Form:
    return fitted(lambda tight: _laid(values, template, training, tight))


def _laid(values: EvaluationSlipValues, template: Template, training: bool, tight: bool) -> Form:
    form = Form(values.head, template, template.titles["slip"], training=training, tight=tight)
    label = template.label
    form.fields(
        [
            form.entry("matter", values.matter_name, wide=True),
            form.entry("case_number", spoken(values.case_number)),
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
    _torn_off(form, values)
    return form


def _torn_off(form: Form, values: EvaluationSlipValues) -> None:
    """What goes into the box, on one sheet: below the tear line, or on a sheet of its own."""

    def draw(opinion: float) -> None:
        form.heading(form.template.label("paper"))
        _grid(form, values, opinion)

    least = form.height_of(lambda: draw(_LEAST_OPINION))
    _tear_line(form, least)
    draw(_LEAST_OPINION + min(max(form.flow.room - least, 0), _OPINION - _LEAST_OPINION))


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


def _tear_line(form: Form, below: float) -> None:
    flow, sheet = form.flow, form.sheet
    words = form.template.statement("tear")
    flow.gap(3 * MM)
    pages = len(flow.pages)
    flow.keep(1 * MM + below)
    if len(flow.pages) > pages:
        return
    wide = fonts.width(words, sheet.small)
    middle = sheet.left + (sheet.measure - wide) / 2
    flow.draw([Text(middle, flow.y + sheet.small * 0.35, sheet.small, words, gray=0.3)])
    for x1, x2 in ((0.0, middle - 2 * MM), (middle + wide + 2 * MM, sheet.width)):
        flow.draw([Rule(x1, flow.y, x2, flow.y, 0.5, 0.3, dashed=True)])
    flow.gap(1 * MM)


def _grid(form: Form, values: EvaluationSlipValues, opinion: float) -> None:
    sheet, statement = form.sheet, form.template.statement
    form.fields(
        [
            form.entry("case_number", spoken(values.case_number)),
            form.entry("done_at", moment(values.done_at)),
        ]
    )
    form.flow.gap(sheet.pad)
    _grades(form, values)
    form.statement(statement("bad"), indented=False)
    _opinion(form, opinion)


def _grades(form: Form, values: EvaluationSlipValues) -> None:
    """One row per grade: its box, and its options in two columns to tick."""
    template, sheet = form.template, form.sheet
    widths = [sheet.measure * share for share in (0.22, 0.38, 0.40)]
    header = [
        Cell(text=template.label("overall"), bold=True, align="center", shaded=True),
        Cell(text=template.label("options"), bold=True, align="center", shaded=True, span=2),
    ]
    table = Table(form.flow, widths, sheet.dense, header=header, side=4)
    table.rows(_grade(template, each) for each in values.grades)


def _grade(template: Template, each: GradeOptions) -> list[Cell]:
    lines = [template.statement("option", code=o.code, words=o.words) for o in each.options]
    half = (len(lines) + 1) // 2
    return [
        Cell(text=template.statement("box", grade=template.word("grade", each.grade.value)), bold=True),
        Cell(text="\n".join(lines[:half]), prose=True),
        Cell(text="\n".join(lines[half:]), prose=True, ruled=False),
    ]


def _opinion(form: Form, height: float) -> None:
    """The place for the visitor's own words, and whether to be called back."""
    flow, sheet, label = form.flow, form.sheet, form.template.label
    flow.gap(sheet.pad)
    step = sheet.leading(sheet.body)
    flow.draw(frame(sheet.left, flow.y, sheet.measure, height))
    flow.draw([Text(sheet.left + 5, flow.y + step, sheet.body, f"{label('opinion')}：")])
    flow.gap(height + sheet.pad)
    asked = f"{label('call_back')}　{form.template.statement('yes_no')}　"
    wide = fonts.width(asked, sheet.body)
    flow.draw([Text(sheet.left, flow.y + step * BASELINE, sheet.body, asked)])
    left = sheet.left + wide
    if wide > sheet.measure / 2:
        flow.gap(step * 1.5)
        left = sheet.left
    middle = left + (sheet.right - left) * 0.62
    _blank(form, label("phone"), left, middle - 3 * MM)
    _blank(form, label("date"), middle, sheet.right)
    flow.gap(step)


def _blank(form: Form, label: str, left: float, right: float) -> None:
    """A label and a line for the pen."""
    flow, size = form.flow, form.sheet.body
    words = f"{label}："
    base = flow.y + form.sheet.leading(size) * BASELINE
    start = left + fonts.width(words, size)
    flow.draw([Text(left, base, size, words), Rule(start, base + 2.5, right, base + 2.5, 0.5, 0.2)])
