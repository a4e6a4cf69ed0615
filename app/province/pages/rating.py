"""A rating given on the visitor's page: an evaluation record, written by the province itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid5

from sqlalchemy import Connection, func, select

from app.contract import wire
from app.contract.canonical import digest
from app.contract.kinds import SCHEMA_VERSION, Kind, Stem
from app.domain.evaluation import EvaluationChannel, Grade
from app.domain.matter import Words
from app.province import push
from app.province.books import Books, Names
from app.province.credentials import Credential
from app.province.pages import texts
from app.province.pages.texts import PageTexts
from app.province.pages.visitor import Subject
from app.province.schema import arrivals

PAGES_INSTALL = "00000000-0000-4000-8000-000000000001"
"""the province's own hand in a scope's journal of ops"""
_RATINGS = UUID("5f0c7a0e-6a53-4b0e-9f5e-2d7f8f0f6f61")
_UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    grade: Grade
    options: tuple[str, ...]
    text: str


def read_rating(form: Mapping[str, list[str]], words: PageTexts) -> Rating | Words:
    """The form as a rating, or what the visitor must still do. Options of another grade do not count."""
    given = form.get("grade", [""])[0]
    if given not in _GRADES:
        return texts.CHOOSE
    grade = Grade(given)
    allowed = {option.code for option in words.options.get(grade, ())}
    options = tuple(sorted(set(form.get("option", [])) & allowed))
    text = _UNPRINTABLE.sub("", form.get("text", [""])[0]).strip()[:LONGEST_TEXT]
    if grade.bad and not options and not text:
        return texts.SAY_WHY
    return Rating(grade=grade, options=options, text=text)


_GRADES = frozenset(grade.value for grade in Grade)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A rating on its way into the books. `op_id` is made outside the transaction."""

    subject: Subject
    rating: Rating
    stamp: str
    now: int
    op_id: str


def give(connection: Connection, given: Given) -> wire.OpAnswer | None:
    """Write it once: the record's id follows from what is rated, so a second click finds it (None)."""
    subject = given.subject
    desk = Credential(scope=subject.scope, install=PAGES_INSTALL, window=subject.window)
    record_id = str(uuid5(_RATINGS, subject.record_id))
    nothing: frozenset[str] = frozenset()
    books = Books(connection, desk, given.now, Names(nothing, frozenset(), nothing, nothing))
    if books.record(record_id):
        return None
    last = connection.execute(
        select(func.max(arrivals.c.n)).where(
            arrivals.c.scope == subject.scope, arrivals.c.install == PAGES_INSTALL
        )
    ).scalar_one()
    groups: dict[str, object] = {"evaluation": _evaluation(given, record_id)}
    op = wire.Op(
        op_id=given.op_id,
        n=(last or 0) + 1,
        kind=Kind.EVALUATION_GIVE.value,
        record_id=record_id,
        base_version=0,
        groups=groups,
        actor="visitor",
        actor_name="",
        captured_at=given.stamp,
        mono_ms=0,
        schema_v=SCHEMA_VERSION,
        digest=digest(groups),
    )
    answer = push.settle(books, op, range(SCHEMA_VERSION, SCHEMA_VERSION + 1))
    books.flush()
    return answer


def _evaluation(given: Given, record_id: str) -> dict[str, object]:
    subject, rating = given.subject, given.rating
    of_case = subject.stem is Stem.CASES
    return {
        "id": record_id,
        "number": f"QR-{record_id[:13]}",
        "visit_id": str(subject.fields["visit_id"]) if of_case else subject.record_id,
        "case_id": subject.record_id if of_case else None,
        "channel": EvaluationChannel.QR.value,
        "grade": rating.grade.value,
        "options": list(rating.options),
        "text": rating.text,
        "call_back": False,
        "phone": "",
        "stage": "acceptance",
        "rated_at": given.stamp,
        "keyed_in_by": "",
        "outlet": subject.outlet["outlet"],
        "window": subject.window,
    }
