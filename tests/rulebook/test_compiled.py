"""The kept form of the rules: the same rules, for these very files only, and never in anybody's way."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from app.domain.obstacles import Obstacle
from app.rulebook import Rulebook, compiled
from app.rulebook.package import Package
from app.rulebook.reading import read
from tests.rulebook.folder import PACKAGED, Folder

ON = date(2026, 11, 21)
REASONS = "guides/reasons.yaml"


def kept(folder: Folder, name: str = "rules") -> Path:
    return folder.root / "compiled" / f"{name}.bin"


def titles(rules: Rulebook) -> set[str]:
    return {source.title for source in rules.sources.values()}


def retitle(folder: Folder) -> str:
    first = next(iter(Rulebook.load(folder.root).sources.values())).title
    folder.change("sources.yaml", first, "another title")
    return first


def test_what_is_kept_is_what_the_files_say(folder: Folder) -> None:
    first, again = Rulebook.load(folder.root), Rulebook.load(folder.root)
    assert kept(folder).exists()
    said = read(folder.root)
    for name in Package.__struct_fields__:
        assert getattr(first, name) == getattr(said, name) == getattr(again, name), name
    assert first.consult("商标注册多少钱", ON) == again.consult("商标注册多少钱", ON) != []
    assert kept(folder, "knowledge").exists()


def test_kept_rules_need_no_reader() -> None:
    """The second load touches neither the YAML reader nor the checks."""
    code = (
        "import sys, datetime; from app.rulebook import Rulebook; Rulebook.load().consult('商标', datetime"
        ".date(2026, 11, 21)); print(*{'yaml', 'app.rulebook.reading', 'app.rulebook.answers',"
        " 'app.rulebook.shapes'} & set(sys.modules))"
    )
    Rulebook.load().consult("商标", ON)
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert told.stdout.split() == []


def test_a_changed_file_is_read_anew(folder: Folder) -> None:
    before = retitle(folder)
    now = titles(Rulebook.load(folder.root))
    assert "another title" in now
    assert before not in now


def test_a_mistake_is_told_by_file_and_line_though_good_rules_are_kept(folder: Folder) -> None:
    Rulebook.load(folder.root)
    folder.change(REASONS, "outcome: refuse", "outcome: perhaps")
    with pytest.raises(Obstacle) as caught:
        Rulebook.load(folder.root)
    assert caught.value.facts["file"] == REASONS
    assert "perhaps" in folder.line(REASONS, int(caught.value.facts["line"]))


def test_a_file_that_came_or_went_is_seen(folder: Folder) -> None:
    Rulebook.load(folder.root)
    (folder.root / "calendar" / "cn-2026.yaml").unlink()
    assert 2026 not in Rulebook.load(folder.root).calendar.years


@pytest.mark.parametrize("place", [0, 40, 70, -1], ids=["key", "sum", "first", "last"])
def test_damage_counts_as_nothing_kept(folder: Folder, place: int) -> None:
    sound = Rulebook.load(folder.root)
    content = bytearray(kept(folder).read_bytes())
    content[place] ^= 1
    kept(folder).write_bytes(content)
    assert Rulebook.load(folder.root).versions == sound.versions
    kept(folder).write_bytes(content[: len(content) // 2])
    assert Rulebook.load(folder.root).versions == sound.versions


def test_where_nothing_can_be_kept_the_files_are_read(folder: Folder) -> None:
    (folder.root / "compiled").write_text("in the way")
    retitle(folder)
    assert "another title" in titles(Rulebook.load(folder.root))


def test_every_file_that_is_read_counts(folder: Folder) -> None:
    """Nothing may be read that could change unseen."""
    opened: set[str] = set()
    recording = True

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        if recording and event == "open" and str(arguments[0]).startswith(str(folder.root)):
            opened.add(str(arguments[0]))

    sys.addaudithook(hear)
    Rulebook.load(folder.root).consult("商标", ON)
    recording = False
    counted = {str(path) for path in compiled.sources(folder.root)}
    assert opened >= counted
    assert not {one for one in opened if "/compiled/" not in one} - counted


def test_the_packaged_rules_are_kept_beside_them() -> None:
    Rulebook.load()
    assert (PACKAGED / "compiled" / "rules.bin").exists()
