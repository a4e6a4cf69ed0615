"""What holds on which day: matters, their parts, options, and answers."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.obstacles import Obstacle
from app.rulebook import Rulebook
from tests.rulebook.folder import Folder

TODAY = date(2026, 11, 21)
LAST, NEW_YEAR = date(2026, 12, 31), date(2027, 1, 1)


def options(rules: Rulebook, code: str, field: str, on: date) -> list[object]:
    one = rules.matter(code, on)
    assert one is not None
    return [option.value for found in one.fields if found.id == field for option in found.options]


def test_before_its_first_day_a_matter_does_not_exist(rules: Rulebook) -> None:
    assert rules.matter("TM-REG", date(2019, 10, 31)) is None
    assert rules.matter("TM-REG", date(2019, 11, 1)) is not None
    assert "TM-REG" not in {one.code for one in rules.matters(date(2019, 10, 31))}
    assert rules.search("TM-REG", date(2019, 10, 31)) == []


def test_an_unknown_code_is_no_matter(rules: Rulebook) -> None:
    assert rules.matter("TM-NONE", TODAY) is None


def test_after_its_last_day_a_matter_is_gone(folder: Folder) -> None:
    folder.change("matters/trademark/TM-REG.yaml", "effective_to: null", "effective_to: 2026-11-20")
    rules = Rulebook.load(folder.root)
    assert rules.matter("TM-REG", date(2026, 11, 20)) is not None
    assert rules.matter("TM-REG", TODAY) is None


def test_motion_marks_begin_with_the_new_law(rules: Rulebook) -> None:
    assert "motion" not in options(rules, "TM-REG", "mark_types", LAST)
    assert "motion" in options(rules, "TM-REG", "mark_types", NEW_YEAR)
    before, after = rules.matter("TM-REG", LAST), rules.matter("TM-REG", NEW_YEAR)
    assert before is not None
    assert after is not None
    kinds = [next(q for q in one.questions if q.id == "q_mark") for one in (before, after)]
    assert [any(answer.value == "motion" for answer in one.answers) for one in kinds] == [False, True]


def test_the_legal_basis_changes_with_the_law(rules: Rulebook) -> None:
    before, after = rules.matter("TM-RENEW", LAST), rules.matter("TM-RENEW", NEW_YEAR)
    assert before is not None
    assert after is not None
    assert before.legal_basis[0].startswith("商标法（2019年修正）")
    assert after.legal_basis[0].startswith("商标法（2026年修订）")
    assert (before.effective_to, after.effective_from, after.effective_to) == (LAST, NEW_YEAR, None)


def test_the_originality_statement_begins_on_its_day(rules: Rulebook) -> None:
    for day, asked in ((date(2026, 10, 14), False), (date(2026, 10, 15), True)):
        one = rules.matter("IC-REG", day)
        assert one is not None
        assert ("originality_statement" in {material.id for material in one.materials}) is asked
        assert ("originality_statement_pages" in {field.id for field in one.fields}) is asked
        assert ("q_statement" in {question.id for question in one.questions}) is asked


def test_a_record_finds_the_matter_it_was_made_with(rules: Rulebook) -> None:
    for day in (LAST, NEW_YEAR):
        one = rules.matter("TM-REG", day)
        assert one is not None
        assert rules.matter_of("TM-REG", one.version) is one
    assert rules.matter_of("TM-REG", "1999.1.1").effective_from == NEW_YEAR
    with pytest.raises(Obstacle, match="not packaged"):
        rules.matter_of("TM-NONE", "1")


def test_answers_are_offered_only_while_they_are_valid(rules: Rulebook) -> None:
    """KB-TR-015 tells the old opposition period, KB-TR-016 the new one."""
    old, new = rules.knowledge["KB-TR-015"], rules.knowledge["KB-TR-016"]
    assert (old.valid_to, new.valid_from) == (LAST, NEW_YEAR)
    asked = old.question
    assert next(one.id for one in rules.consult(asked, LAST, 3)) == "KB-TR-015"
    assert "KB-TR-016" not in {one.id for one in rules.consult(asked, LAST, 50)}
    after = {one.id for one in rules.consult(asked, NEW_YEAR, 50)}
    assert "KB-TR-015" not in after
    assert "KB-TR-016" in after
