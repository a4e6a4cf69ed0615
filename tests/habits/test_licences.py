"""Everything that is installed with the program shows its licence."""

from __future__ import annotations

import re

import pytest

from app.ui.pages.settings.about import licence_texts
from installers.collect_licences import BY_HAND, PLACE, locked
from tests.habits import tree


@pytest.mark.parametrize("name", locked())
def test_every_package_that_runs_has_its_licence_text(name: str) -> None:
    text = (PLACE / f"{name}.txt").read_text("utf-8")
    assert len(text) > 500
    assert text.lower().startswith(name)


def test_the_texts_are_those_of_the_locked_versions() -> None:
    lock = (tree.ROOT / "requirements.lock").read_text("utf-8")
    stale = []
    for name, version in re.findall(r"^([a-z0-9][a-z0-9._-]*)==([^ ]+)", lock, re.MULTILINE):
        head = (PLACE / f"{name}.txt").read_text("utf-8").splitlines()[0]
        if name not in BY_HAND and version not in head:
            stale.append(f"{name}: {head}")
    assert stale == [], "run: python installers/collect_licences.py"


def test_the_program_itself_shows_every_text() -> None:
    shown = licence_texts()
    assert {f"{name}.txt" for name in locked()} <= set(shown)
    assert {"LGPL-3.0.txt", "GPL-3.0.txt", "OFL-NotoSansSC.txt", "Hanazono.txt", "SQLCipher.txt"} <= set(
        shown
    )


@pytest.mark.parametrize("name", ["pyside6-essentials", "shiboken6"])
def test_qt_says_which_licence_and_where_its_exact_sources_are(name: str) -> None:
    """LGPL-3.0 section 4: the licence text beside it, replaceable libraries, the corresponding source."""
    text = (PLACE / f"{name}.txt").read_text("utf-8")
    lock = (tree.ROOT / "requirements.lock").read_text("utf-8")
    version = re.search(rf"^{name}==([0-9.]+)", lock, re.MULTILINE)
    assert version is not None
    for words in ("LGPL-3.0.txt", "GPL-3.0.txt", "replace", f"tag v{version.group(1)}"):
        assert words in text


def test_nothing_that_forbids_our_licence_is_locked() -> None:
    """GPL without the L would bind the whole program; where a choice is offered we take the LGPL."""
    bad = [
        name
        for name in locked()
        if re.search(r"(?<!L)GPL", (PLACE / f"{name}.txt").read_text("utf-8").splitlines()[0])
        and "LGPL" not in (PLACE / f"{name}.txt").read_text("utf-8").splitlines()[0]
    ]
    assert bad == []
