"""A notice cites only the law of its own matter, as it stands on the day."""

from __future__ import annotations

from datetime import date

import pytest

from app.rulebook import Rulebook
from app.usecases.paper_contents.legal_ground import legal_ground

TODAY = date(2026, 11, 21)
NEXT_YEAR = date(2027, 1, 4)


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return Rulebook.load()


def ground(rules: Rulebook, matter: str, *codes: str, on: date = TODAY) -> tuple[str, ...]:
    found = rules.matter(matter, on)
    assert found is not None
    return legal_ground(found, [rules.reasons[code] for code in codes], on)


def test_a_missing_power_of_attorney_in_each_line(rules: Rulebook) -> None:
    assert ground(rules, "TM-REG", "R-AUTH-MISSING") == ("商标法实施条例第5条",)
    assert ground(rules, "PAT-APP-INV", "R-AUTH-MISSING") == ("专利法实施细则第17条",)
    # neither regulation is about layout designs: the matter's own law
    layout = rules.matter("IC-REG", TODAY)
    assert layout is not None
    assert ground(rules, "IC-REG", "R-AUTH-MISSING") == layout.legal_basis


def test_no_notice_cites_the_law_of_another_right_or_a_note_to_the_author(rules: Rulebook) -> None:
    foreign = {"trademark": ("专利",), "patent": ("商标",), "ic": ("专利", "商标"), "gi": ("专利", "商标")}
    for on in (TODAY, NEXT_YEAR):
        for matter in rules.matters(on):
            for code in matter.reasons:
                told = ground(rules, matter.code, code, on=on)
                assert told or not matter.legal_basis, (matter.code, code)
                for source in told if told != matter.legal_basis else ():
                    assert not any(word in source for word in foreign.get(matter.line.value, ())), source
                    assert not any(note in source for note in ("年起", "起）", "各事项", "相应", "类比")), (
                        source
                    )


@pytest.mark.parametrize(("on", "article"), [(TODAY, "商标法第10、11条"), (NEXT_YEAR, "商标法第15-17条")])
def test_the_article_of_the_day(rules: Rulebook, on: date, article: str) -> None:
    (code,) = (code for code, one in rules.reasons.items() if one.basis.startswith("商标法第10、11条"))
    assert ground(rules, "TM-REG", code, on=on) == (article,)
