"""What the files of the project never contain."""

from __future__ import annotations

import re
import subprocess
import sys

from tests.habits import tree

HERE = tree.place(tree.ROOT / "tests" / "habits" / "test_texts.py")


def _hits(pattern: str) -> list[str]:
    wanted = re.compile(pattern)
    found = []
    for path in tree.texts():
        if tree.place(path) == HERE or "licences" in path.parts:
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if wanted.search(line):
                found.append(f"{tree.place(path)}:{number}: {line.strip()[:100]}")
    return found


def test_no_registry_address_in_any_file() -> None:
    """Locks carry hashes and no address; the machine that installs knows where to ask."""
    assert (
        _hits(
            r"(?i)\bpypi\.org|pythonhosted|registry\.npmjs|deb\.debian\.org|--(extra-)?index-url|--find-links"
        )
        == []
    )


def test_locks_carry_hashes_and_no_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (tree.ROOT / name).read_text("utf-8")
        assert "://" not in text
        pins = [line for line in text.splitlines() if re.match(r"^[a-z0-9]", line)]
        assert len(pins) > 20
        assert text.count("--hash=sha256:") >= len(pins)


def test_no_path_of_a_development_machine() -> None:
    assert _hits(r"/work/|/root/|/home/[a-z]+/|C:\\\\Users\\\\[A-Za-z]+") == []


def test_no_leftovers() -> None:
    marks = "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"))
    assert _hits(rf"#.*\b({marks})\b") == []


def test_the_catalogue_is_compiled_from_what_stands_in_the_tree() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "app.words.compile", "--check"],
        cwd=tree.ROOT,
        check=False,
    )
    assert said.returncode == 0, "run: make catalogue"
