"""Sizes worth defending: file 300 lines, function 40, class 200. What is over stands here with its reason."""

from __future__ import annotations

import ast

from tests.habits import tree

FILE, FUNCTION, CLASS = 300, 40, 200

LARGER: dict[str, str] = {}
"""`path` or `path:name` -> why it may be larger."""


def _lines(node: ast.AST) -> int:
    return int(getattr(node, "end_lineno", 0)) - int(getattr(node, "lineno", 0)) + 1


def _over() -> dict[str, int]:
    found: dict[str, int] = {}
    for path in tree.python("app", "localdb", "installers", "resources"):
        name = tree.place(path)
        length = len(path.read_text("utf-8").splitlines())
        if length > FILE:
            found[name] = length
        for node in ast.walk(tree.parsed(path)):
            limit = {ast.FunctionDef: FUNCTION, ast.AsyncFunctionDef: FUNCTION, ast.ClassDef: CLASS}.get(
                type(node)
            )
            if limit and _lines(node) > limit:
                found[f"{name}:{node.name}"] = _lines(node)  # type: ignore[attr-defined]
    return found


def test_nothing_is_larger_without_a_reason() -> None:
    over = _over()
    assert {place: size for place, size in over.items() if place not in LARGER} == {}


def test_every_reason_is_still_needed() -> None:
    assert set(LARGER) <= set(_over())
