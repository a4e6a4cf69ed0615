"""What goes up, in what order, and what the province's answers change."""

from __future__ import annotations

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from msgspec.structs import replace

from app.contract.kinds import SCHEMA_VERSION, Kind, Stem
from app.contract.wire import EnrolReply, Op, PushHeader, Verdict, anchor_message
from app.domain.obstacles import Obstacle, Trouble
from localdb import journal, sync_state
from localdb.connection import Database, Tx
from localdb.delivery_words import DeliveryWord
from tests.localdb.desk import a_case, answer, enter, new_id, page_end, reply
from tests.localdb.desk import item as feed_item


def ns(ops: list[Op]) -> list[int]:
    return [op.n for op in ops]


def unsent(database: Database, max_ops: int = 500, max_bytes: int = 512_000) -> list[Op]:
    return database.read(lambda tx: sync_state.unsent(tx, max_ops, max_bytes))


def settle(database: Database, *answers: object, **facts: object) -> sync_state.Settled:
    return database.run(lambda tx: sync_state.settle(tx, reply(*answers, **facts)))


def word(database: Database, record_id: str) -> DeliveryWord:
    return database.read(lambda tx: sync_state.delivery_of(tx, record_id)).word


@pytest.fixture
def ops(database: Database) -> list[Op]:
    """n 1 to 5: records A, B, A, B, C."""
    a, b, c = a_case(1), a_case(2), a_case(3)
    a2, b2 = replace(a, title="a2"), replace(b, title="b2")

    def work(tx: Tx) -> list[Op]:
        return [
            enter(tx, Stem.CASES, a),
            enter(tx, Stem.CASES, b),
            enter(tx, Stem.CASES, a2, a, Kind.CASE_SUPPLEMENT),
            enter(tx, Stem.CASES, b2, b, Kind.CASE_SUPPLEMENT),
            enter(tx, Stem.CASES, c),
        ]

    return database.run(work)


def test_ops_go_up_whole_and_in_order(database: Database, ops: list[Op]) -> None:
    assert unsent(database) == ops
    assert ns(unsent(database, max_ops=2)) == [1, 2]


def test_a_batch_is_bounded_in_bytes_but_never_empty(database: Database, ops: list[Op]) -> None:
    assert ns(unsent(database, max_bytes=1)) == [1]
    size = len(journal.canonical(ops[0].groups)) + len(journal.canonical(ops[1].groups))
    assert ns(unsent(database, max_bytes=size)) == [1, 2]


def test_a_maybe_sent_op_is_sent_again_unchanged(database: Database, ops: list[Op]) -> None:
    database.run(lambda tx: sync_state.mark_sending(tx, ops[:2]))
    assert unsent(database) == ops
    assert word(database, ops[1].record_id) is DeliveryWord.SAVED  # its second op was never sent
    database.run(lambda tx: sync_state.mark_sending(tx, ops))
    assert word(database, ops[1].record_id) is DeliveryWord.SENDING
    assert database.read(sync_state.counts).sending == 5


def test_delivered_only_when_every_op_has_its_receipt(database: Database, ops: list[Op]) -> None:
    settle(database, answer(ops[0], version=1, receipt="AAAA-11"))
    assert word(database, ops[0].record_id) is DeliveryWord.SAVED
    settle(database, answer(ops[2], version=2, receipt="BBBB-22"))
    told = database.read(lambda tx: sync_state.delivery_of(tx, ops[0].record_id))
    assert told == sync_state.Delivery(DeliveryWord.DELIVERED, "BBBB-22", "2026-11-21T10:00:00+08:00")
    assert ns(unsent(database)) == [2, 4, 5]


@pytest.mark.parametrize("verdict", [Verdict.REJECTED, Verdict.CONFLICT])
def test_a_refused_op_parks_its_record_and_no_other(
    database: Database, ops: list[Op], verdict: Verdict
) -> None:
    told = settle(database, answer(ops[0], verdict, code="bad_body", field="form.title", fields=("form",)))
    assert (told.settled, told.parked) == (1, 1)
    assert ns(unsent(database)) == [2, 4, 5]
    delivery = database.read(lambda tx: sync_state.delivery_of(tx, ops[0].record_id))
    assert (delivery.word, delivery.code, delivery.field) == (
        DeliveryWord.NEEDS_YOU,
        "bad_body",
        "form.title",
    )
    counts = database.read(sync_state.counts)
    assert (counts.unsent, counts.waiting, counts.parked, counts.needs_you) == (3, 1, 1, 1)
    assert counts.oldest_at == ops[0].captured_at


def test_a_deferred_op_stays_in_the_queue(database: Database, ops: list[Op]) -> None:
    told = settle(database, answer(ops[2], Verdict.DEFERRED, waiting_for=ops[0].op_id))
    assert told.settled == 0
    assert ns(unsent(database)) == [1, 2, 3, 4, 5]
    settle(database, answer(ops[0]), answer(ops[2], version=2))
    assert ns(unsent(database)) == [2, 4, 5]


