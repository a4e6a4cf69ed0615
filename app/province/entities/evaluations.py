"""Evaluations: one of five grades; a bad one says why (option or text). 国办发〔2019〕51号."""

from __future__ import annotations

from app.contract.kinds import Kind, Stem
from app.domain.evaluation import Evaluation, EvaluationChannel
from app.domain.refusals import No
from app.province.entities.reading import UUID, numbered
from app.province.entities.ruling import Accepted, Entity, Look, Rejected, Ruling


def _rule(kind: Kind, evaluation: Evaluation, look: Look) -> Ruling:
    number = numbered(evaluation.number)
    rated = evaluation.case_id or evaluation.visit_id
    if not UUID.fullmatch(rated):
        return Rejected(No.REQUIRED, "visit_id")
    if evaluation.grade.bad and not evaluation.options and not evaluation.text.strip():
        return Rejected(No.OPTION_OR_TEXT_REQUIRED, "options")
    if evaluation.channel is EvaluationChannel.PAPER and not evaluation.keyed_in_by:
        return Rejected(No.REQUIRED, "keyed_in_by")
    return Accepted(number=number, refers_to=rated)


ENTITY = Entity(stem=Stem.EVALUATIONS, shape=Evaluation, first=frozenset({Kind.EVALUATION_GIVE}), rule=_rule)
