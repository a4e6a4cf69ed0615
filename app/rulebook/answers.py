"""The files of the consultation answers: read and checked."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from app.domain.matter import Knowledge
from app.rulebook.knowledge import KnowledgeList, index
from app.rulebook.list_shapes import KnowledgeShape
from app.rulebook.rule_file import RuleFile, names_in
from app.rulebook.strict_yaml import Place


def read(
    root: Path, categories: Collection[str], matters: Collection[str], fees: Collection[str]
) -> KnowledgeList:
    """Raises Obstacle(RULES_BAD)."""
    entries: dict[str, Knowledge] = {}
    for name in names_in(root, "knowledge"):
        if name == "knowledge/categories.yaml":
            continue
        file = RuleFile.read(root, name)
        file.only("entries")
        category = name.removeprefix("knowledge/").removesuffix(".yaml")
        if category not in categories:
            raise file.wrong((), f"knowledge/categories.yaml has no {category}")
        rows = file.shaped(tuple[KnowledgeShape, ...], file.mapping().get("entries"), ("entries",))
        for position, shape in enumerate(rows):
            place: Place = ("entries", position)
            _check(shape, file, place, matters, fees)
            if shape.id in entries:
                raise file.wrong((*place, "id"), f"the entry {shape.id} stands twice")
            entries[shape.id] = _entry(shape, category)
    return KnowledgeList(entries=entries, weights=index(entries.values()))


def _check(
    shape: KnowledgeShape, file: RuleFile, place: Place, matters: Collection[str], fees: Collection[str]
) -> None:
    for key, what, known in (("matters", "matter", matters), ("fees", "fee", fees)):
        for position, one in enumerate(getattr(shape, key)):
            if one not in known:
                raise file.wrong((*place, key, position), f"there is no {what} {one}")
    if shape.valid_to is not None and shape.valid_to < shape.valid_from:
        raise file.wrong((*place, "valid_to"), "it ends before it begins")


def _entry(shape: KnowledgeShape, category: str) -> Knowledge:
    return Knowledge(
        id=shape.id,
        version=shape.version,
        category=category,
        question=shape.question,
        answer=shape.answer,
        keywords=shape.keywords,
        matters=shape.matters,
        source=shape.source,
        valid_from=shape.valid_from,
        valid_to=shape.valid_to,
        boundary=shape.boundary,
        confidence=shape.confidence,
    )
