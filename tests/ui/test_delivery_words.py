"""The delivery page counts in steps everywhere, names every row and says ages as people do."""

from __future__ import annotations

from datetime import datetime

import pytest

from app.ui.pages.sync.lines import number_of, steps_of
from app.ui.times import ago
from app.usecases.read_delivery import DeliveryLine
from app.words.catalogue import Language, set_language

_NOW = datetime.fromisoformat("2026-11-22T02:04:30+08:00")


@pytest.fixture(autouse=True)
def _in_chinese() -> None:
    set_language(Language.ZH)


def _line(kind: str, number: str = "", waiting: int = 1) -> DeliveryLine:
    return DeliveryLine(
        record_id="r",
        stem=kind.split(".", maxsplit=1)[0],
        kind=kind,
        number=number,
        word="not_delivered",
        waiting=waiting,
        captured_at=_NOW.isoformat(),
    )


def test_a_row_says_how_many_steps_it_stands_for() -> None:
    assert steps_of(_line("cases.file")) == "受理"
    assert steps_of(_line("cases.file", waiting=3)) == "受理等 3 步"


def test_a_row_without_a_number_has_a_name() -> None:
    assert number_of(_line("visits.open", "A012")) == "A012"
    assert number_of(_line("visits.open")) == "来访"
    assert number_of(_line("evaluations.give")) == "评价"
    assert number_of(_line("inquiries.log")) == "查询登记"


@pytest.mark.parametrize(
    ("at", "words"),
    [("2026-11-22T02:04:00+08:00", "刚刚"), ("2026-11-22T01:52:00+08:00", "12 分钟前")],
)
def test_an_age_has_no_stray_space_and_no_zero(at: str, words: str) -> None:
    assert ago(at, _NOW) == words
