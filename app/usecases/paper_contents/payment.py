"""Contents of the payment record: a mirror of money paid elsewhere, never a fiscal bill."""

from __future__ import annotations

from app.domain.case import Case
from app.domain.fees import QuoteLine
from app.domain.masking import mask_email, mask_phone
from app.domain.paper_desk import PaymentRecordValues, PaymentRow
from app.domain.paper_head import PaperHead
from app.domain.payment import Payment, PaymentLine
from app.rulebook import Rulebook
from app.usecases.paper_contents.sources import cited_once

CHARGING_UNIT = "国家知识产权局"


def payment_record(
    head: PaperHead, rules: Rulebook, payment: Payment, case: Case | None, original: Payment | None
) -> PaymentRecordValues:
    rows = tuple(row for line in payment.lines for row in _rows(line))
    bases = cited_once(part.basis for line in payment.lines for part in line.lines)
    return PaymentRecordValues(
        head=head,
        kind=payment.kind,
        status=payment.status,
        payer=payment.payer_name,
        bill_title=payment.bill_title,
        charging_unit=CHARGING_UNIT,
        rows=rows,
        total_fen=payment.total_fen,
        capitals=payment.capitals,
        channel=payment.channel,
        case_number=case.number if case else "",
        bill_uscc=payment.bill_uscc,
        email=mask_email(payment.email),
        phone=mask_phone(payment.phone),
        reference=payment.reference,
        paid_on=payment.paid_on,
        basis=tuple(basis for basis in bases if basis),
        second_name=payment.second_name,
        reason=payment.reason,
        approver=payment.second_name if payment.reason else "",
        refers_to=original.number if original else "",
        note=payment.note,
    )


def _rows(line: PaymentLine) -> tuple[PaymentRow, ...]:
    """A surcharge stands in its own column and is not part of what is due."""
    return tuple(
        PaymentRow(
            fee_name=part.name_zh,
            due_fen=0 if _is_surcharge(part) else part.amount_fen,
            right_number=line.right_number,
            holder=line.holder,
            year_or_class=part.note,
            standard_fen=part.standard_fen,
            quantity=part.quantity,
            waived_percent=part.waived_percent,
            surcharge_fen=part.amount_fen if _is_surcharge(part) else 0,
        )
        for part in line.lines
    )


def _is_surcharge(part: QuoteLine) -> bool:
    return part.fee_id.endswith(".surcharge")
