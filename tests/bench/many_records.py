"""A desk with as many records as a hall makes in years: cases, payments, visits, consultations (invented)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from msgspec.structs import replace

from app.contract.kinds import Stem
from app.domain.case import CaseStatus
from app.domain.numbering import NumberKind, make
from localdb import entities
from localdb.connection import Tx
from tests.bench.searching import WORDS
from tests.localdb.desk import CLERK, a_case, a_payment, new_id, one_of_each
from tests.support import desk

OPEN = 60
"""cases that wait for somebody: more than a list shows at once"""


def fill(profile: Path, count: int, newest: datetime) -> None:
    """`count` records of four kinds in turn, the newest at `newest`, one each minute before it."""
    with desk.store(profile) as database:
        database.run(lambda tx: _write(tx, count, newest))


def _write(tx: Tx, count: int, newest: datetime) -> None:
    chance = Random(7)
    others = one_of_each()
    for number, at in enumerate(_moments(count, newest)):
        name = "".join(chance.choices(WORDS, k=chance.randint(2, 12)))
        title = "".join(chance.choices(WORDS, k=chance.randint(4, 20)))
        stamp = at.isoformat(timespec="seconds")
        kind = (NumberKind.CASE, NumberKind.PAYMENT, NumberKind.CASE, NumberKind.CONSULTATION)[number % 4]
        made = str(make(kind, CLERK.station, at.date(), number % 9_999 + 1))
        match number % 4:
            case 0:
                status = CaseStatus.CORRECTION if number >= count - 4 * OPEN else CaseStatus.ACCEPTED
                told = {"applicant_name": name, "title": title, "status": status, "received_at": stamp}
                entities.save(tx, Stem.CASES, a_case(number=made, **told))
            case 1:
                paid = a_payment(number=made, payer_name=name, bill_title=title, recorded_at=stamp)
                entities.save(tx, Stem.PAYMENTS, paid)
            case 2:
                came = replace(others[Stem.VISITS], id=new_id(), visitor_name=name, opened_at=stamp)
                entities.save(tx, Stem.VISITS, came)
            case _:
                asked = replace(
                    others[Stem.CONSULTATIONS], id=new_id(), number=made, question=title, started_at=stamp
                )
                entities.save(tx, Stem.CONSULTATIONS, asked)


def _moments(count: int, newest: datetime) -> Iterator[datetime]:
    for back in range(count, 0, -1):
        yield newest - timedelta(minutes=back)
