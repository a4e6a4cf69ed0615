"""Contents of the evaluation slip and of the visitor's copy of a consultation."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.domain.case import Case
from app.domain.consultation import Consultation
from app.domain.evaluation import Grade
from app.domain.masking import mask_phone
from app.domain.paper_desk import (
    ConsultationChannel,
    ConsultationSlipValues,
    EvaluationSlipValues,
    GradeOptions,
    OptionWords,
)
from app.domain.paper_head import PaperHead
from app.domain.payment import Payment
from app.domain.visit import Visit
from app.rulebook import Rulebook

RATING_DAYS = 30
"""How long the QR takes a rating; a setting of the province later."""


def evaluation_slip(
    head: PaperHead, rules: Rulebook, visit: Visit, case: Case | None, payment: Payment | None
) -> EvaluationSlipValues:
    made = datetime.fromisoformat(head.made_at)
    if case:
        matter = rules.matter_of(case.matter, case.matter_version)
        name, number = matter.words.zh, case.number
    else:
        name, number = ("缴费" if payment else "窗口服务"), (payment.number if payment else head.number)
    return EvaluationSlipValues(
        head=head,
        case_number=number,
        matter_name=name,
        done_at=head.made_at,
        valid_until=(made + timedelta(days=RATING_DAYS)).date().isoformat(),
        grades=tuple(
            GradeOptions(
                grade=grade,
                options=tuple(
                    OptionWords(code=option.code, words=option.words.zh)
                    for option in rules.evaluation_options.get(grade, ())
                ),
            )
            for grade in Grade
        ),
    )


def consultation_slip(head: PaperHead, rules: Rulebook, consultation: Consultation) -> ConsultationSlipValues:
    category = rules.consultation_categories.get(consultation.category)
    return ConsultationSlipValues(
        head=head,
        started_at=consultation.started_at,
        channel=ConsultationChannel(consultation.channel),
        category=category.zh if category else consultation.category,
        subject=consultation.question.splitlines()[0][:60] if consultation.question else "",
        question=consultation.question,
        answer=consultation.answer,
        result=consultation.result,
        ended_at=consultation.ended_at,
        person=consultation.person,
        person_kind=consultation.person_kind,
        phone=mask_phone(consultation.phone),
        basis=consultation.knowledge,
        referred_to=consultation.referred_to,
        due_on=consultation.due_on,
        need_collected=bool(consultation.need),
    )
