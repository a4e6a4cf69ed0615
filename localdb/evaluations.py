"""Ratings (好差评) on disk. Their words are not found by the search box: a clerk must not look them up."""

from __future__ import annotations

from msgspec import Struct

from app.contract.kinds import Stem
from app.domain.evaluation import Evaluation, EvaluationChannel, Grade
from localdb import search
from localdb.connection import Tx
from localdb.delivery_words import DeliveryWord
from localdb.paging import Filter, Listing, as_it_is
from localdb.records import Shelf, at_ms, day_of

_SHELF = Shelf(
    "evaluations",
    Evaluation,
    {
        "number": lambda evaluation: evaluation.number,
        "at_ms": lambda evaluation: at_ms(evaluation.rated_at),
        "day": lambda evaluation: day_of(evaluation.rated_at),
        "status": lambda evaluation: evaluation.grade.value,
        "visit_id": lambda evaluation: evaluation.visit_id,
        "clerk_id": lambda evaluation: evaluation.keyed_in_by,
        "outlet": lambda evaluation: evaluation.outlet,
        "window": lambda evaluation: evaluation.window,
        "case_id": lambda evaluation: evaluation.case_id,
        "grade": lambda evaluation: evaluation.grade.value,
        "channel": lambda evaluation: evaluation.channel.value,
        "stage": lambda evaluation: evaluation.stage,
    },
)


class EvaluationRow(Struct, frozen=True):
    """What the lead's list of ratings shows. `rated_on` is an ISO date."""

    id: str
    number: str
    visit_id: str
    case_id: str | None
    grade: Grade
    channel: EvaluationChannel
    stage: str
    rated_on: str
    delivery: DeliveryWord


_LIST = Listing(
    "evaluations",
    EvaluationRow,
    {
        "id": str,
        "number": str,
        "visit_id": str,
        "case_id": as_it_is,
        "grade": Grade,
        "channel": EvaluationChannel,
        "stage": str,
        "day": str,
    },
)


def put(tx: Tx, *evaluations: Evaluation) -> None:
    """Write or replace them, without their search entries."""
    _SHELF.put(tx, *evaluations)


def words(evaluation: Evaluation) -> tuple[str, ...]:
    """What it is found by."""
    return (evaluation.number,)


def save(tx: Tx, evaluation: Evaluation) -> None:
    """Write or replace the rating; it is found by its number only."""
    put(tx, evaluation)
    search.index(tx, Stem.EVALUATIONS, evaluation.id, words(evaluation))


def load(tx: Tx, evaluation_id: str) -> Evaluation | None:
    return _SHELF.get(tx, evaluation_id)


def by_number(tx: Tx, number: str) -> Evaluation | None:
    return _SHELF.by_number(tx, number)


def given(tx: Tx, visit_id: str, case_id: str | None, stage: str) -> bool:
    """Whether this visit (or this case of it) was rated at this stage already."""
    sql = "SELECT 1 FROM evaluations WHERE visit_id = ? AND case_id IS ? AND stage = ?"
    return tx.one(sql, (visit_id, case_id, stage)) is not None


def page(
    tx: Tx, wanted: Filter | None = None, after: str | None = None, limit: int = 50
) -> list[EvaluationRow]:
    """The newest ratings first; `after` is the id of the last row of the page before."""
    return _LIST.page(tx, wanted, after, limit)
