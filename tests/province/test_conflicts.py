"""Two windows on one record: what merges, what clashes, what waits for a person."""

from __future__ import annotations

from typing import Any

from app.contract import wire
from app.contract.kinds import Kind
from app.domain.case import CaseStatus
from tests.province.desks import Desk, verdicts
from tests.support import ops

MATERIALS: dict[str, object] = {"materials": {"materials": []}}


def filed(desk: Desk) -> wire.Op:
    op = desk.author.op(Kind.CASE_FILE, ops.case())
    assert desk.one(op).verdict == "applied"
    return op


def supplement(desk: Desk, record_id: str, groups: dict[str, object], base: int) -> wire.Op:
    return desk.author.patch(Kind.CASE_SUPPLEMENT, record_id, groups, base_version=base)


def form(op: wire.Op, **changes: Any) -> dict[str, object]:
    return {"form": {**op.groups["form"], **changes}}  # type: ignore[dict-item]


def test_disjoint_groups_merge(desks: list[Desk]) -> None:
    one, two = desks
    op = filed(one)
    assert one.one(supplement(one, op.record_id, form(op, title="新标题（示例）"), 1)).version == 2
    answer = two.one(supplement(two, op.record_id, MATERIALS, 1))
    assert (answer.verdict, answer.version) == ("applied", 3)
    body = one.feed()[op.record_id].body
    assert body["form"]["title"] == "新标题（示例）"  # type: ignore[index]
    assert body["materials"] == MATERIALS["materials"]
    assert body["case"] == op.groups["case"]


def test_the_same_group_from_an_old_base_is_a_conflict(desks: list[Desk]) -> None:
    one, two = desks
    op = filed(one)
    one.one(supplement(one, op.record_id, form(op, title="甲（示例）"), 1))
    late = supplement(two, op.record_id, {**form(op, title="乙（示例）"), **MATERIALS}, 1)
    answer = two.one(late)
    assert (answer.verdict, answer.fields, answer.server_version) == ("conflict", ("form",), 2)
    body = one.feed()[op.record_id].body
    assert body["form"]["title"] == "甲（示例）"  # type: ignore[index]
    assert body["materials"] == op.groups["materials"], "nothing of a clashing op is applied"
    assert two.one(late) == answer, "the stored answer comes again, never `duplicate`"
    assert two.hello().acked_n == 1


def test_the_same_value_is_no_conflict(desks: list[Desk]) -> None:
    one, two = desks
    op = filed(one)
    one.one(supplement(one, op.record_id, form(op, title="甲（示例）"), 1))
    assert two.one(supplement(two, op.record_id, form(op, title="甲（示例）"), 1)).verdict == "applied"


def test_who_saw_the_last_version_may_change_it(desks: list[Desk]) -> None:
    one, two = desks
    op = filed(one)
    one.one(supplement(one, op.record_id, form(op, title="甲（示例）"), 1))
    assert two.one(supplement(two, op.record_id, form(op, title="乙（示例）"), 2)).verdict == "applied"


def test_a_window_never_clashes_with_itself(desk: Desk) -> None:
    """Offline it writes ten edits without having seen any version of the province."""
    op = desk.author.op(Kind.CASE_FILE, ops.case())
    edits = [supplement(desk, op.record_id, form(op, title=f"{at}（示例）"), 0) for at in range(10)]
    assert verdicts(desk.push(op, *edits).answers) == ["applied"] * 11
    item = desk.feed()[op.record_id]
    assert (item.version, item.body["form"]["title"]) == (11, "9（示例）")  # type: ignore[index]


