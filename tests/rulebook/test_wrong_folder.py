"""Mistakes that lie in more than one place: files that clash, files that are missing, answers read late."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.obstacles import Obstacle, Trouble
from app.rulebook import Rulebook
from tests.rulebook.folder import Folder

TM = "matters/trademark/TM-REG.yaml"
LATER = "matters/trademark/TM-REG.2027-01-01.yaml"
NEW_YEAR = date(2027, 1, 1)


def refused(folder: Folder) -> dict[str, str | int]:
    with pytest.raises(Obstacle) as caught:
        Rulebook.load(folder.root)
    assert caught.value.trouble is Trouble.RULES_BAD
    return caught.value.facts


def add_later(folder: Folder) -> None:
    """A second file for the same matter, from new year on."""
    text = (folder.root / TM).read_text("utf-8")
    text = text.replace("effective_from: 2019-11-01", "effective_from: 2027-01-01", 1)
    text = text.replace("version: 2026.11.21", "version: 2027.1.1", 1)
    (folder.root / LATER).write_text(text, "utf-8")


def test_two_files_of_one_matter_may_follow_each_other(folder: Folder) -> None:
    add_later(folder)
    folder.change(TM, "effective_to: null", "effective_to: 2026-12-31")
    rules = Rulebook.load(folder.root)
    before, after = rules.matter("TM-REG", date(2026, 12, 31)), rules.matter("TM-REG", NEW_YEAR)
    assert before is not None
    assert after is not None
    assert (before.version, after.version) == ("2026.11.21", "2027.1.1")
    assert before.effective_to == date(2026, 12, 31)


def test_two_files_of_one_matter_may_not_overlap(folder: Folder) -> None:
    add_later(folder)
    facts = refused(folder)
    assert facts["field"] == "effective_from"
    assert "two files of TM-REG apply on the same day" in str(facts["reason"])
    assert "effective_from" in folder.line(str(facts["file"]), int(facts["line"]))


def test_a_group_may_not_use_itself(folder: Folder) -> None:
    folder.change(
        "forms/groups.yaml",
        "  tm_channel:",
        "  ring:\n    zh: 圈\n    en: Ring\n    fields:\n      - {use: ring}\n\n  tm_channel:",
    )
    facts = refused(folder)
    assert "the group ring uses itself" in str(facts["reason"])
    assert "{use: ring}" in folder.line("forms/groups.yaml", int(facts["line"]))


def test_a_missing_file_is_named(folder: Folder) -> None:
    (folder.root / "guides" / "reasons.yaml").unlink()
    facts = refused(folder)
    assert facts["file"] == "guides/reasons.yaml"
    assert "cannot be read" in str(facts["reason"])


def test_a_file_in_another_encoding_is_named(folder: Folder) -> None:
    path = folder.root / "guides" / "destinations.yaml"
    path.write_bytes(path.read_text("utf-8").encode("gb18030"))
    facts = refused(folder)
    assert (facts["file"], facts["reason"]) == ("guides/destinations.yaml", "the file is not UTF-8")


def test_an_empty_file_is_refused(folder: Folder) -> None:
    (folder.root / TM).write_text("# nothing\n", "utf-8")
    assert refused(folder)["file"] == TM


def test_a_part_may_not_be_missing(folder: Folder) -> None:
    path = folder.root / "forms" / "groups.yaml"
    text = path.read_text("utf-8")
    path.write_text(text[text.index("groups:") :], "utf-8")
    facts = refused(folder)
    assert (facts["file"], facts["field"]) == ("forms/groups.yaml", "sections")
    assert facts["reason"] == "the key sections is missing"


def test_a_list_where_names_belong_is_refused(folder: Folder) -> None:
    (folder.root / "guides" / "reasons.yaml").write_text("- R-ID-MISSING\n", "utf-8")
    facts = refused(folder)
    assert (facts["file"], facts["line"]) == ("guides/reasons.yaml", 1)
    assert facts["reason"] == "a mapping must stand here"


def test_a_grade_may_not_be_missing(folder: Folder) -> None:
    path = folder.root / "evaluation" / "national.yaml"
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("  - grade: very_dissatisfied")], "utf-8")
    facts = refused(folder)
    assert facts["reason"] == "the grade very_dissatisfied is missing"


KNOWLEDGE = [
    ("    matters: [PAT-PAY-FILING,", "    matters: [PAT-PAY,", "entries[0].matters[0]", "no matter PAT-PAY"),
    ("    fees: []", "    fees: [pat.none]", "entries[0].fees[0]", "no fee pat.none"),
    ("id: KB-PY-002", "id: KB-PY-001", "entries[1].id", "KB-PY-001 stands twice"),
    ("id: KB-PY-002", "id: KB-2", "entries[1].id", "matching regex"),
    ("    valid_to: null", "    valid_to: 2001-01-01", "entries[0].valid_to", "ends before"),
    ("    version: 1", "    version: 0", "entries[0].version", ">= 1"),
    ("    confidence: high", "    confidence: sure", "entries[0].confidence", "Invalid"),
    ("entries:", "answers:", "answers", "not known here"),
]


@pytest.mark.parametrize(
    ("old", "new", "field", "reason"), KNOWLEDGE, ids=[row[1].strip() for row in KNOWLEDGE]
)
def test_a_wrong_answer_is_refused_on_first_use(
    folder: Folder, old: str, new: str, field: str, reason: str
) -> None:
    """Loading leaves the answers alone; the first question reads and checks them all."""
    folder.change("knowledge/payment.yaml", old, new)
    rules = Rulebook.load(folder.root)
    with pytest.raises(Obstacle) as caught:
        rules.consult("年费", date(2026, 11, 21), 5)
    facts = caught.value.facts
    assert (facts["file"], facts["field"]) == ("knowledge/payment.yaml", field)
    assert reason in str(facts["reason"])
    assert new.strip() in folder.line("knowledge/payment.yaml", int(facts["line"])) or field == "answers"


def test_a_stray_knowledge_file_is_refused(folder: Folder) -> None:
    (folder.root / "knowledge" / "weather.yaml").write_text("entries: []\n", "utf-8")
    with pytest.raises(Obstacle, match=r"knowledge/categories\.yaml has no weather"):
        len(Rulebook.load(folder.root).knowledge)
