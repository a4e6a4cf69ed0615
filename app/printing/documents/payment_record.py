"""缴费记录（凭单）: the window's own record of a payment, never a fiscal bill: no seal, no bill number."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.money import yuan
from app.domain.paper_values import PaymentRecordValues, PaymentRow
from app.domain.payment import PaymentKind, PaymentStatus
from app.printing.closing import Signature
from app.printing.form import Column, Entry, Form
from app.printing.template import Template
from app.printing.texts import day, joined, or_dash, spoken


def lay_out(values: PaymentRecordValues, template: Template, training: bool) -> Form:
    notes = (template.statement("banner"),)
    form = Form(values.head, template, template.titles["record"], training=training, notes=notes)
    if values.kind is PaymentKind.VOID or values.status is PaymentStatus.VOIDED:
        form.overprint = template.statement("void_watermark")
    form.fields(_parties(form, values))
    form.heading(template.label("list"))
    if form.sheet.strip:
        form.lines_of(_strip_line(template, row) for row in values.rows)
    else:
        form.table(_columns(template), [_row(template, n, row) for n, row in enumerate(values.rows, 1)])
    form.gap()
    form.fields(_sums(form, values))
    if values.kind is not PaymentKind.RECORD or values.reason:
        _answer(form, values)
    if values.status is PaymentStatus.PENDING:
        form.statement(template.statement("pending"), bold=True, indented=False)
    form.close(
        [
            Signature(template.label("cashier"), or_dash(values.head.clerk_name)),
            Signature(template.label("second"), or_dash(values.second_name)),
            Signature(template.label("confirmed")),
        ],
        caption=template.statement("caption"),
    )
    return form


def _parties(form: Form, values: PaymentRecordValues) -> Iterable[Entry]:
    word = form.template.word
    status = word("status", values.status.value)
    yield form.entry("payer", values.payer, wide=True, bold=True)
    yield form.entry("bill_title", values.bill_title, wide=True)
    yield form.entry("bill_uscc", values.bill_uscc)
    yield form.entry("status", f"{word('kind', values.kind.value)} · {status}", bold=True)
    yield form.entry("email", values.email)
    yield form.entry("phone", values.phone)
    yield form.entry("charging_unit", values.charging_unit, wide=True)
    yield form.entry("case_number", spoken(values.case_number), wide=True)


def _columns(template: Template) -> list[Column]:
    label = template.label
    return [
        Column(title=label("row"), share=5, align="center"),
        Column(title=label("right_number"), share=21),
        Column(title=label("holder"), share=19),
        Column(title=f"{label('fee_name')} / {label('fee_code')}", share=22),
        Column(title=label("year_or_class"), share=9, align="center"),
        Column(title=label("standard"), share=13, align="right"),
        Column(title=label("quantity"), share=6, align="center"),
        Column(title=label("waived"), share=7, align="center"),
        Column(title=label("due"), share=13, align="right"),
        Column(title=label("surcharge"), share=12, align="right"),
        Column(title=label("subtotal"), share=14, align="right"),
    ]


def _fee(row: PaymentRow) -> str:
    return f"{row.fee_name} {row.fee_code}".strip()


def _waived(template: Template, row: PaymentRow) -> str:
    return template.statement("per_cent", percent=str(row.waived_percent)) if row.waived_percent else ""


def _row(template: Template, number: int, row: PaymentRow) -> tuple[str, ...]:
    return (
        str(number),
        row.right_number,
        row.holder,
        _fee(row),
        row.year_or_class,
        yuan(row.standard_fen),
        str(row.quantity),
        _waived(template, row),
        yuan(row.due_fen),
        yuan(row.surcharge_fen) if row.surcharge_fen else "",
        yuan(row.due_fen + row.surcharge_fen),
    )


def _strip_line(template: Template, row: PaymentRow) -> tuple[str, str]:
    """One fee on the 80 mm strip: what for, then how much."""
    label = template.label
    price = f"{label('standard')} {yuan(row.standard_fen)} × {row.quantity}"
    changes = []
    if row.waived_percent:
        changes.append(f"{label('waived')} {_waived(template, row)}")
    if row.surcharge_fen:
        changes.append(f"{label('surcharge')} {yuan(row.surcharge_fen)}")
    fee = "　".join(filter(None, (_fee(row), row.year_or_class)))
    words = "\n".join(filter(None, (row.right_number, fee, price, "　".join(changes))))
    return words, yuan(row.due_fen + row.surcharge_fen)


def _sums(form: Form, values: PaymentRecordValues) -> Iterable[Entry]:
    template = form.template
    amount = "refund_amount" if values.kind is PaymentKind.REFUND else "amount"
    yield form.entry("capitals", values.capitals, wide=True, bold=True)
    yield form.entry("total", template.statement(amount, amount=yuan(abs(values.total_fen))), bold=True)
    yield form.entry("channel", template.word("channel", values.channel.value))
    yield form.entry("paid_on", day(values.paid_on))
    yield form.entry("reference", values.reference)
    yield form.entry("account", values.account_name)
    yield form.entry("bill_code", values.bill_code or template.statement("bill_code_later"))
    yield form.entry("basis", joined(values.basis), wide=True)
    yield form.entry("note", values.note, wide=True, prose=True)


def _answer(form: Form, values: PaymentRecordValues) -> None:
    """Why money was given back or the record was struck, and who allowed it."""
    form.heading(form.template.label("refund" if values.kind is PaymentKind.REFUND else "void"))
    form.fields(
        [
            form.entry("refers_to", spoken(values.refers_to)),
            form.entry("approver", values.approver),
            form.entry("reason", values.reason, wide=True, prose=True),
        ]
    )
