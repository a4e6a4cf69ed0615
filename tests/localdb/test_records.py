"""Records come back as they went in; lists, look-ups and sums say what is there."""

from __future__ import annotations

import pytest
from msgspec.structs import fields, replace
from sqlcipher3 import dbapi2 as driver

from app.contract.kinds import Stem
from app.domain.case import Case, CaseStatus
from app.domain.paper import PrintState
from app.domain.payment import Channel, PaymentKind, PaymentStatus
from localdb import cases, entities, evaluations, groups, papers, payments, visits
from localdb.connection import Database
from localdb.delivery_words import DeliveryWord
from localdb.opening import connect
from localdb.paging import Filter
from tests.localdb.desk import KEY, a_case, a_full_case, a_payment, enter, new_id, one_of_each


@pytest.mark.parametrize("stem", list(Stem))
def test_every_record_comes_back_as_it_went_in(database: Database, stem: Stem) -> None:
    record = one_of_each()[stem]
    module = entities.MODULES[stem]
    database.run(lambda tx: module.save(tx, record))
    database.run(lambda tx: module.save(tx, record))
    number = record.ticket if stem is Stem.VISITS else record.number
    assert database.read(lambda tx: module.load(tx, record.id)) == record
    assert database.read(lambda tx: module.by_number(tx, number)) == record
    assert database.read(lambda tx: module.load(tx, new_id())) is None
    assert database.read(lambda tx: module.by_number(tx, "nobody's")) is None
    (row,) = database.read(lambda tx: module.page(tx, Filter(), None, 10))
    assert (row.id, row.delivery) == (record.id, DeliveryWord.DELIVERED)


def test_every_field_of_a_case_belongs_to_exactly_one_group() -> None:
    placed = [name for names in groups.CASE_GROUPS.values() for name in names]
    assert sorted(placed) == sorted(field.name for field in fields(Case))


@pytest.mark.parametrize("stem", list(Stem))
def test_groups_join_to_the_record_they_were_split_from(stem: Stem) -> None:
    record = one_of_each()[stem]
    parts = groups.split(stem, record)
    assert groups.join(stem, parts) == record
    newer = {name: {**part, "field_of_tomorrow": 1} for name, part in parts.items()}
    assert groups.join(stem, {**newer, "group_of_tomorrow": {"x": 1}}) == record


def test_only_changed_groups_are_a_patch() -> None:
    case = a_full_case()
    changed = groups.changed(Stem.CASES, case, replace(case, title="新名称", opinion="改"))
    assert set(changed) == {"form", "decision"}
    assert groups.changed(Stem.CASES, case, case) == {}


def test_lists_go_on_where_the_last_row_stood(database: Database) -> None:
    made = [a_case(n, received_at=f"2026-11-{n:02d}T09:00:00+08:00") for n in range(1, 29)]
    same_moment = [a_case(n, received_at="2026-11-28T09:00:00+08:00") for n in range(40, 45)]
    database.run(lambda tx: [cases.save(tx, case) for case in (*made, *same_moment)] and None)
    seen: list[str] = []
    while True:
        after = seen[-1] if seen else None
        page = database.read(lambda tx, after=after: cases.page(tx, Filter(), after, 4))
        assert len(page) <= 4
        if not page:
            break
        seen += [row.id for row in page]
    assert len(seen) == len(set(seen)) == 33
    days = {case.id: case.received_at for case in (*made, *same_moment)}
    assert [days[one] for one in seen] == sorted(days.values(), reverse=True)


def test_order_is_of_moments_not_of_letters(database: Database) -> None:
    east = a_case(1, received_at="2026-11-21T09:00:00+08:00")
    west = a_case(2, received_at="2026-11-21T02:30:00+01:00")
    database.run(lambda tx: [cases.save(tx, case) for case in (west, east)] and None)
    assert [row.id for row in database.read(cases.page)] == [west.id, east.id]


