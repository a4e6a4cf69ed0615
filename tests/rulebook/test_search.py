"""What a clerk types, and what comes first."""

from __future__ import annotations

import time
from datetime import date

import pytest

from app.rulebook import Rulebook

TODAY = date(2026, 11, 21)

FIRST = [
    ("改公司名字", "TM-CHANGE"),
    ("公司名字换了", "TM-CHANGE"),
    ("公司改名", "TM-CHANGE"),
    ("sbzc", "TM-REG"),
    ("SBZCSQ", "TM-REG"),
    ("shangbiaozhuce", "TM-REG"),
    ("商标注册申请", "TM-REG"),
    ("商标注册", "TM-REG"),
    ("想注册个商标", "TM-REG"),
    ("PAT-APP-INV", "PAT-APP-INV"),
    ("pat-app-inv", "PAT-APP-INV"),
    ("ＰＡＴ－ＡＰＰ－ＵＭ", "PAT-APP-UM"),
    ("tmreg", "TM-REG"),
    ("发明", "PAT-APP-INV"),
    ("fmzl", "PAT-APP-INV"),
    ("实用新型", "PAT-APP-UM"),
    ("外观", "PAT-APP-DES"),
    ("交年费晚了", "PAT-PAY-ANNUAL"),
    ("年费", "PAT-PAY-ANNUAL"),
    ("续展", "TM-RENEW"),
    ("商标快到期了怎么办", "TM-RENEW"),
    ("合作社想贴地理标志", "GI-MARK-USE"),
    ("布图 登记", "IC-REG"),
    ("布图设计登记费怎么交", "IC-PAY"),
    ("hcp", "GEN-RATING"),
    ("haochaping", "GEN-RATING"),
    ("给今天的服务打个分", "GEN-RATING"),
    ("renewal", "TM-RENEW"),
    ("Utility model", "PAT-APP-UM"),
]


@pytest.mark.parametrize(("typed", "code"), FIRST)
def test_what_comes_first(rules: Rulebook, typed: str, code: str) -> None:
    assert next(one.code for one in rules.search(typed, TODAY)) == code


@pytest.mark.parametrize("typed", ["xyzzy", "天气预报", "q", "2019"])
def test_what_fits_nothing_finds_nothing(rules: Rulebook, typed: str) -> None:
    assert rules.search(typed, TODAY) == []


def test_empty_text_finds_all(rules: Rulebook) -> None:
    assert rules.search("", TODAY) == list(rules.matters(TODAY))
    assert rules.search("  ", TODAY) == list(rules.matters(TODAY))


def test_every_word_must_fit(rules: Rulebook) -> None:
    found = {one.code for one in rules.search("布图 年费", TODAY)}
    assert found == set()


def test_hostile_text_is_only_text(rules: Rulebook) -> None:
    for typed in ("(((", "[a-z", "\\", "%_", "a" * 5000, "\ud800", "𬭎"):
        assert isinstance(rules.search(typed, TODAY), list)


CONSULTED = [
    ("年费晚交了有滞纳金吗", {"KB-PY-009", "KB-PY-010"}),
    ("发明专利申请要带什么材料", {"KB-PA-003"}),
    ("专利怎么质押贷款", {"KB-PF-001"}),
    ("PCT 申请是什么", {"KB-OV-003"}),
    ("实用新型 附图", {"KB-PA-004"}),
]


@pytest.mark.parametrize(("asked", "wanted"), CONSULTED)
def test_answers_that_fit_come_first(rules: Rulebook, asked: str, wanted: set[str]) -> None:
    found = [one.id for one in rules.consult(asked, TODAY, 5)]
    assert len(found) == 5
    assert found[0] in wanted


def test_no_answer_is_better_than_any(rules: Rulebook) -> None:
    assert rules.consult("", TODAY, 5) == []
    assert rules.consult("qwertz", TODAY, 5) == []


def test_the_limit_holds(rules: Rulebook) -> None:
    assert len(rules.consult("专利", TODAY, 3)) == 3


def test_loading_and_searching_are_quick(rules: Rulebook) -> None:
    """Processor time, best of five: 90 ms to load and 2 ms an answer on a quiet machine; here with slack."""
    loads, searches = [], []
    for _ in range(5):
        begun = time.process_time()
        Rulebook.load()
        loads.append(time.process_time() - begun)
        begun = time.process_time()
        rules.search("公司改名了", TODAY)
        rules.consult("年费晚交了有滞纳金吗", TODAY, 5)
        searches.append(time.process_time() - begun)
    assert min(loads) < 0.3, f"{min(loads) * 1000:.0f} ms"
    assert min(searches) < 0.02, f"{min(searches) * 1000:.1f} ms"
