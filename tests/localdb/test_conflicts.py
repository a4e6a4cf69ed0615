"""Two windows, one field: both values kept, a person picks, the pick is an op."""

from __future__ import annotations

from msgspec.structs import replace

from app.contract.kinds import Kind, Stem
from app.contract.wire import Op, Verdict
from app.domain.case import Case
from localdb import sync_state
from localdb.connection import Database, Tx
from localdb.delivery_words import DeliveryWord
from tests.localdb.desk import a_case, answer, enter, item, page_end, reply


def clash(database: Database) -> tuple[Case, Op, Op]:
    """Our op conflicts with version 2; a later op of the same record waits."""
    case = a_case(1, title="mine")
    first = database.run(lambda tx: enter(tx, Stem.CASES, case))
    waiting = database.run(
        lambda tx: enter(tx, Stem.CASES, replace(case, opinion="later"), case, Kind.CASE_SUPPLEMENT)
    )
    given = answer(first, Verdict.CONFLICT, fields=("form",), server_version=2)
    database.run(lambda tx: sync_state.settle(tx, reply(given)))
    return case, first, waiting


def test_both_sides_are_shown(database: Database) -> None:
    case, first, _ = clash(database)
    (shown,) = database.read(sync_state.conflicts)
    assert (shown.n, shown.number, shown.code, shown.fields) == (1, case.number, "conflict", ("form",))
    assert shown.mine == first.groups
    assert shown.theirs == {}  # not pulled yet
    theirs = replace(case, title="theirs")
    database.run(lambda tx: sync_state.apply_page(tx, [item(Stem.CASES, theirs, version=2)], page_end(1)))
    (shown,) = database.read(sync_state.conflicts)
    assert shown.theirs["form"]["title"] == "theirs"
    assert shown.mine["form"]["title"] == "mine"


def test_nobody_picks_before_the_other_side_is_here(database: Database) -> None:
    case, *_ = clash(database)
    assert database.run(lambda tx: sync_state.take_base(tx, case.id)) is False


def test_the_pick_is_an_op_against_the_provinces_version(database: Database) -> None:
    case, _, waiting = clash(database)
    theirs = replace(case, title="theirs")
    database.run(lambda tx: sync_state.apply_page(tx, [item(Stem.CASES, theirs, version=2)], page_end(1)))
    picked = replace(case, title="agreed")

    def pick(tx: Tx) -> Op:
        assert sync_state.take_base(tx, case.id)
        op = enter(tx, Stem.CASES, picked, kind=Kind.CASE_SUPPLEMENT)
        assert sync_state.close_parked(tx, case.id, op.n) == 1
        return op

    op = database.run(pick)
    assert op.base_version == 2
    assert database.read(sync_state.conflicts) == []
    assert [one.n for one in database.read(sync_state.unsent)] == [waiting.n, op.n]
    assert database.read(lambda tx: sync_state.delivery_of(tx, case.id)).word is DeliveryWord.SAVED
    answers = (answer(waiting, version=3), answer(op, version=4))
    database.run(lambda tx: sync_state.settle(tx, reply(*answers)))
    assert database.read(lambda tx: sync_state.delivery_of(tx, case.id)).word is DeliveryWord.DELIVERED