def test_filters_narrow(database: Database) -> None:
    case = a_case(7, title="折叠伞", received_at="2026-11-20T10:00:00+08:00")
    other = a_case(
        8,
        status=CaseStatus.CORRECTION,
        clerk_id="1002",
        window="02",
        outlet="330100",
        visit_id="v2",
        title="雨衣",
        received_at="2026-11-21T10:00:00+08:00",
        number="99",
    )
    database.run(lambda tx: [cases.save(tx, one) for one in (case, other)] and None)
    for wanted in (
        Filter(status=("accepted",)),
        Filter(number=case.number[:10]),
        Filter(text="折叠"),
        Filter(until="2026-11-20"),
        Filter(clerk_id="1001"),
        Filter(window="01"),
        Filter(outlet="330106"),
        Filter(visit_id="visit"),
        Filter(since="2026-11-19", until="2026-11-20", text="伞"),
    ):
        found = database.read(lambda tx, wanted=wanted: cases.page(tx, wanted))
        assert [row.id for row in found] == [case.id], wanted
    assert database.read(lambda tx: cases.page(tx, Filter(since="2026-11-22"))) == []
    assert (
        database.read(lambda tx: cases.page(tx, Filter(status=("accepted", "correction"))))[0].id == other.id
    )


def test_filters_take_text_as_text(database: Database) -> None:
    database.run(lambda tx: cases.save(tx, a_case(1)))
    for nasty in ("'; DROP TABLE cases; --", '" OR 1=1', "NEAR(", "title:x", "%", "_"):
        assert database.read(lambda tx, n=nasty: cases.page(tx, Filter(number=n, text=n, clerk_id=n))) == []


def test_earlier_cases_of_the_same_applicant(database: Database) -> None:
    with_paper = a_case(1)
    namesake = a_case(
        2,
        values={
            "applicants": [
                {"name": "杭州𬭎茶业有限公司（示例）", "certificate": {"kind": "uscc", "number": "X9"}}
            ]
        },
    )
    by_name = a_case(3, values={})
    renamed = a_case(
        4,
        applicant_name="新名公司（示例）",
        values={"certificate": {"kind": "uscc", "number": "9133-0106 ma2h"}},
    )
    database.run(
        lambda tx: [cases.save(tx, one) for one in (with_paper, namesake, by_name, renamed)] and None
    )

    def found(name: str, certificate: str = "", leave_out: str = "") -> set[str]:
        rows = database.read(lambda tx: cases.by_applicant(tx, name, certificate, leave_out=leave_out))
        return {row.id for row in rows}

    name = "杭州 𬭎茶业有限公司（示例）"
    assert found(name, "９１３３０１０６ma2H") == {with_paper.id, by_name.id, renamed.id}
    assert found(name) == {with_paper.id, namesake.id, by_name.id}
    assert found(name, "91330106MA2H", leave_out=with_paper.id) == {by_name.id, renamed.id}
    assert found("") == found("", "") == set()


def test_an_agents_paper_is_not_the_applicants(database: Database) -> None:
    case = a_case(
        1, values={"agents": [{"name": "代理（示例）", "certificate": {"kind": "id", "number": "A1"}}]}
    )
    database.run(lambda tx: cases.save(tx, case))
    assert database.read(lambda tx: cases.by_applicant(tx, "代理（示例）", "A1")) == []


def test_parties_follow_the_case(database: Database) -> None:
    case = a_case(1)
    database.run(lambda tx: cases.save(tx, case))
    database.run(lambda tx: cases.save(tx, replace(case, applicant_name="乙（示例）", values={})))
    assert database.read(lambda tx: cases.by_applicant(tx, case.applicant_name)) == []
    assert len(database.read(lambda tx: cases.by_applicant(tx, "乙（示例）"))) == 1


def test_the_workbench_counts(database: Database) -> None:
    day = "2026-11-21"
    made = [
        a_case(1),
        a_case(2, status=CaseStatus.PENDING_CHECK, due_on="2026-11-20"),
        a_case(3, status=CaseStatus.CORRECTION, due_on=day),
        a_case(4, status=CaseStatus.RETURNED, due_on="2026-11-25", received_at="2026-11-01T09:00:00+08:00"),
        a_case(5, due_on="2026-11-01", received_at="2026-11-01T09:00:00+08:00"),
    ]
    database.run(lambda tx: [cases.save(tx, case) for case in made] and None)
    assert database.read(lambda tx: cases.counts(tx, day)) == cases.CaseCounts(3, 1, 1, 1, 2)
    own = database.read(lambda tx: cases.counts(tx, day, outlet="330106", window="02"))
    assert own == cases.CaseCounts(0, 0, 0, 0, 0)
    due = database.read(lambda tx: cases.due_soon(tx, "2026-11-30"))
    assert [row.id for row in due] == [made[1].id, made[2].id, made[3].id]
    assert [row.id for row in database.read(cases.open_corrections)] == [made[2].id]


