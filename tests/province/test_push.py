"""Ops arrive once, whatever the line does, and every one gets its own answer."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from msgspec.structs import replace

from app.contract import wire
from app.contract.canonical import digest
from app.contract.kinds import Kind
from tests.province.desks import Desk, verdicts
from tests.support import ops


def test_an_op_is_applied_with_a_receipt(desk: Desk) -> None:
    op = desk.author.op(Kind.CASE_FILE, ops.case())
    reply = desk.push(op)
    answer = reply.answers[0]
    assert (answer.verdict, answer.version, answer.seq) == ("applied", 1, 1)
    assert answer.receipt == wire.receipt_code(op.op_id)
    assert len(answer.receipt) == 7
    assert answer.receipt[4] == "-"
    assert (reply.acked_n, reply.feed_high) == (1, 1)
    assert desk.feed()[op.record_id].body == op.groups


def test_every_kind_of_record_arrives(desk: Desk) -> None:
    author, paid = desk.author, ops.payment()
    sent = [
        author.op(Kind.VISIT_OPEN, ops.visit()),
        author.op(Kind.CASE_FILE, ops.case()),
        author.op(Kind.PAYMENT_RECORD, paid),
        author.op(Kind.PAYMENT_VOID, ops.answering(paid)),
        author.op(Kind.CONSULTATION_LOG, ops.consultation()),
        author.op(Kind.INQUIRY_LOG, ops.inquiry()),
        author.op(Kind.EVALUATION_GIVE, ops.evaluation()),
        author.op(Kind.PAPER_MAKE, ops.paper()),
    ]
    assert verdicts(desk.push(*sent).answers) == ["applied"] * 8
    stems = {item.record_id: item.stem for item in desk.feed().values()}
    assert stems == {op.record_id: op.kind.split(".")[0] for op in sent}


def test_the_same_push_again_is_a_duplicate_with_the_same_receipts(desk: Desk) -> None:
    sent = desk.author.cases(5)
    first, second = desk.push(*sent), desk.push(*sent)
    assert verdicts(second.answers) == ["duplicate"] * 5
    for one, two in zip(first.answers, second.answers, strict=True):
        assert (one.receipt, one.seq, one.version) == (two.receipt, two.seq, two.version)
    assert second.feed_high == first.feed_high
    assert all(item.version == 1 for item in desk.feed().values())


def test_the_same_push_from_many_threads_at_once_has_one_effect(desk: Desk) -> None:
    sent, together = desk.author.cases(20), threading.Barrier(4)

    def send() -> wire.PushReply:
        together.wait(30)
        return desk.push(*sent)

    with ThreadPoolExecutor(4) as threads:
        replies = [future.result() for future in [threads.submit(send) for _ in range(4)]]
    applied = [reply for reply in replies if "applied" in verdicts(reply.answers)]
    assert len(applied) == 1
    assert verdicts(applied[0].answers) == ["applied"] * 20
    receipts = {tuple((answer.receipt, answer.seq) for answer in reply.answers) for reply in replies}
    assert len(receipts) == 1
    assert desk.hello().feed_high == 20


def test_one_op_twice_in_one_push(desk: Desk) -> None:
    op = desk.author.op(Kind.CASE_FILE, ops.case())
    assert verdicts(desk.push(op, op).answers) == ["applied", "duplicate"]


def test_one_bad_record_among_500_parks_alone(desk: Desk) -> None:
    sent = desk.author.cases(500)
    wrong = ops.groups_of(ops.case(id=sent[250].record_id))
    wrong["decision"] = {**wrong["decision"], "decision": "perhaps"}  # type: ignore[dict-item]
    sent[250] = replace(sent[250], groups=wrong, digest=digest(wrong))
    reply = desk.push(*sent)
    bad = reply.answers[250]
    assert (bad.verdict, bad.code, bad.field) == ("rejected", "bad_body", "decision")
    assert verdicts(reply.answers).count("applied") == 499
    assert reply.acked_n == 500, "a rejected op is settled"
    assert desk.push(sent[250]).answers[0] == bad, "the stored answer comes again"
    assert len(desk.feed()) == 499


def test_a_corrected_op_after_a_rejected_one(desk: Desk) -> None:
    record = ops.case()
    broken = {name: value for name, value in ops.groups_of(record).items() if name != "decision"}
    assert desk.one(desk.author.patch(Kind.CASE_FILE, record.id, broken)).field == "status"
    assert desk.one(desk.author.op(Kind.CASE_FILE, record)).verdict == "applied"


def test_the_same_id_with_another_body_is_never_a_duplicate(desk: Desk) -> None:
    op = desk.author.op(Kind.CONSULTATION_LOG, ops.consultation())
    desk.push(op)
    other = ops.groups_of(ops.consultation(id=op.record_id, answer="另一个答复"))
    forged = replace(op, groups=other, digest=digest(other))
    answer = desk.one(forged)
    assert (answer.verdict, answer.code) == ("rejected", "op_reused")
    assert desk.feed()[op.record_id].body == op.groups
    assert desk.one(op).verdict == "duplicate"


def test_the_same_id_for_another_deed_is_never_a_duplicate(desk: Desk) -> None:
    op = desk.author.op(Kind.CASE_FILE, ops.case())
    desk.push(op)
    assert desk.one(replace(op, kind=Kind.CASE_VOID.value)).code == "op_reused"
    assert desk.one(replace(op, record_id=ops.new_id())).code == "op_reused"


def test_the_same_n_for_another_op(desk: Desk) -> None:
    op = desk.author.op(Kind.CASE_FILE, ops.case())
    desk.push(op)
    desk.author.n = 0
    twin = desk.author.op(Kind.CASE_FILE, ops.case())
    answer = desk.one(twin)
    assert (answer.verdict, answer.code) == ("rejected", "n_reused")
    assert twin.record_id not in desk.feed()


def test_a_body_that_is_not_what_was_digested(desk: Desk) -> None:
    op = desk.author.op(Kind.CASE_FILE, ops.case())
    changed = replace(op, groups={**op.groups, "review": {"review": None, "x": 1}})
    answer = desk.push(changed)
    assert (answer.answers[0].verdict, answer.answers[0].code) == ("rejected", "bad_digest")
    assert answer.acked_n == 0, "damage on the way settles nothing"
    assert desk.one(op).verdict == "applied"


def test_numbers_that_are_not_whole_have_no_place(desk: Desk) -> None:
    op = desk.author.op(Kind.PAYMENT_RECORD, ops.payment())
    spoilt = replace(op, groups={**op.groups, "rate": {"percent": 0.85}})
    answer = desk.one(spoilt)
    assert (answer.code, answer.field) == ("bad_body", "groups")


def test_an_unknown_kind_is_refused_alone(desk: Desk) -> None:
    op = desk.author.op("cases.teleport", ops.case())
    good = desk.author.op(Kind.CASE_FILE, ops.case())
    reply = desk.push(op, good)
    assert [answer.code for answer in reply.answers] == ["unknown_kind", ""]
    assert reply.acked_n == 2


def test_a_kind_with_a_null_character_does_not_hurt(desk: Desk) -> None:
    """PostgreSQL's text cannot hold U+0000."""
    odd = desk.author.op("cases.\x00", ops.case())
    hidden = desk.author.op(Kind.CONSULTATION_LOG, ops.consultation(answer="a\x00b"), actor="\x00")
    reply = desk.push(odd, hidden)
    assert [answer.code for answer in reply.answers] == ["unknown_kind", ""]
    assert desk.feed()[hidden.record_id].body == hidden.groups


