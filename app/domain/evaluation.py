"""好差评: five grades with the national option codes (国办发〔2019〕51号, GB/T 39734-2020)."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from app.domain.matter import Words


class Grade(StrEnum):
    """A word, never a number: the national interface and GB/T 39046 count in opposite directions."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    FAIRLY_SATISFIED = "fairly_satisfied"
    DISSATISFIED = "dissatisfied"
    VERY_DISSATISFIED = "very_dissatisfied"

    @property
    def bad(self) -> bool:
        """差评"""
        return self in (Grade.DISSATISFIED, Grade.VERY_DISSATISFIED)


class EvaluationOption(Struct, frozen=True):
    """One of the national options of a grade. The first digit of the code tells the grade, 5 the best."""

    code: str
    words: Words


class EvaluationChannel(StrEnum):
    SCREEN = "screen"
    QR = "qr"
    PAPER = "paper"


class Evaluation(Struct, frozen=True, kw_only=True):
    id: str
    number: str
    visit_id: str
    case_id: str | None
    channel: EvaluationChannel
    grade: Grade
    options: tuple[str, ...] = ()
    text: str = ""
    call_back: bool = False
    phone: str = ""
    stage: str = "acceptance"
    rated_at: str = ""
    keyed_in_by: str = ""
    outlet: str = ""
    window: str = ""