def test_the_day_ties_out(database: Database) -> None:
    paid = a_payment(1)
    voided = a_payment(2, status=PaymentStatus.VOIDED, total_fen=500)
    made = [
        paid,
        voided,
        a_payment(3, kind=PaymentKind.VOID, total_fen=500, refers_to=voided.id),
        a_payment(4, channel=Channel.CASH, total_fen=30, status=PaymentStatus.PENDING),
        a_payment(5, channel=Channel.CASH, total_fen=70, window="02", case_id="c"),
        a_payment(6, recorded_at="2026-11-20T23:59:59+08:00"),
    ]
    database.run(lambda tx: [payments.save(tx, one) for one in made] and None)
    total = payments.DayTotal
    assert database.read(lambda tx: payments.day_totals(tx, "2026-11-21")) == [
        total(Channel.CASH, PaymentKind.RECORD, 2, 100, 1, 30),
        total(Channel.POS, PaymentKind.RECORD, 2, 90500, 0, 0),
        total(Channel.POS, PaymentKind.VOID, 1, 500, 0, 0),
    ]
    one_window = database.read(lambda tx: payments.day_totals(tx, "2026-11-21", window="02"))
    assert one_window == [total(Channel.CASH, PaymentKind.RECORD, 1, 70, 0, 0)]
    assert [p.id for p in database.read(lambda tx: payments.answers_to(tx, voided.id))] == [made[2].id]
    assert [p.id for p in database.read(lambda tx: payments.of_case(tx, "c"))] == [made[4].id]


def test_papers_are_owed_until_they_came_out_and_kept_as_drawn(database: Database) -> None:
    paper = one_of_each()[Stem.PAPERS]
    failed = replace(paper, id=new_id(), state=PrintState.FAILED)
    done = replace(paper, id=new_id(), state=PrintState.PRINTED)
    database.run(lambda tx: [papers.save(tx, one) for one in (paper, failed, done)] and None)
    assert {row.id for row in database.read(papers.owed)} == {paper.id, failed.id}
    assert database.read(lambda tx: papers.load_pdf(tx, paper.id)) is None
    database.run(lambda tx: papers.save_pdf(tx, paper.id, b"%PDF-1"))
    other = connect(database.path, KEY)
    other.execute("PRAGMA recursive_triggers=OFF")
    for how in ("INSERT", "INSERT OR REPLACE"):
        with pytest.raises(driver.IntegrityError):
            other.execute(f"{how} INTO paper_files VALUES (?, 'x', ?)", (paper.id, b"other"))
    other.close()
    with pytest.raises(driver.IntegrityError):
        database.run(lambda tx: papers.save_pdf(tx, paper.id, b"other"))
    assert database.read(lambda tx: papers.load_pdf(tx, paper.id)) == b"%PDF-1"
    assert len(database.read(lambda tx: papers.of_record(tx, "case"))) == 3


def test_a_visit_is_rated_once_for_each_case_and_stage(database: Database) -> None:
    rating = one_of_each()[Stem.EVALUATIONS]
    database.run(lambda tx: evaluations.save(tx, rating))
    assert database.read(lambda tx: evaluations.given(tx, "visit", None, "acceptance"))
    assert not database.read(lambda tx: evaluations.given(tx, "visit", "c1", "acceptance"))
    assert not database.read(lambda tx: evaluations.given(tx, "visit", None, "result"))


def test_tickets_begin_anew(database: Database) -> None:
    old = one_of_each()[Stem.VISITS]
    new = replace(old, id=new_id(), opened_at="2026-11-22T09:00:00+08:00")
    database.run(lambda tx: [visits.save(tx, one) for one in (new, old)] and None)
    assert database.read(lambda tx: visits.by_number(tx, "A012")) == new
    assert database.read(lambda tx: visits.by_number(tx, "")) is None


def test_lists_tell_the_delivery(database: Database) -> None:
    database.run(lambda tx: enter(tx, Stem.CASES, a_case()))
    assert database.read(cases.page)[0].delivery is DeliveryWord.SAVED