def test_acked_n_stops_before_the_first_unsettled_op(desk: Desk) -> None:
    author = desk.author
    first, later = author.op(Kind.CASE_FILE, ops.case()), ops.case()
    waits = author.patch(Kind.CASE_SUPPLEMENT, later.id, {"materials": {"materials": []}})
    third = author.op(Kind.CASE_FILE, ops.case())
    reply = desk.push(first, waits, third)
    assert verdicts(reply.answers) == ["applied", "deferred", "applied"]
    assert reply.answers[1].waiting_for == later.id
    assert reply.acked_n == 1
    filed = author.op(Kind.CASE_FILE, later)
    assert desk.push(filed).acked_n == 1
    assert desk.push(waits).acked_n == 4
    assert desk.hello().acked_n == 4


def test_an_install_that_does_not_begin_at_one(desk: Desk) -> None:
    desk.author.n = 1024
    assert desk.push(*desk.author.cases(3)).acked_n == 1027


def test_an_empty_push_tells_the_figures(desk: Desk) -> None:
    assert desk.push(head_seq=0).answers == ()


def test_a_clone_brings_the_same_op_from_another_install(desks: list[Desk]) -> None:
    original, clone = desks
    op = original.author.op(Kind.CASE_FILE, ops.case())
    original.push(op)
    reply = clone.push(op)
    assert verdicts(reply.answers) == ["duplicate"]
    assert reply.acked_n == 1
    assert original.feed()[op.record_id].version == 1


def test_names_arrive_as_they_were_typed(desk: Desk) -> None:
    name = "𬭎㛃<b>&amp;'\"\\（示例）"
    op = desk.author.op(Kind.CASE_FILE, ops.case(applicant_name=name))
    desk.push(op)
    assert desk.feed()[op.record_id].body["form"]["applicant_name"] == name  # type: ignore[index]


def test_a_thousand_ops_take_a_few_seconds(desk: Desk) -> None:
    """Processor time of desk and province together: the clock on the wall belongs to the machine's others."""
    sent = desk.author.cases(1000)
    began = time.process_time()
    reply = desk.push(*sent)
    assert time.process_time() - began < 5.0
    assert verdicts(reply.answers) == ["applied"] * 1000
