"""The documents say what is so: their commands run, their links lead somewhere, their pictures exist."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.habits import tree

RUN = ("README.md", "README.zh-CN.md", "CONTRIBUTING.md")
READ = (*RUN, "ARCHITECTURE.md", "DECISIONS.md", "CHANGELOG.md")
NOT_HERE = ("make ", "git clone ")
"""`make` would call this very test; a clone needs a place to clone from."""
LARGEST_PICTURE = 250_000
_FENCE = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


ANSWERS = {
    '"claims": 15': '"total_fen": 169500',
    '"annual_fee"': '"total_fen": 220000',
    '"ic_registration_fee"': '"date": "2026-10-08"',
    " province ": '"code"',
    "--code TM-REG": '"uscc"',
}
"""What a block asks -> what the sentence below it promises."""


def commands() -> list[tuple[str, str, str]]:
    """Document, shell text and promised answer of each block, without the lines that are not run here."""
    found = []
    for name in RUN:
        for block in _FENCE.findall((tree.ROOT / name).read_text("utf-8")):
            lines = [line for line in block.splitlines() if not line.startswith(NOT_HERE)]
            if any(line.strip() for line in lines):
                text = "\n".join(lines)
                answer = next(said for asked, said in ANSWERS.items() if asked in text)
                found.append((name, text, answer))
    return found


def _links() -> list[tuple[str, str]]:
    return [(name, link) for name in READ for link in _LINK.findall((tree.ROOT / name).read_text("utf-8"))]


def _anchors(path: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def _run(text: str, folder: Path) -> str:
    """What the block says, run in this folder by this interpreter where the document names the checkout's."""
    said = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", text.replace(".venv/bin/python", f'"{sys.executable}"')],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(tree.ROOT), "PYTHONUTF8": "1", "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert said.returncode == 0, f"{text}\n{said.stdout[-500:]}\n{said.stderr[-1500:]}"
    return said.stdout


@pytest.mark.slow
@pytest.mark.parametrize(("name", "text", "answer"), commands())
def test_every_command_in_the_documents_runs(name: str, text: str, answer: str, tmp_path: Path) -> None:
    """And answers the figure that the document gives below it."""
    (tmp_path / "out").mkdir()
    said = _run(text, tmp_path)
    assert '"ok": true' in said, f"{name}: {text}"
    assert answer in said, f"{name}: {text}"


@pytest.mark.parametrize(("name", "link"), _links())
def test_every_link_leads_somewhere(name: str, link: str) -> None:
    if "://" in link:
        assert link.startswith("https://"), f"{name}: {link}"
        return
    place, _, anchor = link.partition("#")
    target = tree.ROOT / place if place else tree.ROOT / name
    assert target.exists(), f"{name}: {link}"
    if anchor:
        assert anchor in _anchors(target), f"{name}: {link}"


def test_the_documents_show_pictures_in_both_themes() -> None:
    shown = {Path(link).name for name, link in _links() if name == "README.md" and link.endswith(".png")}
    assert {
        "workbench-light.png",
        "workbench-dark.png",
        "acceptance-light.png",
        "acceptance-dark.png",
    } <= shown
    assert {"payment-light.png", "payment-dark.png", "sync-light.png", "papers.png"} <= shown


def test_pictures_stay_small() -> None:
    folder = tree.ROOT / "resources" / "pictures"
    big = {path.name: path.stat().st_size for path in folder.glob("*.png")}
    assert big
    assert {name: size for name, size in big.items() if size > LARGEST_PICTURE} == {}


def test_the_two_commands_stand_in_both_readmes() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        blocks = _FENCE.findall((tree.ROOT / name).read_text("utf-8"))
        assert {"make run\n", "make test\n"} <= set(blocks)


def test_ci_calls_the_test_command_of_the_readme() -> None:
    lines = (tree.ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert lines[-1] == "make test"


def test_the_glossary_has_one_word_per_thing() -> None:
    text = (tree.ROOT / "README.md").read_text("utf-8").split("## Words")[1].split("\n## ")[0]
    rows = [line.split("|")[1:3] for line in text.splitlines() if line.startswith("| ")][1:]
    english = [row[0].strip() for row in rows]
    chinese = [row[1].strip() for row in rows]
    assert len(rows) >= 40
    assert len(set(english)) == len(english)
    assert len(set(chinese)) == len(chinese)
