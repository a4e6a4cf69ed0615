"""Forms on the desk, serials that are never given twice, small facts."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from sqlcipher3 import dbapi2 as driver

from app.domain.case import Draft, MaterialLine, MaterialState, ReasonLine
from app.domain.refusals import No, Refused
from localdb import drafts, numbers, settings
from localdb.connection import Database, Tx
from tests.localdb.desk import AT, new_id

DAY = date(2026, 11, 21)


def a_draft(**changes: object) -> Draft:
    made = Draft(
        id=new_id(),
        kind="acceptance",
        matter="PAT-APP-INV",
        values={"title": "𬭎<b>", "rows": [{"n": 1}]},
        answers={"agency": None},
        materials=(MaterialLine(material="m", state=MaterialState.WRONG, reason="C-1"),),
        reasons=(ReasonLine(code="C-1"),),
        extra={"focus": "title"},
        staff_id="1001",
        saved_at=AT,
    )
    return replace(made, **changes)


def test_a_draft_comes_back_as_it_was_left(database: Database) -> None:
    draft = a_draft()
    database.run(lambda tx: drafts.save(tx, draft))
    later = replace(draft, parked=True, note="电话", saved_at="2026-11-21T09:16:00+08:00")
    database.run(lambda tx: drafts.save(tx, later))
    assert database.read(lambda tx: drafts.load(tx, draft.id)) == later
    assert database.read(drafts.every) == [later]


def test_drafts_by_owner_and_place(database: Database) -> None:
    mine, parked = a_draft(), a_draft(parked=True, saved_at="2026-11-21T09:20:00+08:00")
    other = a_draft(staff_id="1002", saved_at="2026-11-21T09:30:00+08:00")
    database.run(lambda tx: [drafts.save(tx, one) for one in (mine, parked, other)] and None)
    assert database.read(drafts.every) == [other, parked, mine]
    assert database.read(lambda tx: drafts.every(tx, staff_id="1001")) == [parked, mine]
    assert database.read(lambda tx: drafts.every(tx, staff_id="1001", parked=False)) == [mine]
    assert database.read(lambda tx: drafts.every(tx, parked=True)) == [parked]


def test_a_discarded_draft_can_be_put_back(database: Database) -> None:
    draft = a_draft()
    database.run(lambda tx: drafts.save(tx, draft))
    taken = database.run(lambda tx: drafts.discard(tx, draft.id))
    assert taken == draft
    assert database.read(lambda tx: drafts.load(tx, draft.id)) is None
    assert database.run(lambda tx: drafts.discard(tx, draft.id)) is None


def take(database: Database, kind: str = "1", series: str = "0001", day: date = DAY) -> int:
    return database.run(lambda tx: numbers.take(tx, kind, series, day))


def test_serials_count_per_kind_series_and_day(database: Database) -> None:
    assert [take(database) for _ in range(3)] == [1, 2, 3]
    assert (
        take(database, kind="2")
        == take(database, series="0002")
        == take(database, day=date(2026, 11, 22))
        == 1
    )
    assert take(database) == 4


def test_a_refused_deed_gives_its_number_back_unseen(database: Database) -> None:
    def refused(tx: Tx) -> Refused:
        assert numbers.take(tx, "1", "0001", DAY) == 1
        return Refused.because(No.WRONG_STATE)

    database.run(refused)
    assert take(database) == 1


def test_a_day_has_9999_numbers(database: Database) -> None:
    database.run(lambda tx: tx.execute("INSERT INTO numbers VALUES ('1', '0001', '2026-11-21', 9998)"))
    assert [take(database) for _ in range(3)] == [9999, 10000, 10000]


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE numbers SET last = last - 1",
        "UPDATE numbers SET last = last + 2",
        "UPDATE numbers SET day = '2020-01-01'",
        "DELETE FROM numbers",
        "INSERT OR REPLACE INTO numbers VALUES ('1', '0001', '2026-11-21', 1)",
        "INSERT INTO numbers VALUES ('9', '0001', '2026-11-21', 0)",
        "INSERT INTO numbers VALUES ('9', '0001', '2026-11-21', 10000)",
    ],
)
def test_no_number_is_given_twice(database: Database, attack: str) -> None:
    take(database)
    take(database)
    with pytest.raises(driver.IntegrityError):
        database.run(lambda tx: tx.execute(attack))
    assert take(database) == 3


def test_settings_are_plain_json(database: Database) -> None:
    value = {"名": ["一", 2, None, True]}
    database.run(lambda tx: settings.put(tx, "a", 1))
    database.run(lambda tx: settings.put(tx, "a", value))
    assert database.read(lambda tx: settings.get(tx, "a")) == value
    assert database.read(lambda tx: settings.get(tx, "b", 5)) == 5


def test_a_secret_is_made_once(database: Database) -> None:
    first = database.run(lambda tx: settings.secret(tx, "salt"))
    assert len(first) == 32
    assert database.read(lambda tx: settings.secret(tx, "salt")) == first
    assert database.run(lambda tx: settings.secret(tx, "other")) != first
