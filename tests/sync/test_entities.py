"""The entities' short answers, held against the store that cuts groups and the province that judges."""

from __future__ import annotations

import pytest

from app.contract.kinds import Stem
from app.province.entities import ENTITIES as AT_THE_PROVINCE
from app.sync.entities import ENTITIES, Line, Writer
from localdb import groups
from tests.support import ops

RECORDS: dict[Stem, groups.Record] = {
    Stem.VISITS: ops.visit(ticket="A012", visitor_kind="agent"),
    Stem.CASES: ops.case(number="1990101"),
    Stem.PAYMENTS: ops.payment(number="2990101"),
    Stem.CONSULTATIONS: ops.consultation(number="3990101", person="周明（示例）"),
    Stem.INQUIRIES: ops.inquiry(number="5990101"),
    Stem.EVALUATIONS: ops.evaluation(number="6990101"),
    Stem.PAPERS: ops.paper(number="4990101"),
}
LINES = {
    Stem.VISITS: Line("A012", "agent", "张三（示例）"),
    Stem.CASES: Line("1990101", "TM-01", "示例标（示例）"),
    Stem.PAYMENTS: Line("2990101", "record", "示例公司（示例）"),
    Stem.CONSULTATIONS: Line("3990101", "pledge", "周明（示例）"),
    Stem.INQUIRIES: Line("5990101", "number"),
    Stem.EVALUATIONS: Line("6990101", "satisfied"),
    Stem.PAPERS: Line("4990101", "material_list"),
}


@pytest.mark.parametrize("stem", list(Stem))
def test_groups_are_those_the_store_cuts(stem: Stem) -> None:
    assert tuple(groups.split(stem, RECORDS[stem])) == ENTITIES[stem].groups


@pytest.mark.parametrize("stem", list(Stem))
def test_who_may_write_is_what_the_province_enforces(stem: Stem) -> None:
    single = AT_THE_PROVINCE[stem].single_writer
    assert (ENTITIES[stem].writer is Writer.ITS_WINDOW) == single


@pytest.mark.parametrize("stem", list(Stem))
def test_one_line_names_the_record(stem: Stem) -> None:
    assert ENTITIES[stem].summary(groups.split(stem, RECORDS[stem])) == LINES[stem]


@pytest.mark.parametrize("stem", list(Stem))
@pytest.mark.parametrize("body", [{}, {"case": 7}, {"form": {"title": None}}])
def test_a_patch_or_a_stranger_makes_a_shorter_line(stem: Stem, body: dict[str, object]) -> None:
    assert ENTITIES[stem].summary(body) == Line()


def test_every_clash_has_a_name_of_its_own() -> None:
    names = [entity.conflict for entity in ENTITIES.values()]
    assert len(set(names)) == len(Stem)
