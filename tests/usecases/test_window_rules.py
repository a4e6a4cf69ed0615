"""What a rule leaves to the province is decided by the window's setting, on its word and by who may."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from app.domain.case import Decision, Draft, MaterialLine, MaterialState
from app.domain.refusals import Refused
from app.domain.window_rules import PaperRule
from app.usecases.accept_case import FileCase, file_case
from app.usecases.assess import Assessment, assess
from app.usecases.desk import new_id
from app.usecases.window_rules import NAME, SetWindow, load_window, set_window
from localdb import settings
from tests.support.matters import gi_mark, layout
from tests.usecases.conftest import Counter

BASIS = "省局（示例）2026年第1号通知"


@pytest.fixture(autouse=True)
def as_before(counter: Counter) -> Iterator[None]:
    yield
    counter.desk.database.run(lambda tx: settings.put(tx, NAME, None))
    counter.done(set_window, SetWindow())


def asked(**changes: Any) -> SetWindow:
    return SetWindow(basis=BASIS, **changes)


def judged(counter: Counter, matter: str, values: Any, answers: Any) -> Assessment:
    found = assess(
        counter.desk.desk(), Draft(id="d", kind="acceptance", matter=matter, values=values, answers=answers)
    )
    assert not isinstance(found, Refused)
    return found


def paper_of(counter: Counter, matter: str = "IC-REG") -> str:
    """A demanded paper of which the rule does not say whether it may follow later."""
    found = judged(counter, matter, *layout("2026-11-01"))
    return next(m.id for m in found.state.materials if m.tolerance_allowed is None)


def without(counter: Counter, paper: str, **more: Any) -> FileCase:
    """All papers but this one are here."""
    values, answers = layout("2026-11-01")
    found = judged(counter, "IC-REG", values, answers)
    lines = tuple(
        MaterialLine(
            material=m.id,
            state=MaterialState.MISSING if m.id == paper else MaterialState.RECEIVED,
            originals=m.originals,
            copies=m.copies,
        )
        for m in found.state.materials
    )
    request: dict[str, Any] = {"matter": "IC-REG", "values": values, "answers": answers, "materials": lines}
    return FileCase(id=new_id(), **(request | more))


def test_what_nobody_set_allows_nothing_and_is_told(counter: Counter) -> None:
    told = counter.done(set_window, SetWindow())
    assert told.rules.basis == ""
    paper = paper_of(counter)
    assert paper in told.open_papers["IC-REG"]
    assert counter.done(file_case, without(counter, paper)).case.decision is Decision.CORRECTION_NOTICE
    wanted = without(counter, paper, decision=Decision.TOLERATE)
    assert ("set_by_province", f"materials.{paper}") in counter.refused(file_case, wanted)


def test_the_province_s_word_decides_and_survives_a_restart(counter: Counter) -> None:
    paper = paper_of(counter)
    rule = {"IC-REG": {paper: PaperRule(tolerance_allowed=True)}}
    told = counter.done(set_window, asked(papers=rule), by="3390")
    assert (told.rules.basis, told.rules.set_by) == (BASIS, "3390")
    assert paper not in told.open_papers["IC-REG"]
    assert counter.desk.database.read(load_window) == told.rules == counter.desk.window_rules
    assert counter.done(file_case, without(counter, paper)).case.decision is Decision.TOLERATE
    rule = {"IC-REG": {paper: PaperRule(tolerance_allowed=False)}}
    counter.done(set_window, asked(papers=rule), by="3390")
    wanted = without(counter, paper, decision=Decision.TOLERATE)
    assert ("tolerance_not_allowed", f"materials.{paper}") in counter.refused(file_case, wanted)


def test_a_matter_taken_off_the_window_is_not_taken_in(counter: Counter) -> None:
    counter.done(set_window, asked(offered={"GI-MARK-USE": False, "TM-REG": False}), by="3390")
    values, answers = gi_mark()
    stopped = judged(counter, "GI-MARK-USE", values, answers)
    assert [stop.question for stop in stopped.state.stops] == ["q_window_open"]
    told = judged(counter, "TM-REG", {}, {})
    assert [(r.code.value, r.facts["basis"]) for r in told.refusals[:1]] == [("not_at_this_window", BASIS)]
    found = counter.refused(file_case, FileCase(id=new_id(), matter="TM-REG", decision=Decision.ACCEPT))
    assert ("not_at_this_window", "") in found


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"offered": {"TM": True}}, {("unknown_matter", "offered.TM")}),
        ({"papers": {"TM": {}}}, {("unknown_matter", "papers.TM")}),
        ({"papers": {"TM-REG": {"x": PaperRule()}}}, {("unknown_material", "papers.TM-REG.x")}),
        (
            {"papers": {"IC-REG": {"application_form": PaperRule(commitment_allowed=True)}}},
            {("contradicts", "papers.IC-REG.application_form.commitment_allowed")},
        ),
    ],
)
def test_a_setting_fills_in_what_is_open_and_overrules_nothing(
    counter: Counter, changes: Any, found: set[tuple[str, str]]
) -> None:
    assert counter.refused(set_window, asked(**changes), by="3390") == found
    assert counter.desk.window_rules.basis == ""


def test_who_sets_it_and_on_whose_word(counter: Counter) -> None:
    request = asked(offered={"TM-REG": True})
    assert counter.refused(set_window, request, by="3301") == {("not_permitted", "")}
    nobody = SetWindow(offered={"TM-REG": True})
    assert counter.refused(set_window, nobody, by="3390") == {("required", "basis")}
