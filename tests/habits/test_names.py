"""One word per thing; no drawers without a label; an entity keeps one stem in every layer."""

from __future__ import annotations

import ast
import re

import pytest

from app.contract.kinds import Kind, Stem
from tests.habits import tree

FORBIDDEN = {
    "utils",
    "util",
    "helpers",
    "helper",
    "misc",
    "common",
    "manager",
    "handler",
    "base",
    "data",
    "info",
}


def test_no_module_is_called_a_drawer() -> None:
    bad = [tree.place(p) for p in tree.python() if set(p.stem.split("_")) & FORBIDDEN]
    assert bad == []


def test_no_class_is_called_a_drawer() -> None:
    bad = [
        f"{tree.place(path)}:{node.name}"
        for path in tree.python("app", "localdb")
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.ClassDef)
        and re.findall("[A-Z][a-z]*", node.name)[-1:][0].lower() in FORBIDDEN
    ]
    assert bad == []


@pytest.mark.parametrize("stem", list(Stem))
@pytest.mark.parametrize("layer", ["localdb", "app/sync/entities", "app/province/entities"])
def test_an_entity_keeps_its_stem_in_every_layer(stem: Stem, layer: str) -> None:
    assert (tree.ROOT / layer / f"{stem.value}.py").is_file()


def test_every_kind_of_op_names_a_stem() -> None:
    assert {kind.stem for kind in Kind} == set(Stem)


def test_every_top_folder_says_what_belongs_there() -> None:
    for top in ("app", "resources", "localdb", "installers", "tests"):
        text = (tree.ROOT / top / "README.md").read_text("utf-8")
        assert len(text.splitlines()) <= 40
        assert "belongs" in text.lower()
