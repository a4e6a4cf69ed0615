"""Pages from the province: with their cursor or not at all, never over unsent work."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from app.contract.kinds import Kind, Stem
from app.contract.wire import FeedEnd, FeedLine, Verdict
from app.domain.obstacles import Obstacle, Trouble
from localdb import cases, entities, groups, sync_state
from localdb.connection import Database
from localdb.delivery_words import DeliveryWord
from tests.localdb.desk import KEY, a_case, answer, enter, item, new_id, one_of_each, page_end, reply


def pull(database: Database, *items: FeedLine, end: FeedEnd | None = None) -> sync_state.Applied:
    last = end or page_end(max((one.seq for one in items), default=1))
    return database.run(lambda tx: sync_state.apply_page(tx, items, last))


def local(database: Database, record: Any, stem: Stem = Stem.CASES) -> Any:
    return database.read(lambda tx: entities.load(tx, stem, record.id))


def row(database: Database, record: Any) -> dict[str, Any]:
    return database.read(
        lambda tx: dict(tx.one("SELECT * FROM record_sync WHERE record_id = ?", (record.id,)))
    )


@pytest.mark.parametrize("stem", list(Stem))
def test_records_of_another_window_are_saved_and_found(database: Database, stem: Stem) -> None:
    record = one_of_each()[stem]
    assert pull(database, item(stem, record, version=3)) == sync_state.Applied(1, 0, 0)
    assert local(database, record, stem) == record
    assert database.read(lambda tx: sync_state.delivery_of(tx, record.id)).word is DeliveryWord.DELIVERED
    assert database.read(sync_state.position).cursor == 1


def test_a_page_applied_twice_changes_nothing_more(database: Database) -> None:
    items = [item(Stem.CASES, a_case(n), version=n, seq=n) for n in range(1, 5)]
    assert pull(database, *items).saved == 4
    dump = database.read(
        lambda tx: [tuple(r) for t in ("cases", "record_sync") for r in tx.all(f"SELECT * FROM {t}")]
    )
    assert pull(database, *items) == sync_state.Applied(0, 0, 4)
    again = database.read(
        lambda tx: [tuple(r) for t in ("cases", "record_sync") for r in tx.all(f"SELECT * FROM {t}")]
    )
    assert again == dump


def test_a_page_ends_early_when_somebody_waits_and_goes_on_behind_its_cursor(database: Database) -> None:
    items = [item(Stem.CASES, a_case(n), seq=n + 10) for n in range(1, 601)]
    end = page_end(700)
    parts: list[tuple[int, int]] = []
    while items:
        rest, ahead = items, sync_state.look_ahead(items)
        done = database.run(
            lambda tx: sync_state.apply_page(tx, rest, end, ahead=ahead, hurry=lambda: True)  # noqa: B023
        )
        parts.append((done.taken, database.read(sync_state.position).cursor))
        items = items[done.taken :]
    assert parts == [(250, 260), (250, 510), (100, 700)]
    assert database.read(lambda tx: tx.one("SELECT count(*) FROM cases")[0]) == 600  # type: ignore[index]


def test_what_was_read_ahead_is_what_would_be_read(database: Database, path: Path) -> None:
    """Line by line the same rows and the same answers, whether a page was looked at before or not."""
    items = [item(stem, record, seq=at) for at, (stem, record) in enumerate(one_of_each().items(), 1)]
    tables = (*(stem.value for stem in Stem), "record_sync", "search_rows", "search_numbers")
    with Database.open(path.with_name("other.db"), KEY, create=True) as other:
        for one, ahead in ((database, sync_state.look_ahead(items)), (other, None)):
            one.run(lambda tx, ahead=ahead: sync_state.apply_page(tx, items, page_end(9), ahead=ahead))
        first, second = (
            one.read(lambda tx: [tuple(row) for name in tables for row in tx.all(f"SELECT * FROM {name}")])
            for one in (database, other)
        )
    assert first == second


def test_a_page_that_breaks_moves_neither_rows_nor_cursor(database: Database) -> None:
    good, bad = a_case(1), a_case(2)
    with pytest.raises(Obstacle) as caught:
        pull(database, item(Stem.CASES, good, seq=1), item(Stem.CASES, bad, seq=2, body={"case": {"id": 5}}))
    assert caught.value.trouble is Trouble.NOT_THE_PROVINCE
    assert local(database, good) is None
    assert database.read(sync_state.position).cursor == 0


def test_a_record_under_another_id_is_refused(database: Database) -> None:
    mine, other = a_case(1), a_case(2)
    pull(database, item(Stem.CASES, mine))
    with pytest.raises(Obstacle):
        pull(database, replace_id(item(Stem.CASES, other, version=2, seq=2), mine.id))
    assert local(database, mine) == mine


def replace_id(given: FeedLine, record_id: str) -> FeedLine:
    return msgspec.structs.replace(given, record_id=record_id)


def test_own_ops_that_come_back_only_confirm(database: Database) -> None:
    case = a_case()
    op = database.run(lambda tx: enter(tx, Stem.CASES, case))
    database.run(lambda tx: sync_state.settle(tx, reply(answer(op))))
    for body in (None, {"case": {"strange": 1}}):
        pull(database, item(Stem.CASES, case, op_id=op.op_id, body=body))
        assert local(database, case) == case
        assert row(database, case)["seen_version"] == 1


def test_unsent_work_is_never_overwritten(database: Database) -> None:
    case = a_case(title="mine")
    op = database.run(lambda tx: enter(tx, Stem.CASES, case))
    theirs = replace(case, title="theirs")
    assert pull(database, item(Stem.CASES, theirs, version=2)) == sync_state.Applied(0, 1, 0)
    assert local(database, case) == case
    kept = row(database, case)
    assert (kept["behind"], kept["body_version"], kept["seen_version"]) == (1, 2, 0)
    for version, verdict in ((3, Verdict.DEFERRED), (4, Verdict.CONFLICT), (5, Verdict.REJECTED)):
        given = answer(op, verdict, server_version=2)
        database.run(lambda tx, given=given: sync_state.settle(tx, reply(given)))
        assert pull(database, item(Stem.CASES, theirs, version=version, seq=version)).held_back == 1
        assert local(database, case) == case


def test_when_the_own_op_lands_the_merged_state_comes_in(database: Database) -> None:
    case = a_case(title="mine")
    op = database.run(lambda tx: enter(tx, Stem.CASES, case))
    pull(database, item(Stem.CASES, replace(case, opinion="theirs"), version=2))
    database.run(lambda tx: sync_state.settle(tx, reply(answer(op, version=3))))
    assert local(database, case) == case  # version 3 is not here yet
    merged = replace(case, opinion="theirs")
    pull(database, item(Stem.CASES, merged, version=3, seq=2, op_id=op.op_id))
    assert local(database, case) == merged
    assert row(database, case)["behind"] == 0


def test_a_lost_receipt_does_not_lose_the_others_change(database: Database) -> None:
    """The merged state passed by in the feed while our own op still looked unsent."""
    case = a_case(title="mine")
    op = database.run(lambda tx: enter(tx, Stem.CASES, case))
    database.run(lambda tx: sync_state.mark_sending(tx, [op]))
    merged = replace(case, opinion="theirs")
    pull(database, item(Stem.CASES, merged, version=3, op_id=op.op_id))
    assert local(database, case) == case
    database.run(lambda tx: sync_state.settle(tx, reply(answer(op, Verdict.DUPLICATE, version=3))))
    assert local(database, case) == merged
    following = database.run(lambda tx: enter(tx, Stem.CASES, merged, kind=Kind.CASE_SUPPLEMENT))
    assert following.base_version == 3


def test_one_receipt_does_not_free_a_record_with_another_op_unsent(database: Database) -> None:
    case = a_case(title="first")
    op = database.run(lambda tx: enter(tx, Stem.CASES, case))
    second = replace(case, title="second")
    database.run(lambda tx: enter(tx, Stem.CASES, second, case, Kind.CASE_SUPPLEMENT))
    pull(database, item(Stem.CASES, replace(case, opinion="theirs"), version=3, op_id=op.op_id))
    database.run(lambda tx: sync_state.settle(tx, reply(answer(op, Verdict.DUPLICATE, version=3))))
    assert local(database, case) == second


def test_an_older_state_never_replaces_a_newer_one(database: Database) -> None:
    case = a_case(title="v5")
    pull(database, item(Stem.CASES, case, version=5, seq=5))
    assert pull(database, item(Stem.CASES, replace(case, title="v4"), version=4, seq=6)).known == 1
    assert local(database, case).title == "v5"
    assert database.read(sync_state.position).cursor == 6


def test_the_cursor_never_goes_back(database: Database) -> None:
    pull(database, end=page_end(9))
    pull(database, end=page_end(4))
    assert database.read(sync_state.position).cursor == 9


def test_another_epoch_needs_a_resync_first(database: Database) -> None:
    case = a_case(title="new")
    pull(database, item(Stem.CASES, case, version=7, seq=9))
    old = replace(case, title="old")
    page = item(Stem.CASES, old, version=2, seq=1)
    with pytest.raises(Obstacle) as caught:
        pull(database, page, end=page_end(1, epoch="e2"))
    assert caught.value.trouble is Trouble.NOT_THE_PROVINCE
    database.run(lambda tx: sync_state.start_resync(tx, "e2"))
    assert database.read(sync_state.position).cursor == 0
    assert local(database, case) == case  # nothing is wiped
    pull(database, page, end=page_end(1, epoch="e2"))
    assert local(database, case) == old
    assert database.read(sync_state.position).epoch == "e2"


def test_a_deletion_only_marks(database: Database) -> None:
    case = a_case()
    pull(database, item(Stem.CASES, case))
    emptied = replace(case, title="", applicant_name="")
    pull(database, item(Stem.CASES, emptied, version=2, seq=2, deleted=True))
    assert local(database, case) == case
    assert row(database, case)["deleted"] == 1
    pull(database, item(Stem.CASES, case, version=2, seq=3, deleted=True, left_scope=True))
    assert row(database, case)["left_scope"] == 1


def test_a_stem_of_tomorrow_is_kept_for_a_newer_program(database: Database) -> None:
    strange = FeedLine(
        record_id=new_id(),
        stem="appointments",
        version=1,
        seq=1,
        op_id=new_id(),
        install=new_id(),
        body=msgspec.Raw(b'{"appointment":{"at":"2026"}}'),
    )
    pull(database, strange)
    kept = database.read(lambda tx: tx.one("SELECT stem, server_body FROM record_sync"))
    assert tuple(kept) == ("appointments", '{"appointment":{"at":"2026"}}')


def test_fields_of_a_newer_program_stay_in_the_kept_body(database: Database) -> None:
    case = a_case()
    parts = groups.split(Stem.CASES, case)
    parts["case"]["field_of_tomorrow"] = "x"
    pull(database, item(Stem.CASES, case, body=parts))
    assert local(database, case) == case
    assert "field_of_tomorrow" in row(database, case)["server_body"]


def test_foreign_cases_stand_in_the_lists(database: Database) -> None:
    case = a_case(window="02")
    pull(database, item(Stem.CASES, case))
    (shown,) = database.read(cases.page)
    assert (shown.id, shown.delivery) == (case.id, DeliveryWord.DELIVERED)