def test_a_repeated_or_late_reply_takes_nothing_back(database: Database, ops: list[Op]) -> None:
    first = answer(ops[0], receipt="AAAA-11")
    assert settle(database, first).settled == 1
    before = database.read(lambda tx: [tuple(row) for row in tx.all("SELECT * FROM op_delivery")])
    for late in (
        first,
        answer(ops[0], Verdict.DUPLICATE, version=1),
        answer(ops[0], Verdict.REJECTED, code="x"),
    ):
        assert settle(database, late).settled == 0
    assert database.read(lambda tx: [tuple(row) for row in tx.all("SELECT * FROM op_delivery")]) == before


def test_an_answer_about_another_op_is_not_the_provinces(database: Database, ops: list[Op]) -> None:
    forged = answer(ops[1], receipt="AAAA-11")
    wrong_id = type(forged)(op_id=new_id(), n=2, verdict=Verdict.APPLIED, version=1)
    unknown = type(forged)(op_id=new_id(), n=77, verdict=Verdict.APPLIED, version=1)
    for bad in (wrong_id, unknown):
        with pytest.raises(Obstacle) as caught:
            settle(database, answer(ops[0]), bad)
        assert caught.value.trouble is Trouble.NOT_THE_PROVINCE
    assert unsent(database) == ops  # the good answer of a bad reply does not count either


def test_an_op_that_can_never_be_sent_is_set_aside(database: Database, ops: list[Op]) -> None:
    database.run(lambda tx: sync_state.park(tx, 2, "too_large"))
    assert ns(unsent(database)) == [1, 3, 5]
    settle(database, answer(ops[0]))
    database.run(lambda tx: sync_state.park(tx, 1, "too_large"))
    assert word(database, ops[0].record_id) is not DeliveryWord.NEEDS_YOU  # delivered stays delivered


def test_a_restored_province_gets_everything_again(database: Database, ops: list[Op]) -> None:
    settle(
        database,
        answer(ops[0]),
        answer(ops[1], Verdict.REJECTED, code="bad_body"),
        answer(ops[2], version=2),
        acked_n=3,
    )
    assert database.run(lambda tx: sync_state.requeue_above(tx, 1)) == 2
    assert unsent(database) == ops[1:]
    assert word(database, ops[2].record_id) is DeliveryWord.SAVED
    assert database.read(sync_state.position).acked_n == 1
    settle(database, answer(ops[2], Verdict.DUPLICATE, version=2), acked_n=3)
    assert word(database, ops[2].record_id) is DeliveryWord.DELIVERED


def test_what_a_person_settled_is_not_asked_again(database: Database, ops: list[Op]) -> None:
    settle(database, answer(ops[4], Verdict.REJECTED, code="number_reused"))
    pick = database.run(
        lambda tx: enter(tx, Stem.CASES, a_case(9, id=ops[4].record_id), kind=Kind.CASE_SUPPLEMENT)
    )
    database.run(lambda tx: sync_state.close_parked(tx, ops[4].record_id, pick.n))
    database.run(lambda tx: sync_state.requeue_above(tx, 0))
    assert ns(unsent(database)) == [1, 2, 3, 4, pick.n]


def test_positions_only_grow(database: Database, ops: list[Op]) -> None:
    settle(database, answer(ops[0]), acked_n=3, feed_high=9)
    settle(database, answer(ops[1]), acked_n=1, feed_high=4)
    told = database.read(sync_state.position)
    assert (told.epoch, told.acked_n, told.feed_high, told.highest_n) == ("e1", 3, 9, 5)


def test_counts_by_day(database: Database, ops: list[Op]) -> None:
    settle(database, answer(ops[0]), server_time="2026-11-20T23:00:00+08:00")
    settle(database, answer(ops[1]), answer(ops[2], version=2), server_time="2026-11-21T08:00:00+08:00")
    counts = database.read(lambda tx: sync_state.counts(tx, "2026-11-21"))
    assert (counts.delivered, counts.delivered_today, counts.unsent) == (3, 2, 2)
    assert database.read(sync_state.counts).delivered_today is None


def test_an_empty_desk_owes_nothing(database: Database) -> None:
    counts = database.read(lambda tx: sync_state.counts(tx, "2026-11-21"))
    assert counts == sync_state.Counts(0, 0, 0, 0, 0, "", 0, 0)
    assert unsent(database) == []


def test_the_next_op_is_written_against_what_was_seen(database: Database, ops: list[Op]) -> None:
    c, again = ops[4].record_id, Kind.CASE_SUPPLEMENT
    settle(database, answer(ops[4], version=1))
    one = database.run(lambda tx: enter(tx, Stem.CASES, a_case(3, id=c), kind=again))
    assert one.base_version == 1
    settle(database, answer(one, version=4))  # others wrote 2 and 3: not seen yet
    two = database.run(lambda tx: enter(tx, Stem.CASES, a_case(3, id=c), kind=again))
    assert two.base_version == 1
    settle(database, answer(two, version=5))
    merged = a_case(3, id=c, title="merged")
    database.run(
        lambda tx: sync_state.apply_page(tx, [feed_item(Stem.CASES, merged, version=5)], page_end(1))
    )
    three = database.run(lambda tx: enter(tx, Stem.CASES, merged, kind=again))
    assert three.base_version == 5


