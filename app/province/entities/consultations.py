"""Consultations: logged once by the window that gave the advice."""

from __future__ import annotations

from app.contract.kinds import Kind, Stem
from app.domain.consultation import Consultation
from app.domain.refusals import No
from app.province.entities.reading import numbered
from app.province.entities.ruling import Accepted, Entity, Look, Rejected, Ruling


def _rule(kind: Kind, consultation: Consultation, look: Look) -> Ruling:
    number = numbered(consultation.number)
    if not consultation.question.strip():
        return Rejected(No.REQUIRED, "question")
    return Accepted(number=number)


ENTITY = Entity(
    stem=Stem.CONSULTATIONS,
    shape=Consultation,
    first=frozenset({Kind.CONSULTATION_LOG}),
    rule=_rule,
    single_writer=True,
)