def test_later_ops_on_a_clashing_record_wait_for_the_pick(desks: list[Desk]) -> None:
    one, two = desks
    op = filed(one)
    one.one(supplement(one, op.record_id, form(op, title="甲（示例）"), 1))
    clash = supplement(two, op.record_id, form(op, title="乙（示例）"), 1)
    held = supplement(two, op.record_id, MATERIALS, 1)
    other = two.author.op(Kind.CASE_FILE, ops.case())
    reply = two.push(clash, held, other)
    assert verdicts(reply.answers) == ["conflict", "deferred", "applied"]
    assert reply.answers[1].waiting_for == clash.op_id
    assert reply.acked_n == clash.n
    pick = supplement(two, op.record_id, form(op, title="乙（示例）"), 2)
    assert two.one(pick).verdict == "applied"
    assert two.one(held).verdict == "applied", "the held op goes on after the person has picked"
    body = one.feed()[op.record_id].body
    assert body["form"]["title"] == "乙（示例）"  # type: ignore[index]
    assert body["materials"] == MATERIALS["materials"]


def test_ops_that_arrive_in_the_wrong_order_end_as_if_in_order(desk: Desk) -> None:
    op = filed(desk)
    earlier = supplement(desk, op.record_id, {**form(op, title="早（示例）"), **MATERIALS}, 0)
    later = supplement(desk, op.record_id, form(op, title="晚（示例）"), 0)
    assert desk.one(later).verdict == "applied"
    assert desk.one(earlier).verdict == "applied"
    body = desk.feed()[op.record_id].body
    assert body["form"]["title"] == "晚（示例）"  # type: ignore[index]
    assert body["materials"] == MATERIALS["materials"]


def test_an_edit_before_its_record_waits_and_then_applies(desk: Desk) -> None:
    op = desk.author.op(Kind.CASE_FILE, ops.case())
    edit = supplement(desk, op.record_id, MATERIALS, 0)
    answer = desk.one(edit)
    assert (answer.verdict, answer.waiting_for) == ("deferred", op.record_id)
    assert op.record_id not in desk.feed()
    desk.push(op)
    assert desk.one(edit).verdict == "applied"
    assert desk.hello().acked_n == 2


def voided(desk: Desk, op: wire.Op, base: int) -> wire.Op:
    decision = {**op.groups["decision"], "status": CaseStatus.VOIDED.value}  # type: ignore[dict-item]
    return desk.author.patch(Kind.CASE_VOID, op.record_id, {"decision": decision}, base_version=base)


def test_nothing_revives_a_voided_case(desks: list[Desk]) -> None:
    one, two = desks
    op = filed(one)
    assert one.one(voided(one, op, 1)).verdict == "applied"
    answer = two.one(supplement(two, op.record_id, MATERIALS, 2))
    assert (answer.verdict, answer.fields, answer.server_version) == ("conflict", ("materials",), 2)
    own = one.one(supplement(one, op.record_id, MATERIALS, 2))
    assert own.verdict == "conflict", "not even the window that voided it"
    item = one.feed()[op.record_id]
    assert item.body["decision"]["status"] == "voided"  # type: ignore[index]
    assert item.body["materials"] == op.groups["materials"]


def test_an_edit_written_before_the_void_is_still_kept(desk: Desk) -> None:
    op = filed(desk)
    edit = supplement(desk, op.record_id, MATERIALS, 0)
    assert verdicts(desk.push(voided(desk, op, 0)).answers) == ["applied"]
    assert desk.one(edit).verdict == "applied"
    body = desk.feed()[op.record_id].body
    assert body["decision"]["status"] == "voided"  # type: ignore[index]
    assert body["materials"] == MATERIALS["materials"]


def test_a_consultation_belongs_to_the_window_that_gave_it(desks: list[Desk]) -> None:
    one, two = desks
    op = one.author.op(Kind.CONSULTATION_LOG, ops.consultation())
    one.push(op)
    answer = two.one(two.author.patch(op.kind, op.record_id, op.groups, base_version=1))
    assert (answer.verdict, answer.code) == ("rejected", "not_owner")


def test_outlets_do_not_see_each_other(desk: Desk, shared: Any) -> None:
    op = filed(desk)
    stranger = shared.outlet(1)[0]
    assert stranger.feed() == {}
    mine = stranger.author.op(Kind.CASE_FILE, ops.case(id=op.record_id))
    assert stranger.one(mine).verdict == "applied", "another scope, another record"
    assert desk.feed()[op.record_id].version == 1