KEY_OF_PROVINCE = Ed25519PrivateKey.generate()


def header_for(head: journal.Head) -> PushHeader:
    return PushHeader(
        install=new_id(),
        scope="330106",
        first_n=1,
        count=1,
        schema_v=SCHEMA_VERSION,
        app_v="1",
        client_time="2026-11-21T10:00:00+08:00",
        seen_ack_n=0,
        depth=1,
        oldest_age_s=0,
        parked=0,
        head_seq=head.seq,
        head_hash=head.hash,
    )


@pytest.fixture
def enrolled(database: Database, ops: list[Op]) -> Database:
    raw = KEY_OF_PROVINCE.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    told = EnrolReply(
        token="t",
        scope="330106",
        outlet="330106",
        window="01",
        series="0001",
        outlet_name="西湖窗口（示例）",
        window_name="1号",
        province_name="示例省",
        epoch="e1",
        province_key=raw.hex(),
    )
    database.run(lambda tx: sync_state.save_credential(tx, told, "ab"))
    return database


def test_the_provinces_signature_over_our_head_is_checked_and_kept(enrolled: Database, ops: list[Op]) -> None:
    header = header_for(enrolled.read(journal.head))
    signature = KEY_OF_PROVINCE.sign(anchor_message(header.install, header.head_seq, header.head_hash)).hex()
    given = reply(answer(ops[0]), anchor=signature)
    assert enrolled.run(lambda tx: sync_state.settle(tx, given, header)).anchored
    kept = enrolled.read(lambda tx: dict(tx.one("SELECT seq, signature FROM anchors")))
    assert kept == {"seq": 5, "signature": signature}
    assert isinstance(enrolled.read(journal.verify), journal.Verified)
    refused = reply(answer(ops[1]), anchor="")
    assert not enrolled.run(lambda tx: sync_state.settle(tx, refused, header)).anchored


@pytest.mark.parametrize("forged", ["00" * 64, "zz", "00"])
def test_a_forged_signature_is_not_the_provinces(enrolled: Database, ops: list[Op], forged: str) -> None:
    header = header_for(enrolled.read(journal.head))
    with pytest.raises(Obstacle) as caught:
        enrolled.run(lambda tx: sync_state.settle(tx, reply(answer(ops[0]), anchor=forged), header))
    assert caught.value.trouble is Trouble.NOT_THE_PROVINCE
    assert enrolled.read(lambda tx: tx.one("SELECT count(*) FROM anchors")[0]) == 0


def cursor(database: Database) -> int:
    return database.read(sync_state.position).cursor


def test_what_only_this_desk_wrote_is_not_fetched_again(database: Database, ops: list[Op]) -> None:
    """The receipts of new records without a gap in the feed move the cursor, in their own transaction."""
    database.run(lambda tx: sync_state.note_contact(tx, epoch="e1", feed_high=0, at=""))
    settle(database, answer(ops[0], seq=1), answer(ops[1], seq=2))
    assert cursor(database) == 2
    settle(database, answer(ops[4], seq=4))  # another window wrote 3
    assert cursor(database) == 2
    kept = database.read(
        lambda tx: tx.one("SELECT * FROM record_sync WHERE record_id = ?", (ops[0].record_id,))
    )
    assert (kept["seen_version"], kept["body_version"]) == (1, 1)
    assert json.loads(kept["server_body"]) == ops[0].groups


def test_a_second_version_is_left_to_the_feed(database: Database, ops: list[Op]) -> None:
    database.run(lambda tx: sync_state.note_contact(tx, epoch="e1", feed_high=0, at=""))
    settle(database, answer(ops[0], seq=1), answer(ops[2], version=2, seq=2), answer(ops[4], seq=3))
    assert cursor(database) == 1


def test_a_feed_of_another_history_is_read_from_its_beginning(database: Database, ops: list[Op]) -> None:
    database.run(lambda tx: sync_state.note_contact(tx, epoch="e0", feed_high=0, at=""))
    settle(database, answer(ops[0], seq=1))
    assert cursor(database) == 0
    database.run(lambda tx: sync_state.start_resync(tx, "e1"))
    settle(database, answer(ops[4], seq=1))
    assert cursor(database) == 1
    database.run(lambda tx: sync_state.start_resync(tx, "e1"))
    database.run(lambda tx: sync_state.requeue_above(tx, 4))
    settle(database, answer(ops[4], Verdict.DUPLICATE, version=1, seq=1))
    assert cursor(database) == 0, "what was here before the restore is compared anew"
